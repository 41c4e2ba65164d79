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
  ///
  /// Source: Horspool 1980; most bytes of the rules are never looked at, as each start asks this of all models.
  public func contains(_ text: String) -> Bool {
    let needle = Array(text.utf8)
    guard let last = needle.last else { return true }
    var skips = Array(repeating: needle.count, count: 256)
    for (index, byte) in needle.dropLast().enumerated() { skips[Int(byte)] = needle.count - 1 - index }
    return contents.withUTF8Buffer { bytes in
      var end = needle.count - 1
      while end < bytes.count {
        if bytes[end] == last, bytes[(end + 1 - needle.count)...end].elementsEqual(needle) { return true }
        end += skips[Int(bytes[end])]
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
