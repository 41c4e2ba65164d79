import Foundation
import Testing
import XML

/// The official test suite of DMN stays outside of the repository: `DMN_TCK` names its folder.
private let suite = ProcessInfo.processInfo.environment["DMN_TCK"]

@Suite("The models of the DMN TCK") struct ConformanceTests {
  // Skipped unless `DMN_TCK` names a folder with the suite.
  @Test(.enabled(if: suite != nil, "set DMN_TCK to the folder of the DMN TCK"))
  func `every model is read`() throws {
    let folder = URL(filePath: try #require(suite))
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "dmn" } ?? []
    #expect(files.count > 100)
    for file in files {
      let root = try Element(parsing: Array(try Data(contentsOf: file)), file: file.lastPathComponent)
      #expect(root.name == "definitions", "\(file.path)")
    }
  }
}
