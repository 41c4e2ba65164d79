internal import Diagnostics
internal import XML

/// What can be written into an image of a model and read back.
///
/// An image is what reading a DMN file gave, as bytes that need no parsing: the rules that are built into a program
/// start from it. Its bytes are UTF-8, so that they can stand in a string of a source file.
protocol Imaged {
  func write(to image: inout ImageWriter)
  init(from image: inout ImageReader)
}

extension DecisionModel {
  /// The model as an image.
  package var image: [UInt8] {
    var writer = ImageWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// The model of an image.
  ///
  /// - Returns: nil when the bytes are no image of this version; the DMN file has to be read then.
  package init?(image: UnsafeBufferPointer<UInt8>) {
    guard var reader = ImageReader(image) else { return nil }
    self.init(from: &reader)
    guard reader.isWhole else { return nil }
  }
}

/// The first bytes of an image; the number changes with anything that is written below it.
private let signature = Array("DMN image 1\n".utf8)

/// Numbers as groups of six bits, the last one marked; texts by their number in a table, so that each stands once.
struct ImageWriter {
  private var body: [UInt8] = []
  private var texts: [String] = []
  private var numbers: [String: Int] = [:]

  /// The table of texts, then everything that was written.
  var bytes: [UInt8] {
    var table = ImageWriter()
    table.number(texts.count)
    for text in texts { table.number(text.utf8.count) }
    return signature + table.body + texts.flatMap { Array($0.utf8) } + body
  }

  mutating func write(_ part: some Imaged) { part.write(to: &self) }

  mutating func number(_ number: Int) {
    var rest = UInt(number)
    while rest > 63 {
      body.append(UInt8(rest & 63))
      rest >>= 6
    }
    body.append(UInt8(rest | 64))
  }

  mutating func text(_ text: String) {
    if let known = numbers[text] { return number(known) }
    numbers[text] = texts.count
    number(texts.count)
    texts.append(text)
  }
}

/// The counterpart of the writer; what is not there reads as nothing and is told at the end.
struct ImageReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var texts: [String] = []
  private var isBroken = false
  /// How deep the part that is being read lies inside others.
  private var depth = 0
  /// Far more than any model nests; an image that claims more has been changed.
  private static let greatestDepth = 200

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > signature.count, bytes.prefix(signature.count).elementsEqual(signature) else {
      return nil
    }
    self.bytes = bytes
    position = signature.count
    let lengths = (0..<count()).map { _ in number() }
    texts.reserveCapacity(lengths.count)
    for length in lengths {
      guard length <= bytes.count - position else { return nil }
      texts.append(String(decoding: bytes[position..<(position + length)], as: UTF8.self))
      position += length
    }
    if isBroken { return nil }
  }

  /// Whether everything was there, and nothing more.
  var isWhole: Bool { !isBroken && position == bytes.count }

  mutating func read<Part: Imaged>() -> Part {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.greatestDepth {
      isBroken = true
      // Nothing is left to read, so nothing nests any deeper.
      position = bytes.count
    }
    return Part(from: &self)
  }

  mutating func number() -> Int {
    var result = 0
    var shift = 0
    while position < bytes.count, shift < 60 {
      let byte = bytes[position]
      position += 1
      result |= Int(byte & 63) << shift
      if byte & 64 != 0 { return result }
      shift += 6
    }
    isBroken = true
    return 0
  }

  /// A number of parts that follow, each of which takes at least a byte.
  mutating func count() -> Int {
    let count = number()
    guard count <= bytes.count - position else {
      isBroken = true
      return 0
    }
    return count
  }

  mutating func text() -> String {
    let number = number()
    guard number < texts.count else {
      isBroken = true
      return ""
    }
    return texts[number]
  }

  /// One of the cases of a type; the first one where the image is broken.
  mutating func oneOf<Case: CaseIterable>(_ type: Case.Type) -> Case where Case.AllCases == [Case] {
    let number = number()
    let cases = type.allCases
    if number >= cases.count { isBroken = true }
    return cases[number < cases.count ? number : 0]
  }

  /// Says that what was read makes no sense.
  mutating func fail() { isBroken = true }
}

extension String: Imaged {
  func write(to image: inout ImageWriter) { image.text(self) }
  init(from image: inout ImageReader) { self = image.text() }
}

extension Int: Imaged {
  func write(to image: inout ImageWriter) { image.number(self) }
  init(from image: inout ImageReader) { self = image.number() }
}

extension Bool: Imaged {
  func write(to image: inout ImageWriter) { image.number(self ? 1 : 0) }
  init(from image: inout ImageReader) { self = image.number() == 1 }
}

extension Optional: Imaged where Wrapped: Imaged {
  func write(to image: inout ImageWriter) {
    image.number(self == nil ? 0 : 1)
    if let self { image.write(self) }
  }

  init(from image: inout ImageReader) { self = image.number() == 1 ? .some(image.read()) : nil }
}

extension Array: Imaged where Element: Imaged {
  func write(to image: inout ImageWriter) {
    image.number(count)
    for part in self { image.write(part) }
  }

  init(from image: inout ImageReader) {
    let count = image.count()
    self.init()
    reserveCapacity(count)
    for _ in 0..<count { append(image.read()) }
  }
}
