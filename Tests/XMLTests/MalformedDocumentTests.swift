import Diagnostics
import Foundation
import Testing
import XML

/// A document of `Malformed/documents.ndjson`, one of those that no reader of XML may accept.
struct MalformedDocument: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]

  private enum Key: String, CodingKey { case name, text, hex, `repeat`, attributes }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      bytes = Array(text.utf8)
    } else if let digits = try container.decodeIfPresent(String.self, forKey: .hex) {
      let pairs = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
      bytes = pairs.map { UInt8($0, radix: 16) ?? 0 }
    } else if container.contains(.repeat) {
      // Pieces of text, each with how often it stands.
      var list = try container.nestedUnkeyedContainer(forKey: .repeat)
      var text = ""
      while !list.isAtEnd {
        var piece = try list.nestedUnkeyedContainer()
        let part = try piece.decode(String.self)
        text += String(repeating: part, count: try piece.decode(Int.self))
      }
      bytes = Array(text.utf8)
    } else {
      // The beginning of the names of attributes, and how many there are.
      var list = try container.nestedUnkeyedContainer(forKey: .attributes)
      let name = try list.decode(String.self)
      let count = try list.decode(Int.self)
      bytes = Array("<a\((0..<count).map { " \(name)\($0)='u'" }.joined())/>".utf8)
    }
  }

  var testDescription: String { name }

  static let all: [MalformedDocument] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Malformed/documents.ndjson")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(MalformedDocument.self, from: Data($0.utf8))
    }
  }()
}

@Suite("Malformed documents") struct MalformedDocumentTests {
  @Test func `the list is whole`() { #expect(MalformedDocument.all.count == 195) }

  @Test(arguments: MalformedDocument.all)
  func `each is refused with one problem at a place in it`(_ document: MalformedDocument) throws {
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try Element(parsing: document.bytes, file: "f")
    }
    let problems = try #require(error).diagnostics
    #expect(problems.count == 1)
    let place = try #require(problems.first?.location)
    let lines = document.bytes.split(separator: 10, omittingEmptySubsequences: false)
    #expect(place.line >= 1 && place.line <= max(2, lines.count))
    #expect(place.column >= 1 && place.column <= document.bytes.count + 1)
  }

  @Test(arguments: MalformedDocument.all)
  func `each is refused the same way in pieces`(_ document: MalformedDocument) {
    let whole = described { _ = try Element(parsing: document.bytes, file: "f") }
    for size in [1, 7, 4096] where document.bytes.count < 10_000 || size > 1_000 {
      let read = described {
        let reader = ElementReader(from: source(document.bytes, by: size))
        while try reader.next() != nil {}
      }
      #expect(read == whole)
      let cut = described {
        var cutter = DocumentCutter(source(document.bytes, by: size), library: "caseStudies")
        while let piece = try cutter.next() { try piece.read { _, _ in } }
      }
      #expect(cut == whole)
    }
  }

  private func described(_ work: () throws -> Void) -> String {
    do {
      try work()
      return ""
    } catch let error as DiagnosticsError {
      return XMLTests.described(error.diagnostics)
    } catch {
      return "\(error)"
    }
  }
}
