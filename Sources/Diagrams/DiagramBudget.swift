/// How much work a diagram may cost before it is refused.
public struct DiagramBudget: Sendable, Hashable {
  /// Nodes of one diagram store.
  public let nodes: Int
  /// Distinct states (level and active rules) while one table is built.
  public let states: Int
  /// Calls that combine diagrams while the graph is put together.
  public let combinations: Int

  /// A budget by its three limits.
  public init(nodes: Int, states: Int, combinations: Int) {
    self.nodes = nodes
    self.states = states
    self.combinations = combinations
  }

  /// For an answer somebody waits for: about a fifth of a second.
  public static let interactive = DiagramBudget(nodes: 200_000, states: 200_000, combinations: 300_000)
  /// For a check that may take half a minute.
  public static let batch = DiagramBudget(nodes: 2_000_000, states: 2_000_000, combinations: 5_000_000)
}

/// A budget was used up: what was being built, how far it came, and where the danger sits.
public struct BudgetExceeded: Error, Sendable, Hashable {
  /// Which limit.
  public enum Resource: String, Sendable, Hashable {
    case columns
    case nodes
    case states
    case combinations
  }

  /// The limit that was reached.
  public let resource: Resource
  /// The limit's value.
  public let limit: Int
  /// The table, by its position in the graph.
  public let table: Int?
  /// The column of that table whose expansion reached the limit.
  public let column: Int?

  /// A used-up budget.
  public init(_ resource: Resource, limit: Int, table: Int? = nil, column: Int? = nil) {
    self.resource = resource
    self.limit = limit
    self.table = table
    self.column = column
  }

  /// The same problem, placed in a table and, where known, a column.
  func placed(table: Int? = nil, column: Int? = nil) -> BudgetExceeded {
    BudgetExceeded(resource, limit: limit, table: self.table ?? table, column: self.column ?? column)
  }
}
