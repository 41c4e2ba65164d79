import DMN
import Diagnostics
import Foundation
import Testing
import XML

@Suite("A model that is laid out anew is the same model") struct FormatModelTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  private func files(in folder: URL) -> [URL] {
    let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walk?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "dmn" }
      .sorted { $0.path < $1.path }
  }

  private func expectSame(_ file: URL, as version: DMNVersion) throws {
    let bytes = [UInt8](try Data(contentsOf: file))
    let formatted = Array(try FormattedModel(formatting: bytes, file: file.path, as: version).text.utf8)
    let again = try FormattedModel(formatting: formatted, file: file.path, as: version).text
    #expect(Array(again.utf8) == formatted, "\(file.lastPathComponent) changes again")
    let before = try MarkupDocument(parsing: bytes, file: file.path)
    let after = try MarkupDocument(parsing: formatted, file: file.path)
    #expect(before.before == after.before && before.after == after.after)
    let lost = missing(from: Content(before.root), in: Content(after.root), at: before.root.name)
    #expect(lost == nil, "\(file.lastPathComponent): \(lost ?? "")")
  }

  /// An element without what the layout may change: blanks between elements, prefixes, versions, namespaces, new ids.
  private struct Content {
    var name: String
    var attributes: [String: String]
    var parts: [Part]
    enum Part { case element(Content), other(String) }

    init(_ element: MarkupElement) {
      name = String(element.localName)
      attributes = [:]
      for attribute in element.attributes where !attribute.name.hasPrefix("xmlns") {
        attributes[attribute.name] = attribute.value.replacing(/\/DMN\/[0-9]+\//, with: "/DMN/")
          .replacing("http://www.omg", with: "https://www.omg")
      }
      let isOnlyElements = element.nodes.allSatisfy { node in
        if case .text(let text) = node { text.allSatisfy(\.isWhitespace) } else { true }
      }
      let isWord = element.children.isEmpty
      parts = element.nodes.compactMap { node in
        switch node {
        case .element(let child): .element(Content(child))
        case .text(let text): isOnlyElements && !isWord ? nil : .other(text)
        case .comment(let text): .other("comment \(text)")
        case .instruction(let text): .other("instruction \(text)")
        }
      }
    }
  }

  /// The first thing that one has and the other has not.
  private func missing(from one: Content, in other: Content, at path: String) -> String? {
    if one.name != other.name { return "\(path) became \(other.name)" }
    for (name, value) in one.attributes where other.attributes[name] != value {
      return "\(path)/@\(name) was \(value), is \(other.attributes[name] ?? "gone")"
    }
    // New shapes stand behind what was there.
    guard other.parts.count >= one.parts.count else { return "\(path) lost a part" }
    for (a, b) in zip(one.parts, other.parts) {
      switch (a, b) {
      case (.other(let a), .other(let b)): if a != b { return "\(path): `\(a)` became `\(b)`" }
      case (.element(let a), .element(let b)):
        if let lost = missing(from: a, in: b, at: "\(path)/\(a.name)") { return lost }
      default: return "\(path): parts changed places"
      }
    }
    return nil
  }

  @Test func `the shipped rules lose nothing`() throws {
    let rules = files(in: Self.root.appending(path: "Rules"))
    #expect(!rules.isEmpty)
    for file in rules { try expectSame(file, as: .dmn13) }
  }

  @Test func `the models of the conformance suite lose nothing`() throws {
    let models = files(in: Self.root.appending(path: "../shared/dmn-tck"))
    if models.isEmpty { print("skipped: no models of the conformance suite at ../shared/dmn-tck") }
    for file in models { try expectSame(file, as: .dmn15) }
  }
}
