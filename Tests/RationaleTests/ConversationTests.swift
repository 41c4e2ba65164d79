import Foundation
import Testing

/// The questions, through a pseudo-terminal.
@Suite("Questions in the terminal") struct ConversationTests {
  private func start(
    _ arguments: [String] = ["advise"], in folder: Folder, environment: [String: String] = [:]
  ) throws -> TerminalSession {
    try TerminalSession(arguments, in: folder, environment: environment.merging(["NO_COLOR": "1"]) { $1 })
  }

  /// Answers all questions with the same words until the answers are shown.
  private func answerAll(_ session: TerminalSession, with line: String = "?") throws {
    while try !session.expect("\n> ").contains("Your answers:") { session.type(line) }
  }

  private func kept(in folder: Folder) throws -> String {
    try folder.read("state/rationale/answers-strategy.json")
  }

  @Test func `input that ends in the middle stops without an answer and keeps those before`() throws {
    let folder = try Folder()
    let session = try start(in: folder)
    try session.answer("1")
    try session.endInput()
    let run = try session.finish()
    #expect(
      run.errors.hasSuffix(
        """
        rationale: the input ended before the advice was settled; questions answered: 1; they are kept, and the \
        same command goes on with them

        """))
    #expect(run.output == "")
    #expect(run.status == 130)
    #expect(try kept(in: folder).contains("\"answer\": \"none\""))
  }

  @Test func `there is nothing before the first question`() throws {
    let session = try start(in: try Folder())
    try session.answer("b")
    #expect(try session.expect("\n> ").contains("this is the first question"))
  }

  @Test func `going back takes an answer away, also in words`() throws {
    let session = try start(in: try Folder())
    let first = try session.answer("1")
    try session.answer("b")
    #expect(try session.answer("1") == "b\n" + first, "the first question is asked again")
    try session.answer("back")
    #expect(try session.expect("\n> ").hasPrefix("back\n\n1. "))
  }

  @Test func `not knowing anything still ends in advice`() throws {
    let session = try start(in: try Folder())
    try answerAll(session)
    session.type("")
    let run = try session.finish()
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("# How to adapt the model\n"))
    #expect(run.errors.contains("\nThe same again: rationale advise --no-input --set "))
  }

  @Test func `why tells which decisions read the answer and what each answer would leave possible`() throws {
    let session = try start(in: try Folder())
    try session.answer("why")
    let said = try session.expect("\n> ")
    #expect(said.contains("This is read by the decision “Knowledge fit”.\n"))
    #expect(said.contains("What each answer would leave possible:\n"))
  }

  @Test func `what an answer rules out is said`() throws {
    let session = try start(in: try Folder())
    try session.answer("1")
    #expect(try session.expect("\n> ").contains("  that rules out RAG and RAG with fine-tuning\n"))
  }

  @Test(arguments: [
    ("perhaps", "cannot be `perhaps`; expected one of "),
    ("9", "there is no answer `9`; expected a number from 1 to 3"),
    ("", "nothing was answered; type `?` if you don't know"),
    ("pirvate or domain", "did you mean `private or domain`?"),
  ])
  func `an answer that is none is refused and asked for again`(_ line: String, _ message: String) throws {
    let session = try start(in: try Folder())
    try session.answer(line)
    #expect(try session.expect("\n> ").contains(message))
  }

  @Test func `the answers are shown before the advice, and any of them can be changed`() throws {
    let folder = try Folder()
    let session = try start(in: folder)
    try session.answer("1")
    try session.answer("2")
    let review = try session.expect("\n> ")
    #expect(review.contains("   1. Knowledge needed: Nothing beyond the request itself\n"))
    #expect(review.contains("   2. Labelled examples: One to nine\n"))
    session.type("change 7")
    #expect(try session.expect("\n> ").contains("there is no answer `7`; expected a number from 1 to 2"))
    session.type("chnage 1")
    #expect(
      try session.expect("\n> ").contains("found `chnage 1`, expected Enter, `change` and a number, or `b`"))
    session.type("change 1")
    try session.answer("2")
    let changed = try session.expect("\n> ")
    #expect(changed.contains("   1. Knowledge needed: General knowledge that a large model has\n"))
    #expect(changed.contains("   2. Labelled examples: One to nine\n"), "the later answer is kept")
    session.type("")
    let run = try session.finish()
    #expect(run.status == 0)
    #expect(run.output.contains("The task needs only general knowledge."))
    #expect(run.output.contains("Only a handful of labelled examples exist."), "\(run.output)")
    #expect(
      run.errors.hasSuffix(
        """
        The same again: rationale advise --no-input --set 'Knowledge needed=general' --set \
        'Labelled examples=(0..10)'


        """))
    #expect(try folder.list("state/rationale") == [], "nothing is kept once the advice is given")
  }

  @Test func `the command at the end gives the same advice`() throws {
    let folder = try Folder()
    let session = try start(in: folder)
    try session.answer("3")
    try answerAll(session)
    session.type("")
    let run = try session.finish()
    let command = try #require(run.errors.components(separatedBy: "rationale advise --no-input").last)
    let words = command.components(separatedBy: "'").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    let again = try folder.run(["advise", "--no-input"] + words.flatMap { ["--set", $0] })
    #expect(again.output == run.output)
    #expect(again.status == 0)
  }

  @Test
  func `Ctrl-C stops at once, keeps the answers for their owner only, and the next run goes on with them`()
    throws
  {
    let folder = try Folder()
    let session = try start(in: folder)
    try session.answer("1")
    try session.interrupt()
    let run = try session.finish()
    #expect(run.status == 130)
    #expect(run.output == "")
    #expect(
      run.errors.hasSuffix("\nstopped; your answers are kept, and the same command goes on with them\n"))
    #expect(try folder.list("state/rationale") == ["answers-strategy.json"], "nothing half-written is left")
    let file = folder.url.appending(path: "state/rationale/answers-strategy.json").path
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)

    let next = try start(in: folder)
    let offer = try next.expect("? [Y/n] ")
    #expect(offer.contains("   Knowledge needed: Nothing beyond the request itself\nResume (1 answered)"))
    next.type("maybe")
    #expect(
      try next.expect("? [Y/n] ").contains("type `y` to go on where you stopped, or `n` to begin anew\n"))
    next.type("")
    #expect(try next.expect("\n> ").contains("\n2. "), "the second question comes next")
  }

  @Test(arguments: ["n", "--fresh"]) func `kept answers can be left aside`(_ how: String) throws {
    let folder = try Folder()
    try folder.write(keptAnswers, to: "state/rationale/answers-strategy.json")
    let session = try start(how == "n" ? ["advise"] : ["advise", how], in: folder)
    if how == "n" {
      try session.expect("? [Y/n] ")
      session.type("n")
    }
    #expect(try session.expect("\n> ").contains("\n1. What does the model have to know"))
  }

  @Test(arguments: [
    ("{\"version\": \"1\", \"rules\": \"strategy\", \"answers\": [{\"fact\": \"Task", "cannot be read"),
    ("", "cannot be read"), ("[]", "cannot be read"),
    ("{\"version\": \"1\", \"rules\": \"strategy\", \"answers\": [{}]}", "cannot be read"),
    (
      "{\"version\": \"0\", \"rules\": \"strategy\", \"answers\": []}",
      "are of other rules or another version"
    ),
    (
      "{\"version\": \"1\", \"rules\": \"latency\", \"answers\": []}", "are of other rules or another version"
    ),
  ])
  func `kept answers that cannot be used are reported and left aside`(_ text: String, _ problem: String)
    throws
  {
    let folder = try Folder()
    try folder.write(text, to: "state/rationale/answers-strategy.json")
    let session = try start(in: folder)
    let shown = try session.expect("\n> ")
    #expect(shown.contains("the answers kept in `"))
    #expect(shown.contains("answers-strategy.json` \(problem), and are left aside\n"))
    #expect(shown.contains("\n1. What does the model have to know"))
  }

  @Test func `a kept answer that the rules no longer allow is left out, the others stay`() throws {
    let folder = try Folder()
    try folder.write(keptAnswers, to: "state/rationale/answers-strategy.json")
    let session = try start(in: folder)
    let offer = try session.expect("? [Y/n] ")
    #expect(offer.contains("   the answer to `Colour` no longer fits the rules, and is left out\n"))
    #expect(offer.contains("   the answer to `Task scope` no longer fits the rules, and is left out\n"))
    #expect(offer.hasSuffix("Resume (1 answered)"))
  }

  @Test func `where answers cannot be kept it is said once, and the questions go on`() throws {
    let folder = try Folder()
    try folder.write("", to: "state")
    let session = try start(in: folder)
    try session.answer("?")
    #expect(
      try session.answer("?").contains(
        "your answers cannot be kept for another run: cannot write `\(folder.url.path)/state/rationale`: "
          + "not a directory\n"))
    #expect(try !session.expect("\n> ").contains("cannot be kept"))
  }

  @Test func `a build server is never asked, even at a terminal`() throws {
    let run = try start(in: try Folder(), environment: ["CI": "true"]).finish()
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("rationale: there is nothing to advise on, and nobody to ask"))
  }

  @Test func `one concept is asked in the same way, with its choices, until its rules have one answer`()
    throws
  {
    let folder = try Folder()
    let session = try start(["advise", "--model", "sampling"], in: folder)
    let question = try session.answer("why")
    #expect(question.contains("\n1. "))
    #expect(question.contains("\n   1) "))
    #expect(question.contains("\n   ? I don't know   b back   why what this decides"))
    #expect(try session.answer("1").contains("What the rules would say to each answer, as things stand:\n"))
    try session.answer("b")
    try answerAll(session, with: "1")
    session.type("")
    let run = try session.finish()
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("## "))
    #expect(run.errors.contains("\nThe same again: rationale advise --model sampling --no-input --set "))
  }

  @Test func `colour is for terminals, and NO_COLOR turns it off`() throws {
    let folder = try Folder()
    func shown(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Bool {
      let session = try TerminalSession(
        ["advise", "--set", "Task scpoe=narrow", "--no-input"] + arguments, in: folder,
        environment: environment,
        outputIsTerminal: true)
      return try session.finish().errors.contains("\u{1B}[1;31merror:\u{1B}[0m")
    }
    #expect(try shown([]))
    #expect(try !shown([], ["NO_COLOR": "1"]))
    #expect(try shown([], ["NO_COLOR": ""]))
    #expect(try !shown([], ["TERM": "dumb"]))
    #expect(try !shown(["--no-color"]))
    #expect(try shown(["--color"], ["NO_COLOR": "1"]))
    let piped = try folder.run("advise", "--set", "Task scpoe=narrow", "--no-input")
    #expect(!piped.errors.contains("\u{1B}"))
    #expect(
      try folder.run("--color", "advise", "--set", "Task scpoe=narrow", "--no-input").errors.contains(
        "\u{1B}"))
  }
}

/// Two that fit no rules of today, and one that does.
private let keptAnswers = """
  {"version": "1", "rules": "strategy", "answers": [
    {"fact": "Colour", "answer": "green"}, {"fact": "Task scope", "answer": "middling"},
    {"fact": "Labelled examples", "answer": "< 10"}
  ]}
  """
