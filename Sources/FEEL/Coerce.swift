extension Value {
  /// The type of the value; the join of its elements' types for a list.
  public var type: ValueType {
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
    case .list(let items):
      .list(items.reduce(nil as ValueType?) { $0?.joined(with: $1.type) ?? $1.type } ?? .null)
    case .context(let context): .context(context.entries.map { ValueType.Field($0.name, $0.value.type) })
    case .range(let range):
      .range((range.lower.value?.type ?? .null).joined(with: range.upper.value?.type ?? .null))
    case .function(let function): function.type
    }
  }

  /// Whether `instance of` would say true; null is an instance of nothing but Null.
  public func isInstance(of type: ValueType) -> Bool {
    if case .null = self { return type == .null }
    return conforms(to: type)
  }

  /// Whether the value may stand where the type is asked for; null may stand anywhere.
  func conforms(to type: ValueType) -> Bool {
    switch (self, type) {
    case (_, .any), (.null, _), (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.daysAndTime, .daysAndTime),
      (.yearsAndMonths, .yearsAndMonths):
      true
    case (.list(let items), .list(let element)):
      element == .any || items.allSatisfy { $0.conforms(to: element) }
    case (.range(let range), .range(let bound)):
      (range.lower.value?.conforms(to: bound) ?? true) && (range.upper.value?.conforms(to: bound) ?? true)
    case (.context(let context), .context(let fields)):
      fields.allSatisfy { field in context[field.name]?.conforms(to: field.type) ?? false }
    case (.function(let function), .function): function.type.conforms(to: type)
    default: false
    }
  }

  /// The value as a value of a type: to and from singleton lists, date to date and time, else null with a reason.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4.
  public func coerced(to type: ValueType) -> Value {
    converted(to: type) ?? .null(NullReason(doesNotConform(self, type)))
  }

  /// The value as a value of a type, nil where there is none.
  func converted(to type: ValueType) -> Value? {
    if conforms(to: type) { return self }
    switch (self, type) {
    case (.list(let items), _) where items.count == 1 && !type.isList:
      return items[0].conforms(to: type) ? items[0] : items[0].dateAsDateTime(type)
    case (_, .list(let element)) where !isList:
      return conforms(to: element) ? .list([self]) : nil
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
  "found \(value.type.withArticle), expected \(type.withArticle)"
}
