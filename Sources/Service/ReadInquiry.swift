package import Advisor
internal import DMN
internal import Diagnostics
internal import FEEL

/// What a program asks about: a case, facts of its own, and what else an operation takes.
package struct Inquiry: Sendable {
  /// The case that is named.
  package let study: CaseStudy?
  /// The facts of the case, replaced and followed by those given.
  package let facts: [WrittenFact]
  private let given: [WrittenFact]
  private let body: JSON

  /// The question in a JSON object.
  ///
  /// - Parameters:
  ///   - body: the object.
  ///   - members: the names that it may have besides `case` and `facts`.
  ///   - content: where cases are found.
  ///   - needsFacts: whether a question without any fact is refused.
  /// - Throws: `request.shape`, `request.noFacts`, `http.notFound` for a case.
  init(
    reading body: JSON, allowing members: [String] = [], in content: Content, needsFacts: Bool = true
  ) throws(Refusal) {
    guard let given = body.members else { throw .shape("expected an object") }
    let names = ["case", "facts"] + members
    for member in given where !names.contains(member.name) { throw unknownMember(member.name, names) }
    var study: CaseStudy?
    if let id = body["case"] {
      guard let id = id.string else { throw .shape("expected the id of a case at `/case`") }
      guard let found = content.study(id) else {
        throw unknownCase(id, content.studies.map(\.id))
      }
      study = found
    }
    let written = try body["facts"].map { json throws(Refusal) in try readFacts(json) } ?? []
    let replaced = Set(written.map(\.name.text))
    self.study = study
    self.given = written
    facts = (study?.facts ?? []).filter { !replaced.contains($0.name.text) } + written
    self.body = body
    if needsFacts, facts.isEmpty { throw .nothingGiven() }
  }

  /// Whether a fact was given, and not only by the case.
  func gives(_ fact: WrittenFact) -> Bool { given.contains(fact) }

  /// Refuses numbers, true and false for what the model reads as words: written as text they would pass for some.
  func checkWords(of model: ConceptModel) throws(Refusal) {
    for member in body["facts"]?.members ?? [] {
      switch model.model.inputTypes[member.name]?.type {
      case .string?, .list(.string)?: break
      default: continue
      }
      switch member.value["value"] ?? member.value {
      case .number, .boolean: throw .shape("expected a string at `\(jsonPointer(to: member))`")
      default: continue
      }
    }
  }

  /// A text that the operation takes; nil where it is not given.
  func text(_ name: String) throws(Refusal) -> String? {
    guard let value = body[name] else { return nil }
    guard let text = value.string else { throw .shape("expected a string at `/\(name)`") }
    return text
  }

  /// Whether something is asked for; no unless it is.
  func flag(_ name: String) throws(Refusal) -> Bool {
    switch body[name] {
    case nil: return false
    case .boolean(let flag)?: return flag
    default: throw .shape("expected true or false at `/\(name)`")
    }
  }

  /// The facts, checked against the rules.
  func useCase(_ rulebook: Rulebook) throws(Refusal) -> UseCase {
    do { return try UseCase(reading: facts, topics: rulebook.topics) } catch { throw Refusal(error) }
  }
}

/// Facts by name: a word, a number, yes or no, null for "there is none", or an object with value and status.
///
/// Problems point into them with a JSON pointer for a file's name.
func readFacts(_ json: JSON) throws(Refusal) -> [WrittenFact] {
  guard let members = json.members else { throw .shape("expected an object of facts at `/facts`") }
  var facts: [WrittenFact] = []
  for member in members { facts.append(try readFact(member)) }
  return facts
}

private func jsonPointer(to fact: JSON.Member) -> String {
  "/facts/" + plainText(fact.name).replacing("~", with: "~0").replacing("/", with: "~1")
}

private func readFact(_ member: JSON.Member) throws(Refusal) -> WrittenFact {
  let pointer = jsonPointer(to: member)
  let name = SourceFragment(member.name, file: pointer)
  guard let parts = member.value.members else {
    let value = try text(of: member.value, at: pointer)
    return WrittenFact(
      name: name, value: value == "?" ? nil : SourceFragment(value, file: pointer),
      status: value == "?" ? .unknown : .stated)
  }
  let names = ["value", "status"]
  for part in parts where !names.contains(part.name) { throw unknownMember(part.name, names) }
  var status = Fact.Status.stated
  if let written = member.value["status"] {
    guard let word = written.string, let known = Fact.Status(rawValue: word) else {
      throw .shape(
        "expected \(Prose.list(Fact.Status.allCases.map { "`\($0.rawValue)`" }, joinedBy: "or")) at `\(pointer)/status`"
      )
    }
    status = known
  }
  let value = try member.value["value"].map { json throws(Refusal) in
    SourceFragment(try text(of: json, at: pointer + "/value"), file: pointer + "/value")
  }
  return WrittenFact(
    name: name, value: value?.text == "?" ? nil : value, status: value?.text == "?" ? .unknown : status)
}

/// A value as the terminal would be given it.
private func text(of value: JSON, at pointer: String) throws(Refusal) -> String {
  switch value {
  case .null: "null"
  case .boolean(let flag): flag ? "true" : "false"
  case .number(let digits): digits
  case .string(let text): text
  case .array, .object: throw .shape("expected a string, a number, true, false or null at `\(pointer)`")
  }
}

// MARK: Wording

private func unknownMember(_ name: String, _ names: [String]) -> Refusal {
  let near = nearestName(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
  let known = Prose.list(names.map { "`\($0)`" }, joinedBy: "or")
  return .shape("expected \(known); found `\(Refusal.shortened(name))`\(near)")
}

private func unknownCase(_ id: String, _ ids: [String]) -> Refusal {
  let near = nearestName(to: id, among: ids).map { "; did you mean `\($0)`?" } ?? ""
  return Refusal(
    422, "request.case", "there is no such case", "no case is called `\(Refusal.shortened(id))`\(near)")
}
