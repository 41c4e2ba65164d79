/// The type of a value: what the check knows before evaluation, and what `instance of` asks.
///
/// Source: DMN 1.5, 10.3.2.9 (the type lattice).
public indirect enum ValueType: Sendable, Hashable {
  case any
  case null
  case boolean
  case number
  case string
  case date
  case time
  case dateTime
  case daysAndTime
  case yearsAndMonths
  case list(ValueType)
  case range(ValueType)
  case context([Field])
  case function([ValueType], ValueType)

  /// A named part of a context type.
  public struct Field: Sendable, Hashable {
    /// The key.
    public let name: String
    /// The type of its value.
    public let type: ValueType
    /// A named part.
    public init(_ name: String, _ type: ValueType) {
      self.name = name
      self.type = type
    }
  }
}
