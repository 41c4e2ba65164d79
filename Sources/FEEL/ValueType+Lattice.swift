extension ValueType {
  /// Whether every value of this type is one of the other.
  ///
  /// Source: DMN 1.5, 10.3.2.9.2.
  public func conforms(to other: ValueType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.list(let own), .list(let element)): own.conforms(to: element)
    case (.range(let own), .range(let element)): own.conforms(to: element)
    case (.context(let own), .context(let fields)):
      fields.allSatisfy { field in
        own.contains { $0.name == field.name && $0.type.conforms(to: field.type) }
      }
    case (.function(let own, let result), .function(let parameters, let otherResult)):
      own.count == parameters.count && result.conforms(to: otherResult)
        && zip(parameters, own).allSatisfy { $0.conforms(to: $1) }
    default: self == other
    }
  }

  /// Whether some value may be of both types; what is not known may be anything.
  func mayConform(to other: ValueType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.null, _), (_, .null): true
    case (.list(let own), .list(let element)): own.mayConform(to: element)
    case (.range(let own), .range(let element)): own.mayConform(to: element)
    case (.context, .context), (.function, .function): true
    default: self == other
    }
  }

  /// The narrowest type known to hold both.
  func joined(with other: ValueType) -> ValueType {
    if self == other { return self }
    switch (self, other) {
    case (.null, let type), (let type, .null): return type
    case (.list(let left), .list(let right)): return .list(left.joined(with: right))
    case (.range(let left), .range(let right)): return .range(left.joined(with: right))
    default: return .any
    }
  }

  /// What a list holds; nil where it is no list.
  var element: ValueType? {
    if case .list(let element) = self { element } else { nil }
  }

  /// What a call gives.
  var result: ValueType {
    if case .function(_, let result) = self { result } else { .any }
  }

  /// The entries of a context; none where it is none.
  var fields: [Field] {
    if case .context(let fields) = self { fields } else { [] }
  }

  /// The properties of a value, entries of a list's elements included; none where nothing is known.
  var propertyFields: [Field] {
    switch self {
    case .any, .null, .boolean, .number, .string, .function: []
    case .list(let element): element.propertyFields
    case .context(let fields): fields
    case .date: numbers("year", "month", "day", "weekday")
    case .time: numbers("hour", "minute", "second") + zone
    case .dateTime: numbers("year", "month", "day", "weekday", "hour", "minute", "second") + zone
    case .daysAndTime: numbers("days", "hours", "minutes", "seconds")
    case .yearsAndMonths: numbers("years", "months")
    case .range(let bound):
      [
        Field("start", bound), Field("end", bound), Field("start included", .boolean),
        Field("end included", .boolean),
      ]
    }
  }

  private var zone: [Field] { [Field("time offset", .daysAndTime), Field("timezone", .string)] }

  private func numbers(_ names: String...) -> [Field] { names.map { Field($0, .number) } }

  /// The type of a property, nil where there is none or nothing is known.
  func property(_ name: String) -> ValueType? {
    if case .list(let element) = self { return element.property(name).map { .list($0) } }
    return propertyFields.first { $0.name == name }?.type
  }
}

extension ValueType: CustomStringConvertible {
  /// The type as FEEL writes it.
  public var description: String {
    switch self {
    case .any: "Any"
    case .null: "Null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .daysAndTime: "days and time duration"
    case .yearsAndMonths: "years and months duration"
    case .list(let element): "list<\(element)>"
    case .range(let bound): "range<\(bound)>"
    case .context(let fields):
      "context<\(fields.map { "\($0.name): \($0.type)" }.joined(separator: ", "))>"
    case .function(let parameters, let result):
      "function<\(parameters.map(\.description).joined(separator: ", "))>->\(result)"
    }
  }

  /// The type in a sentence, `a number`.
  var withArticle: String {
    switch self {
    case .any: "any value"
    case .null: "null"
    case .list: "a list"
    case .range: "a range"
    case .context: "a context"
    case .function: "a function"
    case .boolean, .number, .string, .date, .time, .dateTime, .daysAndTime, .yearsAndMonths: "a \(self)"
    }
  }
}

/// The types that need no definition, under all their names.
let namedTypes: [String: ValueType] = [
  "Any": .any, "any": .any, "Null": .null, "null": .null, "boolean": .boolean, "number": .number,
  "string": .string, "date": .date, "time": .time, "date and time": .dateTime, "dateTime": .dateTime,
  "days and time duration": .daysAndTime, "dayTimeDuration": .daysAndTime,
  "years and months duration": .yearsAndMonths, "yearMonthDuration": .yearsAndMonths, "list": .list(.any),
  "context": .context([]), "range": .range(.any),
]

extension TypeScope {
  /// What type names spell.
  var typeNames: NameTable {
    NameTable((Array(types.keys) + Array(namedTypes.keys)).map { NameTable.Entry($0, .any) })
  }
}

extension TypeExpression {
  /// The type meant; nil where a name in it is not defined.
  func resolved(in scope: TypeScope) -> ValueType? {
    switch self {
    case .named(let name): return scope.types[name] ?? namedTypes[name]
    case .list(let type): return type.resolved(in: scope).map { .list($0) }
    case .range(let type): return type.resolved(in: scope).map { .range($0) }
    case .context(let entries):
      var fields: [ValueType.Field] = []
      for entry in entries {
        guard let type = entry.type.resolved(in: scope) else { return nil }
        fields.append(ValueType.Field(entry.name, type))
      }
      return .context(fields)
    case .function(let parameters, let result):
      let resolved = parameters.compactMap { $0.resolved(in: scope) }
      guard resolved.count == parameters.count, let result = result.resolved(in: scope) else { return nil }
      return .function(resolved, result)
    }
  }
}
