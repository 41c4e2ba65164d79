internal import XML

extension MarkupElement {
  /// Adds to the diagram what editors would not show without it: a shape for each element, an edge for each requirement.
  ///
  /// Without a diagram it begins one. Shapes that are there stay where they are.
  mutating func addDiagram(_ version: DMNVersion) {
    let graph = RequirementGraph(of: self)
    guard !graph.elements.isEmpty else { return }
    var shown: Set<String> = []
    var places: [String: Box] = [:]
    _ = anywhere { element in
      guard let id = element["dmnElementRef"] else { return false }
      shown.insert(id)
      if let bounds = element.children.first(where: { $0.localName == "Bounds" }) { places[id] = Box(bounds) }
      return false
    }
    let missing = graph.elements.filter { !shown.contains($0.id) }
    let edges = graph.edges.filter { edge in
      !shown.contains(edge.id) && graph.elements.contains { $0.id == edge.from }
        && graph.elements.contains { $0.id == edge.to }
    }
    guard !missing.isEmpty || !edges.isEmpty else { return }
    // New shapes of a diagram that is there stand below it.
    let base = places.values.map { $0.y + $0.height }.max().map { $0 + 80 } ?? 0
    let layout = graph.layout(of: missing.map(\.id), below: base)
    places.merge(layout) { old, _ in old }
    let prefixes = Prefixes(declaring: version, in: &self)
    var parts: [MarkupNode] = missing.compactMap { element in
      places[element.id].map { .element(prefixes.shape(of: element.id, $0)) }
    }
    parts += edges.compactMap { edge in
      guard let from = places[edge.from], let to = places[edge.to] else { return nil }
      return .element(prefixes.edge(of: edge.id, from, to))
    }
    append(parts, prefixes)
  }

  /// Puts parts at the end of the first diagram.
  private mutating func append(_ parts: [MarkupNode], _ prefixes: Prefixes) {
    var isDone = false
    let result = mapped { element in
      guard !isDone, element.name == "\(prefixes.diagram):DMNDiagram" else { return }
      element.nodes += parts
      isDone = true
    }
    if isDone {
      self = result
      return
    }
    let diagram = MarkupElement(
      "\(prefixes.diagram):DMNDiagram", [.init("id", "diagram_\(self["id"] ?? "1")")], parts)
    nodes.append(.element(MarkupElement("\(prefixes.diagram):DMNDI", [], [.element(diagram)])))
  }
}

/// Where a shape stands.
private struct Box {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  init(_ bounds: MarkupElement) {
    func number(_ name: String) -> Double { bounds[name].flatMap { Double($0) } ?? 0 }
    self.init(x: number("x"), y: number("y"), width: number("width"), height: number("height"))
  }
}

/// The elements that a diagram shows, and what they need.
private struct RequirementGraph {
  struct Node {
    let id: String
    let size: (width: Double, height: Double)
    /// Whether it stands at the bottom, whatever needs it.
    let isGiven: Bool
  }

  private(set) var elements: [Node] = []
  private(set) var edges: [(id: String, from: String, to: String)] = []

  /// The sizes are those that dmn-js draws.
  init(of root: MarkupElement) {
    for element in root.children where element.prefix == root.prefix {
      guard let id = element["id"] else { continue }
      switch element.localName {
      case "decision": elements.append(Node(id: id, size: (180, 80), isGiven: false))
      case "inputData": elements.append(Node(id: id, size: (125, 45), isGiven: true))
      case "businessKnowledgeModel": elements.append(Node(id: id, size: (135, 46), isGiven: false))
      case "knowledgeSource": elements.append(Node(id: id, size: (100, 63), isGiven: true))
      default: continue
      }
      for requirement in element.children where requirement.localName.hasSuffix("Requirement") {
        guard let requirementID = requirement["id"],
          let href = requirement.children.lazy.compactMap({ $0["href"] }).first, href.hasPrefix("#")
        else { continue }
        edges.append((requirementID, String(href.dropFirst()), id))
      }
    }
  }

  /// Rows by the longest way down to what is given; the goals stand on top.
  func layout(of wanted: [String], below top: Double) -> [String: Box] {
    var levels: [String: Int] = [:]
    for _ in elements.indices {
      var hasChanged = false
      for edge in edges {
        let level = (levels[edge.from] ?? 0) + 1
        if level > levels[edge.to] ?? 0, level <= elements.count {
          levels[edge.to] = level
          hasChanged = true
        }
      }
      if !hasChanged { break }
    }
    let set = Set(wanted)
    let shown = elements.filter { set.contains($0.id) }
    let highest = shown.map { levels[$0.id] ?? 0 }.max() ?? 0
    var columns: [Int: Int] = [:]
    var places: [String: Box] = [:]
    for node in shown {
      let level = node.isGiven ? levels[node.id] ?? 0 : max(1, levels[node.id] ?? 0)
      let column = columns[level, default: 0]
      columns[level] = column + 1
      places[node.id] = Box(
        x: Double(160 + 220 * column), y: top + 80 + Double(140 * (max(1, highest) - level)),
        width: node.size.width,
        height: node.size.height)
    }
    return places
  }
}

/// The prefixes of the diagram's namespaces, declared where they are not yet.
private struct Prefixes {
  let diagram: String
  let bounds: String
  let points: String

  init(declaring version: DMNVersion, in root: inout MarkupElement) {
    diagram = Self.prefix("dmndi", version.diagramNamespace, &root)
    bounds = Self.prefix("dc", "http://www.omg.org/spec/DMN/20180521/DC/", &root)
    points = Self.prefix("di", "http://www.omg.org/spec/DMN/20180521/DI/", &root)
  }

  private static func prefix(_ wish: String, _ namespace: String, _ root: inout MarkupElement) -> String {
    if let known = root.attributes.first(where: { $0.name.hasPrefix("xmlns:") && $0.value == namespace }) {
      return String(known.name.dropFirst(6))
    }
    var prefix = wish
    while root["xmlns:\(prefix)"] != nil { prefix += "_" }
    let end = root.attributes.lastIndex { $0.name.hasPrefix("xmlns") }.map { $0 + 1 } ?? 0
    root.attributes.insert(.init("xmlns:\(prefix)", namespace), at: end)
    return prefix
  }

  func shape(of id: String, _ box: Box) -> MarkupElement {
    let place = MarkupElement(
      "\(bounds):Bounds",
      [
        .init("height", text(box.height)), .init("width", text(box.width)), .init("x", text(box.x)),
        .init("y", text(box.y)),
      ])
    return MarkupElement(
      "\(diagram):DMNShape", [.init("id", "shape_\(id)"), .init("dmnElementRef", id)], [.element(place)])
  }

  /// From the top of what is needed to the foot of what needs it.
  func edge(of id: String, _ from: Box, _ to: Box) -> MarkupElement {
    let ends = [
      (from.x + from.width / 2, from.y), (to.x + to.width / 2, to.y + to.height),
    ].map { x, y in
      MarkupNode.element(MarkupElement("\(points):waypoint", [.init("x", text(x)), .init("y", text(y))]))
    }
    return MarkupElement("\(diagram):DMNEdge", [.init("id", "edge_\(id)"), .init("dmnElementRef", id)], ends)
  }

  private func text(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}
