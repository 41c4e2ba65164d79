extension HitPolicy {
  /// The names of the standard, as the attribute `hitPolicy` gives them.
  public static let names = ["UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]

  /// The policy of a name, nil for an unknown one; an aggregation counts for COLLECT only.
  package init?(named name: String, aggregation: Aggregation?) {
    switch name {
    case "UNIQUE": self = .unique
    case "FIRST": self = .first
    case "PRIORITY": self = .priority
    case "ANY": self = .any
    case "COLLECT": self = .collect(aggregation)
    case "RULE ORDER": self = .ruleOrder
    case "OUTPUT ORDER": self = .outputOrder
    default: return nil
    }
  }

  /// The name of the standard.
  public var name: String {
    switch self {
    case .unique: "UNIQUE"
    case .first: "FIRST"
    case .priority: "PRIORITY"
    case .any: "ANY"
    case .collect(nil): "COLLECT"
    case .collect(let aggregation?): "COLLECT \(aggregation.rawValue)"
    case .ruleOrder: "RULE ORDER"
    case .outputOrder: "OUTPUT ORDER"
    }
  }
}
