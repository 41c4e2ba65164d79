import Advisor
import DMN
import Diagnostics
import FEEL
import Foundation
import Testing
import XML

@Suite("Asking rules about one concept") struct ConsultTests {
  @Test func `an answer that open facts can still change is not given`() throws {
    let answer = try latency.consult(["Use": .string("conversation")])
    #expect(!answer.isSettled)
    #expect(answer.answers.count == 5)
    #expect(answer.grounds.isEmpty)
    #expect(answer.open.first?.name == "First response target")
  }

  @Test func `an answer that open facts cannot change is given`() throws {
    let answer = try latency.consult(["Use": .string("bulk")])
    #expect(first(answer) == "Run it as a batch.")
    #expect(answer.grounds.map(\.rule) == [1])
    #expect(answer.open.count == 8)
  }

  @Test func `an unknown fact leaves as much open as one that is not given`() throws {
    let unknown = try latency.consult(["Use": .string("conversation"), "Streaming": .null])
    #expect(
      try unknown.answers.map { $0[0].value }
        == latency.consult(["Use": .string("conversation")]).answers.map { $0[0].value })
  }

  @Test func `a figure is computed once its facts are known`() throws {
    let ranking: FEEL.Value = .list(["A", "B", "C", "D", "E"].map { FEEL.Value.string($0) })
    let judgements: FEEL.Value = .list(
      ["A", "C", "F"].map { .context(Context([("document", .string($0)), ("relevance", number(1))])) })
    let answer = try concept("retrieval-quality").consult([
      "Ranking": ranking, "Judgements": judgements, "Depth": number(5), "Labelled queries": number(100),
    ])
    let figures = Dictionary(uniqueKeysWithValues: answer.figures.map { ($0.name, $0.value.description) })
    #expect(figures["precision"] == "0.400")
    #expect(figures["recall"] == "0.667")
    #expect(figures["reciprocal rank"] == "1.000")
    #expect(figures["nDCG"] == "0.704")
    #expect(try concept("retrieval-quality").consult(["Depth": number(5)]).figures.isEmpty)
  }

  @Test func `a sentence that quotes another decision waits for that decision`() throws {
    let model = try concept("retrieval-diagnosis")
    let fix: [String: FEEL.Value] = [
      "Proposed fix": .string("more context"), "Retrieval measured": .boolean(false),
    ]
    #expect(!model.consult(fix).isSettled)
    let answer = model.consult(fix.merging(["Symptom": .string("passage ignored")]) { $1 })
    #expect(answer.answers.count == 1)
    #expect(first(answer) == "refused")
    #expect(answer.grounds.map(\.decision) == ["Retrieval diagnosis", "More context", "Likely cause"])
  }

  private var latency: ConceptModel { get throws { try concept("latency") } }

  private func concept(_ name: String) throws -> ConceptModel {
    let file = "Rules/\(name).dmn"
    let model = try DecisionModel(reading: element(file))
    return try #require(ConceptModel(CheckedModel(checking: model)))
  }

  private func number(_ whole: Int) -> FEEL.Value { .number(Number(whole)) }

  private func first(_ answer: Consultation) -> String? {
    guard case .string(let text)? = answer.answers.first?.first?.value else { return nil }
    return text
  }
}

private let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func element(_ file: String) throws -> Element {
  try Element(parsing: Array(Data(contentsOf: package.appending(path: file))), file: file)
}
