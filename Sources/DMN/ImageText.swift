internal import Diagnostics
internal import XML

// Places, texts with places, problems and the elements of extensions.

extension SourceLocation: Imaged {
  func write(to image: inout ImageWriter) {
    image.text(file)
    image.number(line)
    image.number(column)
  }

  init(from image: inout ImageReader) {
    self.init(file: image.text(), line: image.number(), column: image.number())
  }
}

extension SourceFragment: Imaged {
  func write(to image: inout ImageWriter) {
    image.text(text)
    image.write(runs)
  }

  init(from image: inout ImageReader) {
    let text = image.text()
    let count = image.count()
    let first: Run = image.read()
    if count == 1, first.offset == 0 {
      // Nearly all: a text that stands in one piece.
      self.init(text, at: first.location)
    } else {
      self.init(text: text, runs: [first] + (1..<max(1, count)).map { _ in image.read() })
    }
  }
}

extension SourceFragment.Run: Imaged {
  func write(to image: inout ImageWriter) {
    image.number(offset)
    image.write(location)
  }

  init(from image: inout ImageReader) { self.init(offset: image.number(), location: image.read()) }
}

extension Diagnostic: Imaged {
  func write(to image: inout ImageWriter) {
    image.number(severity == .error ? 1 : 0)
    image.text(code)
    image.text(message)
    image.write(location)
    image.write(notes)
    image.write(help)
  }

  init(from image: inout ImageReader) {
    self.init(
      image.number() == 1 ? .error : .warning, WrittenCode(rawValue: image.text()), image.text(),
      at: image.read(), notes: image.read(), help: image.read())
  }
}

/// A code that was told by another version's type.
private struct WrittenCode: RawRepresentable {
  let rawValue: String
}

extension Diagnostic.Note: Imaged {
  func write(to image: inout ImageWriter) {
    image.text(message)
    image.write(location)
  }

  init(from image: inout ImageReader) { self.init(image.text(), at: image.read()) }
}

extension Element: Imaged {
  func write(to image: inout ImageWriter) {
    image.text(name)
    image.write(namespace)
    image.write(prefix)
    image.write(attributes)
    image.write(namespaces.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    image.write(nodes)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      name: image.text(), namespace: image.read(), prefix: image.read(), attributes: image.read(),
      namespaces: Self.pairs(image.read()), nodes: image.read(), location: image.read())
  }

  private static func pairs(_ flat: [String]) -> [String: String] {
    if flat.isEmpty { return [:] }
    var pairs: [String: String] = [:]
    for index in stride(from: 0, to: flat.count - 1, by: 2) { pairs[flat[index]] = flat[index + 1] }
    return pairs
  }
}

extension Element.Attribute: Imaged {
  func write(to image: inout ImageWriter) {
    image.text(name)
    image.write(namespace)
    image.write(prefix)
    image.text(value)
    image.write(location)
    image.write(valueLocation)
  }

  init(from image: inout ImageReader) {
    self.init(
      name: image.text(), namespace: image.read(), prefix: image.read(), value: image.text(),
      location: image.read(), valueLocation: image.read())
  }
}

extension Element.Node: Imaged {
  func write(to image: inout ImageWriter) {
    switch self {
    case .element(let element):
      image.number(0)
      image.write(element)
    case .text(let text):
      image.number(1)
      image.write(text)
    }
  }

  init(from image: inout ImageReader) {
    self = image.number() == 0 ? .element(image.read()) : .text(image.read())
  }
}
