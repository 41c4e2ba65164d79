import Advisor
import Diagnostics
import Service
import Testing

@Suite("Pages") struct PageTests {
  /// The hidden fields, choices and links of a page, by plain search.
  private func values(_ page: String, between start: String, and end: String) -> [String] {
    page.split(separator: start).dropFirst().compactMap { part in
      part.split(separator: end, omittingEmptySubsequences: false).first.map(String.init)
    }
  }

  @Test(arguments: [
    "/", "/decide", "/facts", "/cost", "/cases", "/models", "/cases/honeycomb-query-assistant",
    "/models/latency", "/answers?Task+scope=narrow", "/result?Task+scope=narrow", "/cases?q=bank&used=rag",
  ])
  func `each is a whole page with one main heading`(_ address: String) {
    let page = get(address)
    #expect(page.status == 200)
    #expect(page.text.hasPrefix("<!DOCTYPE html>"))
    #expect(page.text.split(separator: "<h1").count == 2)
    #expect(!page.text.contains("<title> – "))
    #expect(page["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
    #expect(page["X-Content-Type-Options"] == "nosniff")
    #expect(page["Referrer-Policy"] == "same-origin")
    #expect(page["Cache-Control"] == "no-store")
  }

  @Test func `the questions are those of the terminal, in its order`() throws {
    let rulebook = try Fixture.content.rulebook
    var interview = Interview(rulebook: rulebook, given: try UseCase(reading: [], topics: rulebook.topics))
    var address = "/decide"
    var asked = 0
    while let topic = interview.topic {
      let page = get(address)
      #expect(page.text.contains("<h1>\(topic.question.split(separator: "\n").joined(separator: " "))</h1>"))
      _ = interview.take("1", about: topic)
      let choice = values(page.text, between: "name=\":answer\" id=\"choice-1\" value=\"", and: "\"")[0]
      let query = address.split(separator: "?").dropFirst().first.map { "\($0)&" } ?? ""
      let taken = get(
        "/decide/answer?\(query):ask=\(Query([("x", topic.name)]).text.dropFirst(2))&:answer="
          + Query([("x", choice.replacing("&gt;", with: ">").replacing("&lt;", with: "<"))]).text.dropFirst(2)
      )
      #expect(taken.status == 303)
      address = try #require(taken["Location"])
      asked += 1
    }
    #expect(asked > 1)
    #expect(get(address)["Location"]?.hasPrefix("/answers?") == true)
  }

  @Test func `an answer says what it ruled out`() {
    let page = get("/decide?Knowledge+needed=none").text
    #expect(page.contains("You answered “Nothing beyond the request itself”."))
    #expect(page.contains("That rules out RAG and RAG with fine-tuning; prompting and fine-tuning left."))
  }

  @Test func `an answer that is missing is asked for again`() {
    let page = get("/decide/answer?:ask=Task+scope")
    #expect(page.status == 422)
    #expect(page.text.contains("<title>Error: Question 1: "))
    #expect(page.text.contains("<a href=\"#choice-1\">Choose an answer, or “I don’t know”</a>"))
  }

  @Test func `a number that is none stays in its field, with what was expected`() {
    let page = get("/decide/answer?:ask=Labelled+examples&:exact=many%3Cb%3E")
    #expect(page.status == 422)
    #expect(page.text.contains("value=\"many&lt;b&gt;\""))
    #expect(page.text.contains("“Labelled examples” cannot be “many&lt;b&gt;”; expected a number"))
  }

  @Test func `an exact number goes before a choice`() {
    let taken = get("/decide/answer?:ask=Labelled+examples&:answer=0&:exact=+350+")
    #expect(taken["Location"] == "/decide?Labelled+examples=350")
  }

  @Test func `a changed answer keeps its place`() {
    let taken = get("/decide/answer?Task+scope=narrow&Latency=tight&:ask=Task+scope&:answer=broad")
    #expect(taken["Location"] == "/decide?Task+scope=broad&Latency=tight")
  }

  @Test func `the way back keeps the answer`() {
    let page = get("/decide?Knowledge+needed=general&Task+scope=narrow").text
    let back = "/decide?Knowledge+needed=general&amp;%3Aask=Task+scope&amp;%3Aanswer=narrow"
    #expect(page.contains("<a href=\"\(back)\">Back</a>"))
    let before = get(back.replacing("&amp;", with: "&")).text
    #expect(before.contains("value=\"narrow\" checked"))
  }

  @Test func `the result says what the terminal says`() throws {
    let page = get("/result?Knowledge+needed=private+or+domain&Knowledge+size=3000000&Labelled+examples=0")
      .text
    let rulebook = try Fixture.content.rulebook
    let facts = [
      ("Knowledge needed", "private or domain"), ("Knowledge size", "3000000"), ("Labelled examples", "0"),
    ]
    let useCase = try UseCase(
      reading: facts.map { WrittenFact(name: .init($0.0), value: .init($0.1), status: .stated) },
      topics: rulebook.topics)
    let recommendation = rulebook.advise(on: useCase)
    for sentence in recommendation.sentences.map(\.text) {
      #expect(page.contains(escapeHTML(sentence)) || page.contains(escapeHTML(Prose.capitalized(sentence))))
    }
  }

  @Test func `a download is a file, and says the same as the command`() {
    let file = get("/result.md?Task+scope=narrow&Prompting+result=meets+the+bar")
    #expect(file["Content-Disposition"] == "attachment; filename=\"prompting.md\"")
    #expect(file["Content-Type"] == "text/markdown; charset=utf-8")
    #expect(file.text.hasPrefix("# How to adapt the model\n\n## Recommendation\n"))
    #expect(get("/result.json?Task+scope=narrow").json?["strategy"]?.string == "prompting")
  }

  @Test func `markup in any field is text`() throws {
    let attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>"
    let encoded = Query([("x", attack)]).text.dropFirst(2)
    for topic in try Fixture.content.rulebook.topics {
      let name = Query([("x", topic.name)]).text.dropFirst(2)
      for page in [
        "/facts?\(name)=\(encoded)", "/decide?\(name)=\(encoded)", "/result?\(name)=\(encoded)",
        "/decide/answer?:ask=\(name)&:answer=\(encoded)&:exact=\(encoded)",
        "/cases?q=\(encoded)&used=\(encoded)",
        "/models/latency?\(name)=\(encoded)", "/\(encoded)", "/decide?:ask=\(encoded)",
        "/cost?Model=\(encoded)",
      ] {
        let text = get(page).text
        #expect(!text.contains("<script>alert") && !text.contains("<img"), "\(page)")
      }
    }
  }

  @Test func `a wrong fact in the address is said, with what would be right`() {
    let page = get("/result?Change+frequency=dayly")
    #expect(page.status == 422)
    #expect(page.text.contains("“Change frequency” cannot be “dayly”"))
    #expect(page.text.contains("Did you mean “daily”?"))
    #expect(get("/result?Chance+frequency=daily").text.contains("Did you mean “Change frequency”?"))
  }

  @Test func `what is not there is not found`() {
    for address in [
      "/nothing", "/cases/nothing", "/assets/nothing.css", "/assets/..%2F..%2Fetc%2Fpasswd", "/../etc/passwd",
      "/cases/..%2Fcase-study.xsd", "/models/nothing", "//", "/decide/",
    ] {
      #expect(get(address).status == 404, "\(address)")
    }
  }

  @Test func `a file that is known is not sent again`() throws {
    let style = get("/assets/style.css")
    #expect(style["Content-Type"] == "text/css; charset=utf-8")
    let tag = try #require(style["ETag"])
    #expect(get("/assets/style.css", [("If-None-Match", tag)]).status == 304)
  }

  @Test func `an answer to a question is graded, and markup in it is text`() throws {
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html")]
    let question = try #require(get("/api/v1/drills").json?["questions"]?.elements?.first?["id"]?.string)
    let page = post(
      "/drills/\(question)", "answer=I+would+measure+a+prompt+first.+%3Cscript%3Ealert(1)%3C/script%3E", form)
    #expect(page.status == 200)
    #expect(page.text.contains(" of 100</p>"))
    #expect(page.text.contains("I would measure a prompt first. &lt;script&gt;"))
    #expect(!page.text.contains("<script>alert"))
    #expect(post("/drills/\(question)", "answer=++", form).status == 422)
    #expect(get("/drills?Task+scope=narrow").text.contains("/drills/my-case%2Frecommend?Task+scope=narrow"))
    #expect(get("/drills/my-case%2Frecommend?Task+scope=narrow").status == 200)
    let graded = post(
      "/api/v1/grade", #"{"question": "\#(question)", "text": "I would measure a prompt first."}"#)
    #expect(graded.json?["points"]?.elements?.isEmpty == false)
  }

  @Test func `an answer about a case is followed by one to say aloud`() {
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html")]
    let page = post(
      "/drills/honeycomb-query-assistant%2Fwhy-not-fine-tuning", "answer=It+works+without.", form)
    #expect(page.text.contains("I lean to prompting rather than fine-tuning"))
    let own = post(
      "/drills/my-case%2Frecommend?Task+scope=narrow&Prompting+result=meets+the+bar", "answer=Prompting.",
      form)
    #expect(own.status == 200)
    #expect(own.text.contains("a measured prompt meets the bar"))
  }

  @Test func `progress goes along in the address`() throws {
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html")]
    let ids = try #require(get("/api/v1/drills").json?["questions"]?.elements).compactMap { $0["id"]?.string }
    #expect(!get("/drills").text.contains("questions answered"))
    let answer = "answer=I+would+measure+a+prompt+first."
    let first = post("/drills/\(ids[0])?Task+scope=narrow", answer, form).text
    let back = try #require(values(first, between: "<p class=\"back\"><a href=\"", and: "\"").first)
    #expect(back.hasPrefix("/drills?Task+scope=narrow&amp;%3Adone=\(ids[0])+"))
    let list = get(back.replacing("&amp;", with: "&")).text
    #expect(list.contains("1 of "))
    #expect(values(list, between: "<span class=\"score\">", and: "</span>").count == 1)
    let next = try #require(
      values(first, between: "<p class=\"next\"><a class=\"button\" href=\"", and: "\"").first)
    #expect(next.hasPrefix("/drills/\(ids[1])?"))
    let second = post(next.replacing("&amp;", with: "&"), answer, form).text
    #expect(second.contains("<p>2 of "))
    let again = try #require(values(first, between: "<form action=\"", and: "\"").first)
    #expect(post(again.replacing("&amp;", with: "&"), answer, form).text.contains(" The answer before had "))
  }

  @Test(arguments: [
    ":done=", ":done=x", ":done=x+101", ":done=x+-1", ":done=x+1+2", ":done=+5", ":done=no-such-question+50",
    ":done=%3Cscript%3Ealert(1)%3C/script%3E+50",
  ])
  func `progress that is none is left out`(_ field: String) {
    let page = get("/drills?\(field)")
    #expect(page.status == 200)
    #expect(!page.text.contains("questions answered"))
    #expect(!page.text.contains("<script>alert"))
  }

  @Test func `progress is no more than a request may carry`() throws {
    let done = (0..<400).map { ":done=question-\($0)+50" }.joined(separator: "&")
    let page = get("/drills?\(done)").text
    let address = try #require(values(page, between: "<li><a href=\"", and: "\"").first)
    #expect(address.utf8.count < 8_000)
    #expect(!address.contains("question-1+50"))
  }

  @Test func `the chart and the table of costs have the same figures`() throws {
    let page = get("/cost?Requests+per+month=50000").text
    #expect(page.contains("<polyline points=\""))
    #expect(page.contains("<th scope=\"row\">50,000</th>"))
    #expect(get("/cost?Requests+per+month=many").status == 422)
  }
}
