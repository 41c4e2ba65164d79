public import Advisor

/// Answers records; the same record always gets the same answer, on whatever thread.
public protocol Decider: Sendable {
  /// The names of the parts of an answer.
  var columns: [String] { get }
  /// Names that a record may give besides the inputs, for a message about an unknown one.
  var inputs: [String] { get }
  /// What the answers depend on besides the records, for telling whether a run can be resumed.
  var fingerprint: UInt64 { get }
  /// How many bytes of text make a block. A run tells how far it is, and heeds a wish to stop, between two blocks, so
  /// a block is to take well under a second even where its records are short.
  var blockBytes: Int { get }

  /// The answer to named values, each with its place.
  ///
  /// - Throws: `RecordFailure` where the record cannot be answered.
  func answer(_ fields: [Field], line: Int) throws(RecordFailure) -> RecordAnswer

  /// A way to answer lines of JSON without building their values; nil where there is none.
  var lineReader: LineReader? { get }
}

/// A named value of a record.
public struct Field: Sendable, Hashable {
  /// What the value is written as.
  public enum Content: Sendable, Hashable {
    /// A JSON value.
    case json(JSON)
    /// A text, as in a cell of a table or an attribute of a case.
    case text(String)
    /// Somebody looked, and nobody knows.
    case unknown
  }

  /// The name of the input.
  public let name: String
  /// The value.
  public let content: Content
  /// Where the name begins in the line, from 1 in bytes; nil where that is not known.
  public let nameColumn: Int?
  /// Where the value begins.
  public let column: Int?

  /// A named value.
  public init(_ name: String, _ content: Content, nameColumn: Int? = nil, column: Int? = nil) {
    self.name = name
    self.content = content
    self.nameColumn = nameColumn
    self.column = column
  }
}

/// What a record comes to.
public struct RecordAnswer: Sendable, Hashable {
  /// Shape: one value for each column.
  public let values: [JSON]
  /// Whether there is one outcome and no other.
  public let isDecided: Bool
}

/// Why a record cannot be answered.
public struct RecordFailure: Error, Sendable, Hashable {
  /// What was found and what was expected.
  public let message: String
  /// Where in the line; nil where that is not known.
  public let column: Int?
}

/// The name under which a record carries its id through to its answer.
public let idName = "id"
