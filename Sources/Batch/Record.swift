public import XML

/// Whole records of an input, to be answered apart from all others.
public enum Block: Sendable {
  /// Lines or comma-separated records; `line` is that of the first byte.
  case text([UInt8], line: Int)
  /// A line or record that is longer than may be; what follows it is another block.
  case oversized(line: Int)
  /// Cases of an XML library.
  case cases(DocumentPiece)
}

/// How an input is written.
public enum InputFormat: String, Sendable, CaseIterable {
  /// A JSON object a line.
  case ndjson
  /// A line of names, then a record of values for each case.
  case csv
  /// A case study, or a library of them.
  case xml
}

/// How many records came to what.
public struct Tally: Sendable, Hashable {
  /// Answered, one way or the other.
  public var done = 0
  /// Answered, but several outcomes remain, or none.
  ///
  /// Part of `done`.
  public var undecided = 0
  /// Not answered, because they are wrong.
  public var failed = 0

  /// Nothing yet.
  public init() {}

  /// All records.
  public var all: Int { done + failed }

  mutating func add(_ other: Tally) {
    done += other.done
    undecided += other.undecided
    failed += other.failed
  }
}

/// A record that could not be answered.
public struct RecordProblem: Sendable, Hashable {
  /// The line of the input.
  public let line: Int
  /// Where in the line, from 1 in bytes; nil where that is not known.
  public let column: Int?
  /// What is wrong.
  public let message: String
}
