import Advisor
import Diagnostics
import Service
import Testing

@Suite("Answers") struct AnswerTests {
  private let facts = "Knowledge+needed=private+or+domain&Knowledge+size=3000000&Labelled+examples=0"

  @Test func `the API answers in three lengths, or in the one asked for`() {
    let all = post("/api/v1/answer", #"{"case": "honeycomb-query-assistant"}"#).json
    #expect(all?["case"] == "honeycomb-query-assistant")
    #expect(all?["written"]?["text"]?.string?.contains("## Precedents") == true)
    let one = post("/api/v1/answer", #"{"case": "honeycomb-query-assistant", "length": "spoken"}"#).json
    #expect(one?["spoken"] == all?["spoken"])
    #expect(one?["headline"] == nil)
    #expect(one?["written"] == nil)
    #expect(one?["parts"] == all?["parts"])
  }

  @Test func `a question about two strategies is answered with and without facts`() {
    let general = post("/api/v1/answer", #"{"question": "why fine-tune rather than RAG?"}"#).json
    #expect(general?["verdict"] == "general")
    #expect(general?["strategy"] == "fine-tuning")
    let own = post(
      "/api/v1/answer", #"{"case": "honeycomb-query-assistant", "question": "why not rag?"}"#
    ).json
    #expect(own?["strategy"] == "prompting")
    #expect(own?["verdict"] == "supports")
    let spoken = post(
      "/api/v1/answer",
      #"{"case": "honeycomb-query-assistant", "question": "why not rag?", "length": "spoken"}"#
    ).json
    #expect(spoken?["spoken"] == own?["spoken"] && own?["spoken"] != nil)
    #expect(spoken?["headline"] == nil && own?["headline"] != nil)
  }

  @Test(arguments: [
    (#"{}"#, "request.noFacts", "no fact is given and no case is named; `facts` or `case` needs one"),
    (
      #"{"facts": {"Task scope": "narrow"}, "length": "speken"}"#, "request.shape",
      "expected `headline`, `spoken` or `written` at `/length`; found `speken`; did you mean `spoken`?"
    ),
    (
      #"{"question": "why rag, not a prompt?", "length": "spokn"}"#, "request.shape",
      "expected `headline`, `spoken` or `written` at `/length`; found `spokn`; did you mean `spoken`?"
    ),
    (
      #"{"question": "why?"}"#, "question.strategies",
      "the question names no strategy; expected two, as in `why fine-tune rather than RAG?`"
    ),
  ])
  func `what cannot be answered is refused with what would be right`(
    _ body: String, _ code: String, _ detail: String
  ) {
    let answer = post("/api/v1/answer", body)
    #expect(answer.status == 422)
    #expect(answer.json?["code"] == .string(code))
    #expect(answer.json?["detail"] == .string(detail))
  }

  @Test func `the result has the three lengths, and each can be taken along`() throws {
    let page = get("/result?\(facts)").text
    let json = post(
      "/api/v1/answer",
      #"{"facts": {"Knowledge needed": "private or domain", "Knowledge size": 3000000, "Labelled examples": 0}}"#
    ).json
    for length in ["headline", "spoken", "written"] {
      #expect(page.contains("/result.md?\(facts.replacing("&", with: "&amp;"))&amp;%3Alength=\(length)"))
      let file = get("/result.md?\(facts)&:length=\(length)")
      #expect(file["Content-Disposition"] == "attachment; filename=\"rag-\(length).md\"")
    }
    let written = try #require(json?["written"]?["text"]?.string)
    #expect(get("/result.md?\(facts)&:length=written").text == written)
    let words = try #require(json?["spoken"]?["words"]?.digits)
    #expect(page.contains("\(words) words, about "))
    #expect(get("/result.md?\(facts)&:length=long").status == 404)
  }

  @Test func `a decision record can be made again from what stands in it`() throws {
    let file = get("/record.md?\(facts)")
    #expect(file["Content-Disposition"]?.contains("filename=\"0001-") == true)
    #expect(file.text.hasPrefix("---\n"))
    #expect(file.text.contains("fact: Knowledge size = 3000000 (stated)"))
    #expect(file.text.contains("day: 2026-11-23"))
    #expect(get("/record.md").status == 422)
  }

  @Test func `a question on the page is answered there, and a strange one said to be so`() {
    let page = get("/result?\(facts)&:question=why+not+fine-tuning%3F")
    #expect(page.status == 200)
    #expect(page.text.contains("<div class=\"reply\"><h3>RAG rather than fine-tuning</h3>"))
    let strange = get("/result?\(facts)&:question=why+%3Cb%3E")
    #expect(strange.status == 422)
    #expect(strange.text.contains("<title>Error: "))
    #expect(strange.text.contains("value=\"why &lt;b&gt;\""))
    #expect(strange.text.contains("<a href=\"#question\">The question names no strategy"))
  }

  @Test func `every strategy that is not advised can be asked about by its link`() throws {
    let page = get("/result?\(facts)").text
    let links = page.split(separator: "<a class=\"ask\" href=\"").dropFirst().compactMap {
      $0.split(separator: "#contrast\"").first.map { String($0).replacing("&amp;", with: "&") }
    }
    #expect(links.count == 3)
    for link in links { #expect(get(link).text.contains("<div class=\"reply\"><h3>RAG rather than ")) }
  }

  @Test func `the nearest cases are those of the answer`() throws {
    let page = get("/result?\(facts)").text
    let json = post(
      "/api/v1/answer",
      #"{"facts": {"Knowledge needed": "private or domain", "Knowledge size": 3000000, "Labelled examples": 0}}"#
    ).json
    let ids = (json?["precedents"]?.elements ?? []).compactMap { $0["case"]?.string }
    #expect(ids.count == 3)
    for id in ids { #expect(page.contains("<li><a href=\"/cases/\(id)\">")) }
  }

  @Test func `an assistant gets the spoken answer to read, and the argument where it asks for one`() throws {
    let session = AssistantSession(try Fixture.service)
    func text(_ arguments: String) throws -> String? {
      let line = session.answer(
        to:
          #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"answer","arguments":\#(arguments)}}"#
      )
      let json = try JSON(parsing: Array((line ?? "").utf8))
      return json["result"]?["content"]?.elements?.first?["text"]?.string
    }
    let headline = try text(#"{"case": "honeycomb-query-assistant", "length": "headline"}"#)
    let spoken = try text(#"{"case": "honeycomb-query-assistant"}"#)
    #expect(headline?.isEmpty == false)
    #expect(spoken?.hasPrefix(headline?.prefix(20) ?? "-") == true)
    #expect(try text(#"{"question": "why not rag rather than fine-tuning?"}"#)?.hasPrefix("# ") == true)
  }
}
