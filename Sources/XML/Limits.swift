extension Element {
  /// How much a document may ask for; each limit has its own message, naming the limit and the place.
  public struct Limits: Sendable, Hashable {
    /// Unit: bytes of the whole document; of one record when records are streamed.
    public var bytes = 64 << 20
    /// Unit: levels; the root element is level 1.
    ///
    /// At most 1,000 whatever is asked for, as trees are walked recursively.
    public var depth = 256
    /// Unit: bytes of one tag, from `<` to `>`.
    public var tagBytes = 16 << 10
    /// Unit: attributes of one tag, namespace declarations included.
    public var attributes = 256
    /// Unit: bytes of one run of text.
    public var textBytes = 10_000_000
    /// Unit: bytes of one comment or processing instruction.
    public var commentBytes = 1 << 20
    /// Unit: elements of the whole document; of one record when records are streamed.
    public var elements = 2_000_000

    /// The limits for documents from anywhere.
    public static let standard = Limits()

    /// The standard limits, to be changed one by one.
    public init() {}

    /// No tree is ever deeper than this: destroying and comparing values recurses once per level.
    static let greatestDepth = 1_000
  }
}
