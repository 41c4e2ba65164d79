internal import Mustache

/// What fills a gap of a template, as one type.
///
/// Mustache asks each value at run time which of its protocols it obeys, once for each type of value; with strings,
/// dictionaries and lists as they are, these questions take as long as the rest of the rendering.
package enum Filling {
  case text(String)
  case flag(Bool)
  case list([Filling])
  case record([String: Filling])

  /// A text, a boolean, a list, a dictionary with names as keys, or anything else as it describes itself.
  package init(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let flag as Bool: self = .flag(flag)
    case let fields as [String: Any]: self = .record(fields.mapValues(Filling.init))
    case let items as [Any]: self = .list(items.map(Filling.init))
    default: self = .text("\(value)")
    }
  }

  /// The value in the form that Mustache has rules of its own for.
  fileprivate var offered: Any {
    switch self {
    case .text, .record: self
    case .flag(let flag): flag
    case .list(let items): items
    }
  }
}

extension Filling: MustacheParent {
  package func child(named name: String) -> Any? {
    guard case .record(let fields) = self else { return nil }
    return fields[name]?.offered
  }
}

extension Filling: MustacheCustomRenderable {
  package var renderText: String {
    guard case .text(let text) = self else { return "" }
    return text
  }

  package var isNull: Bool { false }
}

extension Filling: MustacheTransformable {
  package func transform(_ name: String) -> Any? {
    switch self {
    case .text(let text): text.transform(name)
    case .flag, .list: nil
    case .record(let fields): fields.transform(name)
    }
  }
}
