internal import Diagnostics
internal import Diagrams
internal import FEEL

/// A picture as nodes and arrows, written in the language of the tool that draws it.
public struct Drawing: Sendable, Hashable {
  /// What a node stands for; each is drawn in a shape of its own.
  public enum Shape: Sendable, Hashable {
    case input
    case decision
    case source
    case outcome
  }

  /// A node with a name that is unique in the drawing.
  public struct Node: Sendable, Hashable {
    /// A short name of letters and digits.
    public let id: String
    /// What is written in it.
    public let label: String
    /// What it stands for.
    public let shape: Shape

    /// A node by its parts.
    public init(id: String, label: String, shape: Shape) {
      self.id = id
      self.label = label
      self.shape = shape
    }
  }

  /// An arrow.
  public struct Arrow: Sendable, Hashable {
    /// The id of the node it leaves.
    public let from: String
    /// The id of the node it points to.
    public let to: String
    /// What is written on it.
    public let label: String?
    /// Whether it is drawn as a dashed line.
    public let isDashed: Bool

    /// An arrow by its parts.
    public init(from: String, to: String, label: String?, isDashed: Bool) {
      self.from = from
      self.to = to
      self.label = label
      self.isDashed = isDashed
    }
  }

  /// Order: as drawn.
  public let nodes: [Node]
  /// Order: as drawn.
  public let arrows: [Arrow]

  /// A picture by its parts; ids are unique, and arrows lead from node to node.
  public init(nodes: [Node], arrows: [Arrow]) {
    self.nodes = nodes
    self.arrows = arrows
  }

  /// The picture for Mermaid, as plain a flowchart as old hosts still draw, labels quoted and escaped.
  public var mermaid: String {
    var lines = ["flowchart TD"]
    for node in nodes {
      let label = "\"\(Self.escapedForMermaid(node.label))\""
      let box =
        switch node.shape {
        case .input: "([\(label)])"
        case .decision: "[\(label)]"
        case .source: "[/\(label)/]"
        case .outcome: "[[\(label)]]"
        }
      lines.append("  \(node.id)\(box)")
    }
    for arrow in arrows {
      let line = arrow.isDashed ? "-.->" : "-->"
      let label = arrow.label.map { "|\"\(Self.escapedForMermaid($0))\"|" } ?? ""
      lines.append("  \(arrow.from) \(line)\(label) \(arrow.to)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The picture for Graphviz.
  public var dot: String {
    var lines = ["digraph {", "  node [fontname=\"sans-serif\"];"]
    for node in nodes {
      let shape =
        switch node.shape {
        case .input: "shape=box, style=rounded"
        case .decision: "shape=box"
        case .source: "shape=note"
        case .outcome: "shape=box, peripheries=2"
        }
      lines.append("  \(node.id) [label=\"\(Self.escapedForDot(node.label))\", \(shape)];")
    }
    for arrow in arrows {
      let label = arrow.label.map { "label=\"\(Self.escapedForDot($0))\"" }
      let attributes = [label, arrow.isDashed ? "style=dashed" : nil].compactMap { $0 }
      let suffix = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      lines.append("  \(arrow.from) -> \(arrow.to)\(suffix);")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// Markup and quotation marks become entities, so that a label can never be anything but text.
  private static func escapedForMermaid(_ text: String) -> String {
    replacingScalars(of: text.replacing("\r\n", with: "\n")) { scalar in
      switch scalar {
      case "\"": "#quot;"
      case "<": "#lt;"
      case ">": "#gt;"
      case "&": "#amp;"
      case "#": "#35;"
      case "`": "#96;"
      case "\n", "\r", "\t": " "
      default: nil
      }
    }
  }

  private static func escapedForDot(_ text: String) -> String {
    replacingScalars(of: text.replacing("\r\n", with: "\n")) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n", "\r": "\\n"
      default: nil
      }
    }
  }
}

extension Drawing {
  /// The requirement graph of a model: what each decision needs, arrows pointing the way information flows.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - sources: whether knowledge sources are drawn too.
  public init(requirementsOf model: CheckedModel, sources: Bool = false) {
    var nodes: [Node] = []
    var arrows: [Arrow] = []
    var ids: [String: String] = [:]
    func add(_ key: String, _ label: String, _ shape: Shape) {
      guard ids[key] == nil else { return }
      ids[key] = "n\(nodes.count)"
      nodes.append(Node(id: "n\(nodes.count)", label: label, shape: shape))
    }
    for input in model.model.inputs { add(input.name, input.name, .input) }
    for decision in model.decisions { add(decision.name, decision.name, .decision) }
    if sources { for source in model.model.knowledgeSources { add("#" + source.id, source.name, .source) } }
    for decision in model.decisions {
      guard let to = ids[decision.name] else { continue }
      for name in decision.inputs {
        if let from = ids[name] { arrows.append(Arrow(from: from, to: to, label: nil, isDashed: false)) }
      }
      for authority in decision.decision.requirements.authorities {
        if let from = ids["#" + authority.id] {
          arrows.append(Arrow(from: from, to: to, label: nil, isDashed: true))
        }
      }
    }
    self.init(nodes: nodes, arrows: arrows)
  }

  /// A decision as a flowchart: what is asked, and where each answer leads.
  ///
  /// - Parameters:
  ///   - diagram: the compiled decision.
  ///   - limit: the greatest number of boxes that is still readable.
  /// - Returns: nil when the picture would be larger.
  public init?(of diagram: DecisionDiagram, limit: Int = 60) {
    guard let goal = diagram.diagrams[diagram.goal], let values = diagram.values[diagram.goal] else {
      return nil
    }
    guard let steps = goal.steps(limit: limit) else { return nil }
    var nodes: [Node] = []
    var arrows: [Arrow] = []
    for (index, step) in steps.enumerated() {
      switch step {
      case .value(let value):
        nodes.append(Node(id: "n\(index)", label: Self.plain(values[value]), shape: .outcome))
      case .question(let input, let branches):
        nodes.append(Node(id: "n\(index)", label: diagram.inputs[input].name, shape: .decision))
        for branch in branches {
          let label = diagram.inputs[input].condition(for: branch.cells)
          arrows.append(Arrow(from: "n\(index)", to: "n\(branch.step)", label: label, isDashed: false))
        }
      }
    }
    self.init(nodes: nodes, arrows: arrows)
  }

  private static func plain(_ value: Value) -> String {
    if case .string(let text) = value { return text }
    return value.description
  }
}
