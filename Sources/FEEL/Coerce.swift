extension Value {
  /// The type of the value; the join of its elements' types for a list.
  ///
  /// Cost: linear; beyond some thousand parts what is left may be of any type.
  public var type: ValueType {
    var walk = ValueWalk(steps: 20_000)
    return type(&walk)
  }

  /// The type as far as a message tells it.
  var briefType: ValueType {
    var walk = ValueWalk(steps: 20)
    return type(&walk)
  }

  private func type(_ walk: inout ValueWalk) -> ValueType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .daysAndTime: .daysAndTime
    case .yearsAndMonths: .yearsAndMonths
    case .list(let items): .list(elementType(of: items, &walk))
    case .context(let context): .context(fields(of: context, &walk))
    case .range(let range):
      .range((range.lower.value?.type ?? .null).joined(with: range.upper.value?.type ?? .null))
    case .function(let function): function.type
    }
  }

  private func elementType(of items: [Value], _ walk: inout ValueWalk) -> ValueType {
    guard walk.enter(0) else { return .any }
    defer { walk.leave() }
    var type: ValueType?
    for item in items {
      guard walk.count() else { return .any }
      let found = item.type(&walk)
      type = type?.joined(with: found) ?? found
    }
    return type ?? .null
  }

  private func fields(of context: Context, _ walk: inout ValueWalk) -> [ValueType.Field] {
    guard walk.enter(context.entries.count) else { return [] }
    defer { walk.leave() }
    return context.entries.map { ValueType.Field($0.name, $0.value.type(&walk)) }
  }

  /// Whether `instance of` would say true; null is an instance of nothing but Null.
  public func isInstance(of type: ValueType) -> Bool {
    var walk = ValueWalk()
    return isInstance(of: type, &walk)
  }

  func isInstance(of type: ValueType, _ walk: inout ValueWalk) -> Bool {
    if case .null = self { return type == .null }
    return conforms(to: type, &walk)
  }

  /// Whether the value may stand where the type is asked for; null may stand anywhere.
  func conforms(to type: ValueType) -> Bool {
    var walk = ValueWalk()
    return conforms(to: type, &walk)
  }

  private func conforms(to type: ValueType, _ walk: inout ValueWalk) -> Bool {
    switch (self, type) {
    case (_, .any), (.null, _), (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.daysAndTime, .daysAndTime),
      (.yearsAndMonths, .yearsAndMonths):
      true
    case (.list(let items), .list(let element)): element == .any || every(items, element, &walk)
    case (.range(let range), .range(let bound)):
      (range.lower.value?.conforms(to: bound) ?? true) && (range.upper.value?.conforms(to: bound) ?? true)
    case (.context(let context), .context(let fields)): every(fields, context, &walk)
    case (.function(let function), .function): function.type.conforms(to: type)
    default: false
    }
  }

  private func every(_ items: [Value], _ element: ValueType, _ walk: inout ValueWalk) -> Bool {
    guard walk.enter(items.count) else { return false }
    defer { walk.leave() }
    return items.allSatisfy { $0.conforms(to: element, &walk) }
  }

  private func every(_ fields: [ValueType.Field], _ context: Context, _ walk: inout ValueWalk) -> Bool {
    guard walk.enter(fields.count) else { return false }
    defer { walk.leave() }
    return fields.allSatisfy { field in context[field.name]?.conforms(to: field.type, &walk) ?? false }
  }

  /// The value as a value of a type: to and from singleton lists, date to date and time, else null with a reason.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4.
  public func coerced(to type: ValueType) -> Value {
    converted(to: type) ?? .null(NullReason(doesNotConform(self, type)))
  }

  /// The same as part of an evaluation, whose limits it shares.
  package func coerced(to type: ValueType, within context: CallContext) -> Value {
    context.converted(self, to: type)
      ?? .null(context.run.exhausted ?? NullReason(doesNotConform(self, type)))
  }

  /// The value as a value of a type, nil where there is none.
  func converted(to type: ValueType) -> Value? {
    var walk = ValueWalk()
    return converted(to: type, &walk)
  }

  func converted(to type: ValueType, _ walk: inout ValueWalk) -> Value? {
    if conforms(to: type, &walk) { return self }
    switch (self, type) {
    case (.list(let items), _) where items.count == 1 && !type.isList:
      return items[0].conforms(to: type, &walk) ? items[0] : items[0].dateAsDateTime(type)
    case (_, .list(let element)) where !isList:
      return conforms(to: element, &walk) ? .list([self]) : nil
    default: return dateAsDateTime(type)
    }
  }

  private func dateAsDateTime(_ type: ValueType) -> Value? {
    guard case .date(let date) = self, type == .dateTime else { return nil }
    return .dateTime(date.startOfDay)
  }

  private var isList: Bool { if case .list = self { true } else { false } }
}

extension ValueType {
  fileprivate var isList: Bool { if case .list = self { true } else { false } }
}

extension Bound {
  /// The value at the bound, if there is one.
  public var value: Value? {
    switch self {
    case .unbounded: nil
    case .open(let value), .closed(let value): value
    }
  }

  /// Whether the value itself belongs to the range.
  public var isClosed: Bool { if case .closed = self { true } else { false } }
}

// MARK: Wording

private func doesNotConform(_ value: Value, _ type: ValueType) -> String {
  "found \(value.briefType.withArticle), expected \(type.withArticle)"
}
