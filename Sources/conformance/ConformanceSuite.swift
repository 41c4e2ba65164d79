internal import DMN
internal import Diagnostics
internal import FEEL
package import Foundation
internal import XML

/// The folders of the official conformance suite, or of any tests of that shape.
///
/// Shape: `level/folder/*.xml` beside the models they name.
package struct ConformanceSuite {
  /// One expected value of the suite and what became of it.
  package struct Row: Sendable {
    /// The folder, `compliance-level-2/0001-input-data-string`.
    package let folder: String
    /// The file of the test cases without its ending.
    package let file: String
    /// The id of the case.
    package let testCase: String
    /// The name of the expected value.
    package let result: String
    /// What became of it.
    package let outcome: Outcome
    /// What differs, empty on success.
    package let message: String

    /// The row without what became of it, to compare runs by.
    package var key: String { "\(folder),\(file),\(testCase),\(result)" }
  }

  /// What the suite calls the three ways a case can end.
  package enum Outcome: String, Sendable {
    case success = "SUCCESS"
    case error = "ERROR"
    case ignored = "IGNORED"
  }

  /// Order: by name.
  package let folders: [(name: String, url: URL)]

  /// The suite under a path; nil when there is none.
  package init?(at path: String) {
    let root = URL(fileURLWithPath: path, isDirectory: true)
    let levels = subfolders(of: root).filter { $0.lastPathComponent.hasPrefix("compliance-level") }
    guard !levels.isEmpty else { return nil }
    folders = levels.flatMap { level in
      subfolders(of: level).map { ("\(level.lastPathComponent)/\($0.lastPathComponent)", $0) }
    }
  }

  /// The rows of one folder, in the order of its files.
  package func run(_ folder: (name: String, url: URL)) -> [Row] {
    let files = files(in: folder.url)
    let models = files.filter { $0.pathExtension == "dmn" }.map { url in
      (
        name: url.lastPathComponent,
        model: Result { try DecisionModel(reading: element(at: url), tolerant: true) }
      )
    }
    return files.filter { $0.pathExtension == "xml" }.flatMap { url in
      let file = url.deletingPathExtension().lastPathComponent
      func failed(_ error: any Error) -> [Row] {
        [
          Row(
            folder: folder.name, file: file, testCase: "", result: "", outcome: .error,
            message: describe(error))
        ]
      }
      do {
        let tests = try TestCases(reading: element(at: url), tolerant: true)
        guard let main = models.first(where: { $0.name == tests.modelName ?? "" }) ?? models.first else {
          return failed(MissingModel(folder: folder.name))
        }
        let others = models.filter { $0.name != main.name }.compactMap { try? $0.model.get() }
        do {
          let checked = try CheckedModel(checking: main.model.get(), imports: others, tolerant: true)
          return runTests(checked, tests).map { row($0, folder: folder.name, file: file) }
        } catch {
          return tests.cases.flatMap { test in
            test.results.map { result in
              Row(
                folder: folder.name, file: file, testCase: test.id, result: result.name, outcome: .error,
                message: describe(error))
            }
          }
        }
      } catch {
        return failed(error)
      }
    }
  }

  private func row(_ result: TestResult, folder: String, file: String) -> Row {
    Row(
      folder: folder, file: file, testCase: result.testCase.id, result: result.result.name,
      outcome: result.isSuccess ? .success : .error, message: result.failure ?? "")
  }
}

/// The rows as the suite's results file: one line each, every field in quotation marks.
package func resultsFile(_ rows: [ConformanceSuite.Row]) -> String {
  rows.map { row in
    [row.folder, row.file, row.testCase, row.result, row.outcome.rawValue, row.message]
      .map { field in doublyQuoted(replacingScalars(of: field) { $0 == "\n" ? " " : nil }) }
      .joined(separator: ",") + "\n"
  }.joined()
}

/// Test cases without a model beside them.
private struct MissingModel: Error, CustomStringConvertible {
  let folder: String
  var description: String { "there is no `.dmn` file in `\(folder)`" }
}

private func element(at url: URL) throws -> Element {
  let bytes = try Array(Data(contentsOf: url))
  return try Element(parsing: bytes, file: url.lastPathComponent)
}

private func subfolders(of url: URL) -> [URL] {
  files(in: url).filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true }
}

private func files(in url: URL) -> [URL] {
  let found = try? FileManager.default.contentsOfDirectory(
    at: url, includingPropertiesForKeys: [.isDirectoryKey])
  return (found ?? []).sorted { $0.path < $1.path }
}

private func describe(_ error: any Error) -> String {
  guard let error = error as? DiagnosticsError else { return "\(error)" }
  return error.diagnostics.filter { $0.severity == .error }
    .map { "\($0.location.map { "\($0): " } ?? "")\($0.message)" }.joined(separator: "; ")
}
