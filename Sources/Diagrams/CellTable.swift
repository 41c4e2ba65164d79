/// A decision table reduced to what a diagram needs: which cells each rule accepts, and which value it gives.
public struct CellTable: Sendable, Hashable {
  /// What a column looks at.
  public enum Source: Sendable, Hashable {
    /// An input, by its number.
    case input(Int)
    /// An earlier table's value, by the table's number, and the cell that each of its values falls into.
    case table(Int, cellOfValue: [Int: Int])
  }

  /// A column.
  public struct Column: Sendable, Hashable {
    /// What it looks at.
    public let source: Source
    /// How many cells it distinguishes.
    public let cells: Int

    /// A column.
    public init(source: Source, cells: Int) {
      self.source = source
      self.cells = cells
    }
  }

  /// Which rule, or rules, decide.
  public enum Policy: Sendable, Hashable {
    /// The first in the given order (FIRST as written, PRIORITY sorted by priority).
    case first
    /// The only one; two matching rules are a conflict.
    case unique
    /// Any one; two matching rules with different values are a conflict.
    case any
    /// All of them together (COLLECT, RULE ORDER, OUTPUT ORDER).
    case all
  }

  /// A rule.
  public struct Rule: Sendable, Hashable {
    /// Shape: one set per column, never empty sets unless the rule can never match.
    public let cells: [CellSet]
    /// The number of the value it gives.
    public let value: Int

    /// A rule.
    public init(cells: [CellSet], value: Int) {
      self.cells = cells
      self.value = value
    }
  }

  /// Order: the order in which the diagram asks.
  public let columns: [Column]
  /// Order: highest precedence first.
  public let rules: [Rule]
  /// Which rule decides.
  public let policy: Policy

  /// A table by its parts.
  public init(columns: [Column], rules: [Rule], policy: Policy) {
    self.columns = columns
    self.rules = rules
    self.policy = policy
  }
}

/// What a table says for one combination of cells.
public enum Hit: Sendable, Hashable {
  /// No rule matches.
  case none
  /// This rule decides.
  case rule(Int)
  /// These two rules match and must not both.
  case conflict(Int, Int)
  /// These rules match, in order; only for `Policy.all`.
  case rules([Int])
}
