/// A query as data: a chain of common table expressions, each with the columns of the one before and some more.
public struct Query: Sendable {
  /// What is said of it above: one line each.
  let comments: [String]
  /// The tables before the last one, in the order in which they read one another.
  let tables: [CommonTable]
  /// The columns of the result: those carried along, then for each decision its answer, rule and reason.
  public let columns: [String]
  /// The database it is written for.
  public let dialect: Dialect
  /// For each decision that leads to the goal, in requirement order: the columns of its answer.
  public let decisions: [DecisionColumns]
  /// The inputs it reads, in the order of the model.
  public let inputs: [InputColumn]

  /// Where an answer is found in the result.
  public struct DecisionColumns: Sendable {
    /// The decision's name in the model.
    public let decision: String
    /// The columns of the answer: one, or one for each output of the table.
    public let answers: [(output: String?, column: String)]
    /// The column with the id of the rule that gave it; nil where the decision is no table.
    public let rule: String?
    /// The column with the reason of that rule; nil where the table gives none.
    public let reason: String?
  }
}

/// A common table expression.
struct CommonTable: Sendable {
  let name: String
  let comments: [String]
  let body: Body
  /// Whether several others read it.
  var isShared = false

  indirect enum Body: Sendable {
    case select(Select)
    /// Rows of constants under named columns.
    case values([String], [[SQLExpression]])
  }
}

/// One `SELECT`.
struct Select: Sendable {
  /// Which columns of the source come first.
  var takes = Taken.all
  var isDistinct = false
  var columns: [Column]
  var source: Source
  var groups: [SQLExpression] = []

  enum Taken: Sendable {
    case none
    case all
    case allOf(String)
  }

  struct Column: Sendable {
    let expression: SQLExpression
    let name: String
    init(_ expression: SQLExpression, as name: String) {
      self.expression = expression
      self.name = name
    }
  }

  indirect enum Source: Sendable {
    /// The table that is decided, as the user writes it.
    case given(String)
    case table(String, as: String? = nil)
    case nested(Select, as: String)
    /// The rows of the first with those of the second that meet the condition.
    case join(Source, Source, on: SQLExpression, keepsAll: Bool)
  }
}

/// An input as a column of the table that is decided.
public struct InputColumn: Sendable {
  /// The name in the model.
  public let input: String
  /// The name in the table.
  public let column: String
  /// The type in the table.
  public let type: ColumnType
}

extension [CommonTable] {
  /// How many queries stand inside one another when each table is put where it is read.
  var depth: Int {
    reduce(0) { sum, table in
      if case .select(let select) = table.body { return sum + select.depth }
      return sum
    }
  }
}

extension Select {
  fileprivate var depth: Int { 1 + source.depth }
}

extension Select.Source {
  fileprivate var depth: Int {
    switch self {
    case .given, .table: 0
    case .nested(let select, _): select.depth
    case .join(let left, let right, _, _): left.depth + right.depth
    }
  }
}
