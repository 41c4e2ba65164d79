/// A file of `Rules/` or `Cases/` as it was when the binary was built, byte for byte.
public struct ShippedFile: Sendable {
  /// The path from the project's root, such as `Rules/strategy.dmn`.
  public let path: String
  /// The bytes, which are UTF-8.
  public let contents: StaticString

  /// The bytes, copied.
  public var bytes: [UInt8] {
    contents.withUTF8Buffer { [UInt8]($0) }
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
