public import FEEL

/// Values of an input that no test of any table can tell apart.
///
/// Source: DMN 1.5, 8.3.3 (the tests); the name and the idea of elementary segments: Calvanese et al. 2016.
public enum Cell: Sendable, Hashable {
  /// The input is null.
  case null
  /// One value of an input without order.
  case value(Value)
  /// An interval of an input with order; a single point is closed at both ends.
  case range(RangeValue)
  /// Any value of an open input that no test names.
  case other

  /// The cell as a test that exactly its values pass, `-` for `other`, which no test can name.
  public var text: String {
    switch self {
    case .null: "null"
    case .value(let value): value.description
    case .other: "-"
    case .range(let range):
      switch (range.lower, range.upper) {
      case (.unbounded, .unbounded): "-"
      case (.unbounded, .open(let high)): "< \(high)"
      case (.unbounded, .closed(let high)): "<= \(high)"
      case (.open(let low), .unbounded): "> \(low)"
      case (.closed(let low), .unbounded): ">= \(low)"
      case (.closed(let low), .closed(let high)) where low == high: "\(low)"
      case (.closed(let low), .closed(let high)): "[\(low)..\(high)]"
      case (.closed(let low), .open(let high)): "[\(low)..\(high))"
      case (.open(let low), .closed(let high)): "(\(low)..\(high)]"
      case (.open(let low), .open(let high)): "(\(low)..\(high))"
      }
    }
  }
}

/// One input of a decision diagram: its name and the cells its values fall into.
public struct DiagramInput: Sendable, Hashable {
  /// What the input is.
  public enum Kind: Sendable, Hashable {
    /// An input of the model.
    case given
    /// The value of an expression that the diagram does not look into; answers are exact with respect to that
    /// value, but not every combination of such values need be possible.
    case derived
  }

  /// The name of the input data, or the text of the derived expression.
  public let name: String
  /// Whether it is given or derived.
  public let kind: Kind
  /// The pieces of its domain; in ascending order where the input has one.
  public let cells: [Cell]
  /// Whether the cells form ranges.
  public let isOrdered: Bool
  /// One value of each cell, in the same order.
  let samples: [Value]
}
