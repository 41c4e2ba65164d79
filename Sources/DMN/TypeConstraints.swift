internal import Diagnostics
package import FEEL

extension CheckedType {
  /// Whether every value that FEEL takes for one of the type is allowed, at any depth.
  package var isUnconstrained: Bool { domain.isUnconstrained }

  /// The tests that a single value must pass; nil where parts of a value have tests of their own.
  package var valueTests: [CheckedUnaryTests]? { domain.valueTests }
}

extension Domain {
  fileprivate var isUnconstrained: Bool {
    switch self {
    case .free: true
    case .tests: false
    case .each(let inner): inner.isUnconstrained
    case .fields(let fields): fields.allSatisfy { $0.domain.isUnconstrained }
    }
  }

  fileprivate var valueTests: [CheckedUnaryTests]? {
    switch self {
    case .free: []
    case .tests(let tests, let rest): rest.valueTests.map { [tests] + $0 }
    case .each, .fields: isUnconstrained ? [] : nil
    }
  }
}
