/// The names an expression can see, with what is known of their types.
public struct TypeScope: Sendable {
  /// The variables; `any` where nothing is known.
  public let variables: [String: ValueType]
  /// The named types of the model, for `instance of` and parameters.
  public let types: [String: ValueType]
  /// What the variables spell; worked out once, because every cell of a table asks for it.
  let names: NameTable
  /// Every field that some value in sight may have.
  let fieldNames: NameTable

  /// A scope of variables and named types.
  public init(variables: [String: ValueType] = [:], types: [String: ValueType] = [:]) {
    self.variables = variables
    self.types = types
    names = NameTable(variables.map { NameTable.Entry($0.key, $0.value) })
    fieldNames = NameTable(fieldsOf: Array(variables.values) + Array(types.values))
  }
}
