internal import Diagnostics

/// A document with everything that was written in it: comments and processing instructions, too.
///
/// Beside `Element`, which is for reading, this is for writing a document again: only what XML itself does not tell
/// apart is lost, the blanks inside tags and the way a character was escaped.
public struct MarkupDocument: Sendable, Hashable {
  /// What stands before the root element; the XML declaration is not among it.
  public var before: [MarkupNode]
  /// The root element.
  public var root: MarkupElement
  /// What stands after it.
  public var after: [MarkupNode]

  /// A document by its parts.
  public init(before: [MarkupNode], root: MarkupElement, after: [MarkupNode]) {
    self.before = before
    self.root = root
    self.after = after
  }
}

/// What stands between tags.
public indirect enum MarkupNode: Sendable, Hashable {
  case element(MarkupElement)
  /// Character data, decoded; CDATA sections are part of it.
  case text(String)
  /// The text between `<!--` and `-->`.
  case comment(String)
  /// The text between `<?` and `?>`.
  case instruction(String)
}

/// An element as written.
public struct MarkupElement: Sendable, Hashable {
  /// The name with its prefix.
  public var name: String
  /// The attributes, namespace declarations among them, as written; values are decoded.
  public var attributes: [Attribute]
  /// What stands inside.
  public var nodes: [MarkupNode]

  /// An attribute with its prefix.
  public struct Attribute: Sendable, Hashable {
    /// The name with its prefix.
    public var name: String
    /// The decoded value.
    public var value: String

    /// An attribute by its parts.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// An element by its parts.
  public init(_ name: String, _ attributes: [Attribute] = [], _ nodes: [MarkupNode] = []) {
    self.name = name
    self.attributes = attributes
    self.nodes = nodes
  }

  /// The value of an attribute by its name with its prefix.
  public subscript(name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// The elements directly inside.
  public var children: [MarkupElement] {
    nodes.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  /// The name without its prefix.
  public var localName: Substring {
    name[(name.firstIndex(of: ":").map { name.index(after: $0) } ?? name.startIndex)...]
  }

  /// The prefix, empty for none.
  public var prefix: Substring { name.firstIndex(of: ":").map { name[..<$0] } ?? "" }
}
