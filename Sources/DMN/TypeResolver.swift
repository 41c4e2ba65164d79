internal import Diagnostics
internal import FEEL

/// Gives item definitions their FEEL types.
///
/// A name is resolved once and its type shared, so that structures which double at each level cost nothing to
/// build; what walks a type later would pay for all of it, hence the limit on its parts.
struct TypeResolver {
  /// Types within types, names of types included.
  private static let greatestDepth = 200
  /// Fields, elements and parameters of one type, at any depth.
  private static let greatestSize = 10_000

  /// A type with what it takes to walk it.
  private struct Measured {
    var type: ValueType
    var depth = 1
    var size = 1

    static let any = Measured(type: .any)
  }

  private let definitions: [String: ItemDefinition]
  private let imported: [String: ValueType]
  private var known: [String: Measured] = [:]
  /// Whether a type was given up because of its size.
  private(set) var isTooLarge = false
  private(set) var problems: [Diagnostic] = []

  init(model: DecisionModel, imported: [String: ValueType]) {
    definitions = Dictionary(model.itemDefinitions.map { ($0.name, $0) }) { first, _ in first }
    self.imported = imported
  }

  /// The type of a definition of the model.
  mutating func type(of definition: ItemDefinition) -> ValueType {
    measured(definition.name, definition, within: [], depth: 1).type
  }

  /// The type of a definition or of a component of one.
  mutating func structure(of definition: ItemDefinition) -> ValueType {
    structure(of: definition, within: [], depth: 1).type
  }

  /// The definition that a name stands for.
  func definition(named name: String) -> ItemDefinition? { definitions[name] }

  private mutating func measured(
    _ name: String, _ definition: ItemDefinition, within visiting: Set<String>, depth: Int
  ) -> Measured {
    if let done = known[name] { return done }
    let type = structure(of: definition, within: visiting.union([name]), depth: depth)
    known[name] = type
    return type
  }

  private mutating func structure(
    of definition: ItemDefinition, within visiting: Set<String>, depth: Int
  ) -> Measured {
    guard depth <= Self.greatestDepth else { return stop(typeTooDeep(definition, Self.greatestDepth)) }
    var parts: [Measured] = []
    var type: ValueType
    if !definition.components.isEmpty {
      for component in definition.components {
        parts.append(structure(of: component, within: visiting, depth: depth + 1))
      }
      type = .context(zip(definition.components, parts).map { .init($0.name, $1.type) })
    } else if let function = definition.function {
      for parameter in function.parameters {
        parts.append(named(parameter.typeRef, at: parameter.location, within: visiting, depth: depth + 1))
      }
      let result = named(function.outputTypeRef, at: definition.location, within: visiting, depth: depth + 1)
      type = .function(parts.map(\.type), result.type)
      parts.append(result)
    } else {
      parts = [named(definition.typeRef, at: definition.location, within: visiting, depth: depth + 1)]
      type = parts[0].type
    }
    if definition.isCollection { type = .list(type) }
    // Each part is within the limits, so that sums stay far from overflow.
    let height = (parts.map(\.depth).max() ?? 0) + 1
    let size = parts.reduce(1) { $0 + $1.size }
    guard height <= Self.greatestDepth else { return stop(typeTooDeep(definition, Self.greatestDepth)) }
    guard size <= Self.greatestSize else { return stop(typeTooLarge(definition, Self.greatestSize)) }
    return Measured(type: type, depth: height, size: size)
  }

  private mutating func named(
    _ name: String?, at location: SourceLocation, within visiting: Set<String>, depth: Int
  ) -> Measured {
    guard let name else { return .any }
    if let definition = definitions[name] {
      guard !visiting.contains(name) else {
        problems.append(typeCycle(name, at: location))
        return .any
      }
      return measured(name, definition, within: visiting, depth: depth)
    }
    if let done = known[name] { return done }
    if let type = imported[name] ?? feelType(named: name) {
      let result = measure(type)
      known[name] = result
      return result
    }
    let names = definitions.keys.sorted() + imported.keys.sorted() + feelTypeNames
    problems.append(unknownType(name, at: location, among: names))
    return .any
  }

  /// Types of imports were built within the same limits.
  private func measure(_ type: ValueType) -> Measured {
    let parts: [Measured] =
      switch type {
      case .any, .null, .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths: []
      case .list(let element), .range(let element): [measure(element)]
      case .context(let fields): fields.map { measure($0.type) }
      case .function(let parameters, let result): parameters.map { measure($0) } + [measure(result)]
      }
    return Measured(
      type: type, depth: (parts.map(\.depth).max() ?? 0) + 1, size: parts.reduce(1) { $0 + $1.size })
  }

  /// Said once: whatever is built on such a type would say it again.
  private mutating func stop(_ problem: Diagnostic) -> Measured {
    if !isTooLarge {
      problems.append(problem)
      isTooLarge = true
    }
    return .any
  }
}

// MARK: Wording

private func typeTooDeep(_ definition: ItemDefinition, _ limit: Int) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.typeSize, "the type `\(definition.name)` nests types more than \(limit) levels deep",
    at: definition.location)
}

private func typeTooLarge(_ definition: ItemDefinition, _ limit: Int) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.typeSize, "the type `\(definition.name)` has more than \(limit) parts",
    at: definition.location)
}

func unknownType(_ name: String, at location: SourceLocation, among names: [String]) -> Diagnostic {
  Diagnostic(
    .error, ModelProblem.unknownType, "unknown type `\(name)`", at: location,
    help: didYouMean(nearestName(to: name, among: names)))
}

private func typeCycle(_ name: String, at location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .warning, ModelProblem.typeCycle,
    "the type `\(name)` is defined by itself; its inner values are not checked", at: location)
}
