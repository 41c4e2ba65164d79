internal import Diagnostics

/// What can be wrong with an expression.
public enum Problem: String, Sendable, CaseIterable {
  /// The text does not follow the grammar.
  case syntax = "feel.syntax"
  /// The text is nested deeper than any honest expression.
  case tooDeep = "feel.tooDeep"
  /// A name that nothing defines.
  case unknownName = "feel.unknownName"
  /// A type that nothing defines.
  case unknownType = "feel.unknownType"
  /// A property that a value of this type never has.
  case unknownProperty = "feel.unknownProperty"
  /// Operands or arguments of types for which FEEL answers null.
  case typeMismatch = "feel.typeMismatch"
  /// A literal such as `@"2020-02-30"` that denotes nothing.
  case badLiteral = "feel.badLiteral"
}
