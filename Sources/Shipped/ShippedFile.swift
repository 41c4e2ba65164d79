/// A file of `Rules/` or `Cases/` as it was when the binary was built, byte for byte.
public struct ShippedFile: Sendable {
  /// The path from the project's root, such as `Rules/strategy.dmn`.
  public let path: String
  /// The bytes, which are UTF-8.
  public let contents: StaticString
  /// What reading it as a decision model gave when the binary was built, for `DecisionModel(image:)`; nil for other files.
  public let image: StaticString?

  /// The bytes, copied.
  public var bytes: [UInt8] {
    contents.withUTF8Buffer { [UInt8]($0) }
  }

  /// Whether the bytes contain a text.
  public func contains(_ text: String) -> Bool {
    let needle = Array(text.utf8)
    guard let first = needle.first else { return true }
    return contents.withUTF8Buffer { bytes in
      var start = 0
      while start + needle.count <= bytes.count {
        if bytes[start] == first, bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
        start += 1
      }
      return false
    }
  }

  /// The text.
  public var text: String { contents.description }

  /// All files that were built in, by path.
  public static var all: [ShippedFile] { embeddedFiles }

  /// The files whose path begins with `folder/`, by path.
  public static func files(in folder: String) -> [ShippedFile] {
    embeddedFiles.filter { $0.path.hasPrefix(folder + "/") }
  }

  /// The file at `path`, if it was built in.
  public static func file(at path: String) -> ShippedFile? {
    embeddedFiles.first { $0.path == path }
  }
}
