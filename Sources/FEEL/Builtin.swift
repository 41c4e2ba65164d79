/// A built-in function: one name, one or more signatures.
///
/// The dispatcher chooses the first signature whose parameters the arguments fit (by number, by names in a named
/// invocation, then by type), coerces singleton lists, and calls it. A null for a required parameter whose type is
/// not `any` makes the result null without a call; declare `any` to see nulls.
public struct Builtin: Sendable {
  /// The name as written in FEEL, `string length`.
  public let name: String
  /// The ways to call it, in the order in which they are tried.
  public let signatures: [Signature]

  /// A built-in by its name and signatures.
  public init(_ name: String, _ signatures: Signature...) {
    self.init(name, signatures: signatures)
  }

  /// A built-in by its name and a list of signatures.
  public init(_ name: String, signatures: [Signature]) {
    self.name = name
    self.signatures = signatures
  }
}

/// One way to call a built-in.
public struct Signature: Sendable {
  /// A formal parameter of a built-in.
  public struct Parameter: Sendable, Hashable {
    /// The name, for named invocation.
    public let name: String
    /// What an argument must be.
    public let type: ValueType
    /// Whether it may be left out; an explicit null is passed on.
    public let isOptional: Bool
    /// A formal parameter.
    public init(_ name: String, _ type: ValueType, isOptional: Bool = false) {
      self.name = name
      self.type = type
      self.isOptional = isOptional
    }
  }

  /// The formal parameters, optional ones last.
  public let parameters: [Parameter]
  /// Whether the last parameter takes any number of arguments, one or more.
  public let isVariadic: Bool
  /// The type of the result when it is not null.
  public let result: ValueType
  /// What it does.
  ///
  /// Optional arguments left out at the end are absent, one left out before a given one is null.
  package let call: @Sendable ([Value], CallContext) -> Value

  /// One way to call a built-in.
  ///
  /// - Parameters:
  ///   - parameters: the formal parameters, optional ones last.
  ///   - isVariadic: whether the last parameter takes any number of arguments.
  ///   - result: the type of the result.
  ///   - call: what it does with the coerced arguments.
  public init(
    _ parameters: [Parameter], isVariadic: Bool = false, result: ValueType,
    call: @escaping @Sendable ([Value], CallContext) -> Value
  ) {
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.result = result
    self.call = call
  }
}
