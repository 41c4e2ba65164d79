import Advisor
import DMN
import Diagnostics
import Foundation
import Shipped
import Testing
import XML

@Suite("The shipped rules and cases") struct ShippedRulesTests {
  @Test(arguments: files(in: "Rules", endingIn: ".dmn"))
  func `rules are sound`(_ file: String) throws {
    let model = try checked(file)
    #expect(model.verify().filter { $0.severity == .error }.map(\.message) == [])
  }

  @Test(arguments: files(in: "Rules", endingIn: ".dmn"))
  func `every example of a model answers as expected and every rule is fired by one`(_ file: String) throws {
    let model = try checked(file)
    let examples = file.dropLast(".dmn".count) + ".tests.xml"
    let tests = try TestCases(reading: element(String(examples)))
    #expect(checkTests(tests, of: model).map(\.message) == [])
    let failures = runTests(model, tests).filter { !$0.isSuccess }
    #expect(failures.map { "\($0.testCase.id): \($0.failure ?? "")" } == [])
    let missed = ruleCoverage(model, [tests]).flatMap { table in
      table.neverFired.map { "rule \($0.number) of `\(table.owner)`" }
    }
    #expect(missed == [])
  }

  @Test(arguments: files(in: "Cases", endingIn: ".xml"))
  func `cases follow their schema and can be read`(_ file: String) throws {
    let schema = try #require(ShippedFile.file(at: "Cases/case-study.xsd"))
    let root = try element(file, schema: Schema(parsing: schema.bytes, file: schema.path))
    #expect(try CaseStudy.all(reading: root).count == 1)
  }
}

private let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Paths inside the package, in order.
private func files(in folder: String, endingIn suffix: String) -> [String] {
  let names =
    (try? FileManager.default.contentsOfDirectory(atPath: package.appending(path: folder).path)) ?? []
  return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
}

private func element(_ file: String, schema: Schema? = nil) throws -> Element {
  try Element(parsing: Array(Data(contentsOf: package.appending(path: file))), file: file, schema: schema)
}

private func checked(_ file: String) throws -> CheckedModel {
  let models = try files(in: "Rules", endingIn: ".dmn").map { try DecisionModel(reading: element($0)) }
  let index = try #require(files(in: "Rules", endingIn: ".dmn").firstIndex(of: file))
  return try CheckedModel(checking: models[index], imports: models)
}
