public import Diagnostics

/// An element of an XML document: a value, with the exact place of everything in it.
public struct Element: Sendable, Hashable {
  /// An attribute as written.
  public struct Attribute: Sendable, Hashable {
    /// The local name.
    public let name: String
    /// The namespace, nil for none (as for most attributes).
    public let namespace: String?
    /// The prefix as written, nil for none.
    public let prefix: String?
    /// The decoded value.
    public let value: String
    /// Where the attribute's name begins.
    public let location: SourceLocation
    /// Where the value begins, just after the quotation mark.
    public let valueLocation: SourceLocation

    /// An attribute by its parts.
    public init(
      name: String, namespace: String?, prefix: String?, value: String, location: SourceLocation,
      valueLocation: SourceLocation
    ) {
      self.name = name
      self.namespace = namespace
      self.prefix = prefix
      self.value = value
      self.location = location
      self.valueLocation = valueLocation
    }
  }

  /// What stands between the tags, in document order.
  public enum Node: Sendable, Hashable {
    /// A child element.
    case element(Element)
    /// Character data (entities and CDATA decoded), a maximal run.
    case text(SourceFragment)
  }

  /// The local name.
  public let name: String
  /// The namespace, nil for none.
  public let namespace: String?
  /// The prefix as written, nil for none.
  public let prefix: String?
  /// Order: as written; namespace declarations are not among them.
  public let attributes: [Attribute]
  /// The namespaces declared on this element itself: prefix (empty for the default) to name.
  public let namespaces: [String: String]
  /// Order: as written; comments and processing instructions are left out.
  public internal(set) var nodes: [Node]
  /// Where the start tag's `<` stands.
  public let location: SourceLocation

  /// An element by its parts.
  public init(
    name: String, namespace: String?, prefix: String?, attributes: [Attribute], namespaces: [String: String],
    nodes: [Node], location: SourceLocation
  ) {
    self.name = name
    self.namespace = namespace
    self.prefix = prefix
    self.attributes = attributes
    self.namespaces = namespaces
    self.nodes = nodes
    self.location = location
  }

  /// Child elements, in order.
  public var children: [Element] {
    nodes.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  /// All character data directly inside, joined, still knowing its places; empty text at the element's place if none.
  public var text: SourceFragment {
    if nodes.count == 1, case .text(let only) = nodes[0] { return only }
    var joined = ""
    var runs: [SourceFragment.Run] = []
    for case .text(let piece) in nodes {
      let base = joined.utf8.count
      runs += piece.runs.map { .init(offset: base + $0.offset, location: $0.location) }
      joined += piece.text
    }
    return runs.isEmpty ? SourceFragment("", at: location) : SourceFragment(text: joined, runs: runs)
  }

  /// The value of the attribute with this local name and no namespace.
  public subscript(attribute name: String) -> String? { attribute(name)?.value }

  /// The attribute with this local name and namespace (none unless given).
  public func attribute(_ name: String, namespace: String? = nil) -> Attribute? {
    attributes.first { $0.name == name && $0.namespace == namespace }
  }

  /// Child elements with this local name, in the element's own namespace unless another is given.
  public func children(_ name: String, namespace: String? = nil) -> [Element] {
    let wanted = namespace ?? self.namespace
    var found: [Element] = []
    for case .element(let child) in nodes where child.name == name && child.namespace == wanted {
      found.append(child)
    }
    return found
  }

  /// The first such child.
  public func child(_ name: String, namespace: String? = nil) -> Element? {
    let wanted = namespace ?? self.namespace
    for case .element(let child) in nodes where child.name == name && child.namespace == wanted {
      return child
    }
    return nil
  }
}
