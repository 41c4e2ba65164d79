/// A piece of text cut out of a source file that still knows where each of its characters stood.
///
/// The text of a cell in a rules file is decoded (`&lt; 5` reads `< 5`), so an offset in the text is not an
/// offset in the file. The runs bridge the two: within one run text and file advance together.
public struct SourceFragment: Sendable, Hashable {
  /// A stretch of the text that stands unchanged in the file.
  public struct Run: Sendable, Hashable {
    /// Where the run begins in the text, in UTF-8 bytes.
    public let offset: Int
    /// Where the run begins in the file.
    public let location: SourceLocation

    /// A run by its two beginnings.
    public init(offset: Int, location: SourceLocation) {
      self.offset = offset
      self.location = location
    }
  }

  /// The decoded text.
  public let text: String
  /// Order: by offset; never empty; the first begins at offset 0.
  public var runs: [Run] { [firstRun] + laterRuns }
  private let firstRun: Run
  /// Empty for most texts, which then need no memory of their own for their runs.
  private let laterRuns: [Run]

  /// A fragment whose text is known to stand at the given runs.
  ///
  /// - Parameters:
  ///   - text: the decoded text.
  ///   - runs: by offset, the first at 0. An empty list is read as one run at 1:1 of an unnamed text.
  public init(text: String, runs: [Run]) {
    self.text = text
    firstRun = runs.first ?? Run(offset: 0, location: .init(file: "<text>", line: 1, column: 1))
    laterRuns = Array(runs.dropFirst())
  }

  /// A whole text, beginning at line 1, column 1 of `file`.
  public init(_ text: String, file: String = "<text>") {
    self.init(text, at: SourceLocation(file: file, line: 1, column: 1))
  }

  /// A text without decoding that begins at `location`.
  public init(_ text: String, at location: SourceLocation) {
    self.text = text
    firstRun = Run(offset: 0, location: location)
    laterRuns = []
  }

  /// Where the text begins.
  public var location: SourceLocation { location(atUTF8: 0) }

  /// Where the character at a byte offset of the text stands in the file.
  ///
  /// - Parameter offset: UTF-8 bytes from the beginning of `text`; past the end, the end is meant.
  public func location(atUTF8 offset: Int) -> SourceLocation {
    let run = laterRuns.last { $0.offset <= offset } ?? firstRun
    var line = run.location.line
    var column = run.location.column
    let utf8 = text.utf8
    let from =
      utf8.index(utf8.startIndex, offsetBy: max(0, run.offset), limitedBy: utf8.endIndex) ?? utf8.endIndex
    let to = utf8.index(utf8.startIndex, offsetBy: max(0, offset), limitedBy: utf8.endIndex) ?? utf8.endIndex
    for scalar in text.unicodeScalars[from..<max(from, to)] {
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return SourceLocation(file: run.location.file, line: line, column: column)
  }
}
