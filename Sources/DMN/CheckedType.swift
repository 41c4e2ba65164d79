public import Diagnostics
public import FEEL

/// A declared type: what FEEL knows of it, and the constraints FEEL does not know.
public struct CheckedType: Sendable {
  /// The name it was declared under, or of the built-in type.
  public let name: String
  /// The type as FEEL sees it.
  public let type: ValueType
  /// What values must satisfy beyond that.
  let domain: Domain

  init(name: String, type: ValueType, domain: Domain = .free) {
    self.name = name
    self.type = type
    self.domain = domain
  }

  /// The tests of the value itself, where the type has some: its allowed values.
  public var allowedValues: CheckedUnaryTests? {
    if case .tests(let tests, _) = domain { tests } else { nil }
  }

  /// The value as a value of this type, or null with the reason why it is none.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4 (conversions) and 7.3.3 (constraints).
  ///
  /// - Parameters:
  ///   - value: what was given or computed.
  ///   - what: what it was given for, to begin the reason with: ``input `Age` ``.
  ///   - location: where the type is asked for.
  ///   - context: the evaluation it is part of, whose limits it shares; else it has limits of its own.
  public func conform(
    _ value: Value, as what: @autoclosure () -> String, at location: SourceLocation? = nil,
    within context: CallContext = CallContext()
  ) -> Value {
    let converted = value.coerced(to: type, within: context)
    if case .null(let reason) = converted {
      if case .null = value { return value }
      if context.isEnded { return converted }
      return .null(NullReason(wrongType(what(), value, name), at: reason?.location ?? location))
    }
    if let violation = domain.violation(of: converted, type: name, context) {
      return .null(NullReason("\(what()) is \(violation)", at: location))
    }
    return converted
  }
}

/// The constraints of a type, at any depth of its values.
indirect enum Domain: Sendable {
  case free
  /// The value itself must pass the tests, then the rest.
  case tests(CheckedUnaryTests, and: Domain)
  /// Every item must satisfy this.
  case each(Domain)
  /// The named entries must satisfy these.
  case fields([(name: String, domain: Domain)])

  var isFree: Bool { if case .free = self { true } else { false } }

  /// What is wrong with a value; nil when nothing is.
  ///
  /// Null is no value, so nothing is wrong with it.
  ///
  /// - Parameter siblings: the entries of the structure that the value is an entry of; the tests may name them.
  ///
  /// Source: DMN 1.5, 7.3.3.
  func violation(
    of value: Value, type: String, beside siblings: [String: Value] = [:], _ context: CallContext
  ) -> String? {
    if case .null = value { return nil }
    switch self {
    case .free: return nil
    case .tests(let tests, let rest):
      guard tests.matches(value, in: Environment(siblings), within: context) == true else {
        return notAllowed(value, tests.fragment.text, type)
      }
      return rest.violation(of: value, type: type, beside: siblings, context)
    case .each(let domain):
      guard case .list(let items) = value else {
        return domain.violation(of: value, type: type, beside: siblings, context)
      }
      for item in items {
        if context.spend(iterations: 1) != nil { return tooMuch }
        if let violation = domain.violation(of: item, type: type, beside: siblings, context) {
          return violation
        }
      }
      return nil
    case .fields(let fields):
      guard case .context(let entries) = value else { return nil }
      let own = Dictionary(entries.entries.map { ($0.name, $0.value) }) { first, _ in first }
      for field in fields {
        guard let entry = entries[field.name] else { continue }
        let name = "\(type).\(field.name)"
        if let violation = field.domain.violation(of: entry, type: name, beside: own, context) {
          return violation
        }
      }
      return nil
    }
  }
}

// MARK: Wording

private let tooMuch = "too large to be checked"

private func wrongType(_ what: String, _ value: Value, _ type: String) -> String {
  "\(what) is `\(shortened(value))`, expected \(type)"
}

private func notAllowed(_ value: Value, _ tests: String, _ type: String) -> String {
  "`\(shortened(value))`, but \(type) allows only `\(normalizedName(tests))`"
}

/// The text of a value, cut where it would fill a screen.
func shortened(_ value: Value) -> String {
  let text = value.text(ofParts: 80)
  return text.count <= 80 ? text : "\(text.prefix(79))…"
}
