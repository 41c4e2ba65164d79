/// A function as a value; two are equal when they are the same one.
public final class Function: Sendable {
  /// A formal parameter.
  public struct Parameter: Sendable, Hashable {
    /// The name, for named invocation.
    public let name: String
    /// What an argument is coerced to.
    public let type: ValueType
    /// A formal parameter.
    public init(_ name: String, _ type: ValueType = .any) {
      self.name = name
      self.type = type
    }
  }

  /// The name, for messages; empty for a function without one.
  public let name: String
  /// The formal parameters, in order.
  public let parameters: [Parameter]
  /// What the result is coerced to.
  public let result: ValueType
  /// What it does: as many values as parameters, already coerced.
  package let body: @Sendable ([Value], CallContext) -> Value
  /// The built-in that this function is; its own rules choose among its signatures.
  let builtin: Builtin?

  /// A function by its parameters and what it does.
  ///
  /// - Parameters:
  ///   - name: for messages.
  ///   - parameters: the formal parameters; arguments are counted and coerced before the body runs.
  ///   - result: the declared result type; the body's value is coerced to it.
  ///   - body: called with as many values as parameters.
  public init(
    name: String, parameters: [Parameter], result: ValueType = .any,
    body: @escaping @Sendable ([Value], CallContext) -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.body = body
    builtin = nil
  }

  init(name: String, parameters: [Parameter], result: ValueType, builtin: Builtin) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.builtin = builtin
    body = { arguments, context in BuiltinCall(builtin, positional: arguments.count).call(arguments, context)
    }
  }

  /// The type of the function.
  public var type: ValueType { .function(parameters.map(\.type), result) }
}

extension Function: Hashable {
  /// Identity.
  public static func == (left: Function, right: Function) -> Bool { left === right }
  /// Identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
