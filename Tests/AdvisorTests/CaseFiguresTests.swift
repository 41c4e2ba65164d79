import Advisor
import DMN
import Diagnostics
import FEEL
import Foundation
import Testing
import XML

@Suite("What a case says to the economics") struct CaseFiguresTests {
  @Test func `a word becomes three figures with the reason of the rules`() throws {
    let figures = CaseFigures(of: [fact("Request volume", "high")], leaving: [], by: try assumptions)
    #expect(figures.facts.isEmpty)
    #expect(figures.assumptions.map(\.input) == ["Requests per month"])
    #expect(figures.assumptions[0].values[.expected]?.description == "1000000")
    #expect(figures.assumptions[0].reason == "the case says that the volume is high")
  }

  @Test func `a number becomes a figure and a range does not`() throws {
    let facts = [fact("Knowledge size", "50000"), fact("Knowledge size", "> 200000")]
    let figures = CaseFigures(of: facts, leaving: [], by: try assumptions)
    #expect(figures.facts.map { "\($0.name.text)=\($0.value?.text ?? "")" } == ["Knowledge tokens=50000"])
  }

  @Test(arguments: ["> 200000", ">200000", "(0..200000]", "(0 .. 200000]"])
  func `a range has a figure that stands for it, however it is spaced`(range: String) throws {
    let figures = CaseFigures(of: [fact("Knowledge size", range)], leaving: [], by: try assumptions)
    #expect(figures.assumptions.map(\.input) == ["Knowledge tokens"])
    let expected = try #require(figures.assumptions.first?.values[.expected]?.description)
    #expect((Int(expected) ?? 0 > 200_000) == range.hasPrefix(">"))
  }

  @Test func `what the facts advise is said beside what is cheapest, where there is a case`() throws {
    let figures = CaseFigures(of: [], leaving: [.rag, .fineTuning], by: try assumptions)
    #expect(figures.remark?.hasSuffix("the advice is RAG.") == true)
    #expect(CaseFigures(of: [], leaving: [], by: try assumptions).remark == nil)
  }

  @Test func `only the strategies that are left are compared`() throws {
    let figures = CaseFigures(of: [], leaving: [.prompting, .rag], by: try assumptions)
    #expect(
      figures.assumptions.first?.values[.low]?.description
        == #"["prompting", "everything in the prompt", "rag"]"#)
  }

  @Test func `a figure of its own comes before a word`() throws {
    let figures = CaseFigures(
      of: [fact("Request volume", "low"), fact("Knowledge size", "50000")],
      and: [fact("Requests per month", "9000")], leaving: [], by: try assumptions)
    #expect(figures.assumptions.isEmpty)
    #expect(
      figures.facts.map { "\($0.name.text)=\($0.value?.text ?? "")" }
        == ["Requests per month=9000", "Knowledge tokens=50000"])
  }

  private func fact(_ name: String, _ value: String) -> WrittenFact {
    WrittenFact(name: .init(name, file: "<test>"), value: .init(value, file: "<test>"), status: .stated)
  }

  private var assumptions: CheckedModel {
    get throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Rules/assumptions.dmn")
      let root = try Element(parsing: Array(Data(contentsOf: file)), file: "Rules/assumptions.dmn")
      return try CheckedModel(checking: DecisionModel(reading: root))
    }
  }
}
