/// The four ways to adapt a language model, from the cheapest rung to the costliest.
///
/// The raw value is the word used in `Rules/` and `Cases/`.
/// Source: the AI PM Interview Guide's chapter on AI/ML literacy, "Fine-Tuning vs. RAG vs. Prompting".
public enum Strategy: String, Sendable, Hashable, CaseIterable {
  case prompting
  case rag
  case fineTuning = "fine-tuning"
  case both = "rag+fine-tuning"

  /// The name as people write it.
  public var name: String {
    switch self {
    case .prompting: "prompting"
    case .rag: "RAG"
    case .fineTuning: "fine-tuning"
    case .both: "RAG with fine-tuning"
    }
  }

  /// The name of one of the ways that the rules of cost compare; some of them are a strategy in another form.
  static func name(ofWay way: String) -> String { Strategy(rawValue: way)?.name ?? way }
}

extension Strategy: Comparable {
  /// Order: by cost, the cheapest first.
  public static func < (left: Strategy, right: Strategy) -> Bool { left.rung < right.rung }

  private var rung: Int {
    switch self {
    case .prompting: 0
    case .rag: 1
    case .fineTuning: 2
    case .both: 3
    }
  }
}
