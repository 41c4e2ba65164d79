import DMN
import FoundationEssentials
import XML

/// Writes a Swift file that holds the bytes of all files in some folders: `embed ROOT OUTPUT FOLDER…`.
///
/// Beside a decision model stands its image, so that the program need not read the file again at every start.
@main struct Embed {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 3 else { throw Problem("usage: embed ROOT OUTPUT FOLDER…") }
    let root = arguments[1]
    var entries: [String] = []
    for path in try arguments[3...].flatMap({ try files(in: $0, under: root) }).sorted() {
      let data = try Data(contentsOf: URL(filePath: root + "/" + path))
      guard let text = String(validating: data, as: UTF8.self) else { throw Problem("\(path) is not UTF-8") }
      let image = image(of: Array(data), at: path).map(literal) ?? "nil"
      entries.append(
        "  ShippedFile(path: \(literal(path)), contents: \(literal(text)), image: \(image)),\n")
    }
    let source = "let embeddedFiles: [ShippedFile] = [\n\(entries.joined())]\n"
    try Data(source.utf8).write(to: URL(filePath: arguments[2]), options: .atomic)
  }

  /// The image of a decision model; nil for other files, and for models with problems, which the program tells.
  static func image(of bytes: [UInt8], at path: String) -> String? {
    guard path.hasSuffix(".dmn"), let root = try? Element(parsing: bytes, file: path),
      let model = try? DecisionModel(reading: root)
    else { return nil }
    return String(validating: model.image, as: UTF8.self)
  }

  /// Paths below the root, without hidden files and editors' leavings; none if the folder is not there.
  static func files(in folder: String, under root: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: root + "/" + folder) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder).filter { path in
      var isFolder = false
      let exists = FileManager.default.fileExists(
        atPath: root + "/" + folder + "/" + path, isDirectory: &isFolder)
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasSuffix("~") }
      return exists && !isFolder && !isHidden
    }.map { folder + "/" + $0 }
  }

  /// A string literal with exactly these bytes: line ends and everything a compiler might touch is escaped.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value > 0xFFF:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Why nothing was written; the build prints it.
struct Problem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
