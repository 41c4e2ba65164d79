internal import Diagnostics
internal import FEEL

/// The types a model can name: FEEL's own, its item definitions, and those of its imports.
struct TypeTable: Sendable {
  /// The declared types by name, those of imports as `import.type`.
  private(set) var declared: [String: CheckedType] = [:]

  /// What FEEL sees of the declared types.
  var valueTypes: [String: ValueType] { declared.mapValues(\.type) }

  /// The types of a model; in a tolerant check those that are wrong are any type.
  init(
    of model: DecisionModel, imports: [String: CheckedModel], tolerant: Bool = false,
    problems: inout [Diagnostic]
  ) {
    for item in model.imports {
      guard let imported = imports[item.namespace] else { continue }
      for (name, type) in imported.types {
        let full = item.name.isEmpty ? name : "\(item.name).\(name)"
        declared[full] = CheckedType(name: full, type: type.type, domain: type.domain)
      }
    }
    var resolver = TypeResolver(model: model, imported: declared.mapValues(\.type))
    for definition in model.itemDefinitions {
      let type = resolver.type(of: definition)
      declared[definition.name] = CheckedType(name: definition.name, type: type)
    }
    problems += resolver.problems
    // Without sound types their constraints would only repeat what is wrong, or be without end.
    let isUnsound = resolver.problems.contains { $0.severity == .error }
    guard tolerant ? !resolver.isTooLarge : !isUnsound else { return }
    addConstraints(of: model, resolver, &problems)
  }

  /// The type of that name; nil without a name, or when it is unknown, which is reported.
  func resolve(_ name: String?, at location: SourceLocation, problems: inout [Diagnostic]) -> CheckedType? {
    guard let name else { return nil }
    if let type = declared[name] { return type }
    if let type = feelType(named: name) { return CheckedType(name: name, type: type) }
    problems.append(unknownType(name, at: location, among: Array(declared.keys.sorted()) + feelTypeNames))
    return nil
  }

  /// Once all types are known to FEEL, their constraints can be parsed.
  private mutating func addConstraints(
    of model: DecisionModel, _ resolver: TypeResolver, _ problems: inout [Diagnostic]
  ) {
    var builder = DomainBuilder(resolver: resolver, table: self)
    for definition in model.itemDefinitions {
      guard let plain = declared[definition.name] else { continue }
      declared[definition.name] = CheckedType(
        name: plain.name, type: plain.type, domain: builder.domain(named: definition.name, within: []))
    }
    problems += builder.problems
  }
}

/// Gives item definitions their constraints.
private struct DomainBuilder {
  private var resolver: TypeResolver
  private let table: TypeTable
  private var known: [String: Domain] = [:]
  private(set) var problems: [Diagnostic] = []

  init(resolver: TypeResolver, table: TypeTable) {
    self.resolver = resolver
    self.table = table
  }

  /// - Parameter siblings: the fields of the structure that the definition is a component of; its tests may name
  ///   them.
  private mutating func domain(
    of definition: ItemDefinition, beside siblings: [String: ValueType] = [:], within visiting: Set<String>
  ) -> Domain {
    var domain = Domain.free
    if !definition.components.isEmpty {
      let types = definition.components.map { ($0.name, resolver.structure(of: $0)) }
      let named = Dictionary(types) { first, _ in first }
      let fields = definition.components.map {
        (name: $0.name, domain: self.domain(of: $0, beside: named, within: visiting))
      }.filter { !$0.domain.isFree }
      if !fields.isEmpty { domain = .fields(fields) }
    } else if let name = definition.typeRef {
      domain = self.domain(named: name, within: visiting)
    }
    if let tests = tests(definition.allowedValues, of: definition, siblings, items: true) {
      domain = .tests(tests, and: domain)
    }
    if definition.isCollection, !domain.isFree { domain = .each(domain) }
    if let tests = tests(definition.typeConstraint, of: definition, siblings, items: false) {
      domain = .tests(tests, and: domain)
    }
    return domain
  }

  /// A name's constraints are parsed once, however often the name is used.
  mutating func domain(named name: String, within visiting: Set<String>) -> Domain {
    if let done = known[name] { return done }
    guard let definition = resolver.definition(named: name) else {
      return table.declared[name]?.domain ?? .free
    }
    guard !visiting.contains(name) else { return .free }
    let result = domain(of: definition, within: visiting.union([name]))
    known[name] = result
    return result
  }

  private mutating func tests(
    _ fragment: SourceFragment?, of definition: ItemDefinition, _ siblings: [String: ValueType], items: Bool
  ) -> CheckedUnaryTests? {
    guard let fragment else { return nil }
    var ignored: [Diagnostic] = []
    var type =
      table.resolve(definition.typeRef, at: definition.location, problems: &ignored)?.type
      ?? resolver.structure(of: definition)
    if !items, definition.isCollection { type = .list(type) }
    do {
      let checked = try CheckedUnaryTests(
        parsing: fragment, of: type, scope: TypeScope(variables: siblings, types: table.valueTypes))
      problems += checked.warnings
      return checked
    } catch {
      problems += error.diagnostics
      return nil
    }
  }
}

/// FEEL's own types under the names of all editions.
func feelType(named name: String) -> ValueType? {
  switch name {
  case "Any", "any": .any
  case "Null", "null": .null
  case "number": .number
  case "string": .string
  case "boolean": .boolean
  case "date": .date
  case "time": .time
  case "date and time", "dateTime": .dateTime
  case "days and time duration", "dayTimeDuration": .daysAndTime
  case "years and months duration", "yearMonthDuration": .yearsAndMonths
  case "list": .list(.any)
  case "context": .context([])
  case "range": .range(.any)
  default: nil
  }
}

let feelTypeNames = [
  "Any", "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
  "years and months duration", "context", "list",
]
