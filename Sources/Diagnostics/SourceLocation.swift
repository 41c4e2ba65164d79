/// A place in a source text.
///
/// Unit: line and column count from 1; a column counts Unicode scalars, so that an editor's "go to" lands there.
public struct SourceLocation: Sendable, Hashable, Comparable {
  /// The file as the user named it, or a word in angle brackets (`<option>`) where there is no file.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// A place by its three coordinates.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Order: by file name, then line, then column; the order in which problems are reported.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.line != right.line { return left.line < right.line }
    return left.column < right.column
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`, the form that editors and terminals recognise.
  public var description: String { "\(file):\(line):\(column)" }
}
