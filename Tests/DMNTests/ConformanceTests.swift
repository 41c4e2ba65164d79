import Foundation
import Testing
import conformance

/// The package's folder.
private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The suite in the folder `DMN_TCK` names, by default beside the package.
private let suite = ConformanceSuite(
  at: ProcessInfo.processInfo.environment["DMN_TCK"]
    ?? package.appendingPathComponent("../shared/dmn-tck").standardized.path)

@Suite("Conformance") struct ConformanceTests {
  @Test(
    .enabled(if: suite != nil, "the conformance suite is absent: set DMN_TCK to its folder"),
    arguments: suite?.folders.map(\.name) ?? [])
  func `no case fails that is not listed in the baseline`(_ folder: String) throws {
    let known = try baseline()
    let found = try #require(suite?.folders.first { $0.name == folder })
    for row in suite?.run(found) ?? [] where row.outcome != .success && !known.contains(row.key) {
      Issue.record("\(row.key): \(row.message)")
    }
  }
}

/// The keys of the cases known to fail; the reason stands in a comment above them.
private func baseline() throws -> Set<String> {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("conformance-baseline.txt")
  let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
  return Set(lines.filter { !$0.hasPrefix("#") })
}
