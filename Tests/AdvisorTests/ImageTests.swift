import DMN
import Shipped
import Testing
import XML

@Suite("The image of a model that is built in") struct ImageTests {
  @Test(arguments: ShippedFile.files(in: "Rules").map(\.path).filter { $0.hasSuffix(".dmn") })
  func `holds exactly what reading the file gives`(path: String) throws {
    let file = try #require(ShippedFile.file(at: path))
    let image = try #require(file.image)
    let model = try #require(image.withUTF8Buffer { DecisionModel(image: $0) })
    #expect(model == (try DecisionModel(reading: Element(parsing: file.bytes, file: path))))
  }

  @Test func `that is cut short or changed is refused, or is another model, but never a crash`() throws {
    let file = try #require(ShippedFile.file(at: "Rules/strategy.dmn"))
    let bytes = Array(try #require(file.image).description.utf8)
    for length in stride(from: 0, to: bytes.count, by: 997) {
      #expect(bytes[..<length].withContiguousStorageIfAvailable { DecisionModel(image: $0) } == .some(nil))
    }
    for place in stride(from: 0, to: bytes.count, by: 499) {
      var changed = bytes
      changed[place] ^= 0x55
      _ = changed.withUnsafeBufferPointer { DecisionModel(image: $0) }
    }
  }
}
