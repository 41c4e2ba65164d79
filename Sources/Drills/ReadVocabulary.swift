public import Diagnostics
public import XML

extension Vocabulary {
  /// The namespace of the files of the drills.
  public static let namespace = "urn:rationale:drills:1"

  /// The vocabulary of a document.
  ///
  /// - Parameter root: its `vocabulary` element.
  /// - Throws: everything that is wrong in it, by place: `drill.structure`, `drill.wording`, `drill.figure`,
  ///   `drill.repeatedID`, `drill.unknownIdea`.
  public init(reading root: Element) throws(DiagnosticsError) {
    guard root.namespace == Vocabulary.namespace, root.name == "vocabulary" else {
      throw DiagnosticsError([wrongRoot(root)])
    }
    var reader = VocabularyReader(root: root)
    self = reader.vocabulary()
    try reader.problems.throwIfAnyIsError()
  }
}

/// Reads the parts of a vocabulary, remembering what is wrong.
private struct VocabularyReader {
  let root: Element
  private let tokenizer: Tokenizer
  private(set) var problems: [Diagnostic] = []
  private var themes: [Vocabulary.Theme] = []
  private var contradictions: [Vocabulary.Contradiction] = []
  private var places: [String: SourceLocation] = [:]

  init(root: Element) {
    self.root = root
    var forms = WordForms()
    for line in lines(root.child("spellings")) {
      let (word, others) = pair(line.text)
      for other in others where forms.spellings[other] == nil { forms.spellings[other] = word }
    }
    for line in lines(root.child("contractions")) {
      let (short, words) = pair(line.text)
      if short.hasPrefix("~") {
        forms.endings.append((String(short.dropFirst()), words.filter { $0 != "~" }))
      } else {
        forms.whole[short] = words
      }
    }
    forms.endings.sort { ($0.ending.count, $1.ending) > ($1.ending.count, $0.ending) }
    for word in words(root.child("numbers")?.text.text ?? "") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      forms.numbers.insert(parts[0])
      if parts.count == 2 { forms.numberValues[parts[0]] = Double(parts[1]) }
    }
    tokenizer = Tokenizer(forms: forms)
  }

  mutating func vocabulary() -> Vocabulary {
    let parts = [
      "scale", "contractions", "numbers", "rubric-words", "spellings", "empty", "negation", "omissions",
      "surveys", "figures", "reversal", "jargon", "stances", "case-facts",
    ]
    let groups = ["idea", "sign", "weakness", "mistake", "contradiction"]
    for part in parts where root.child(part) == nil { problems.append(missing(part, root)) }
    for child in root.children where !(parts + groups).contains(child.name) {
      problems.append(unexpected(child, parts + groups))
    }
    for (part, known) in Self.children {
      for child in root.child(part)?.children ?? [] where !known.contains(child.name) {
        problems.append(unexpected(child, known))
      }
    }
    let negation = root.child("negation")
    add(.denies, negation?.child("denies"))
    add(.deniesBefore, negation?.child("denies-before"))
    add(.notDenial, negation?.child("not-denials"))
    add(.retracts, negation?.child("retracts"))
    add(.omission, root.child("omissions"))
    add(.survey, root.child("surveys"))
    figures(root.child("figures"))
    for name in ["stances", "case-facts"] {
      if let part = root.child(name), (part[attribute: "says"] ?? "").isEmpty {
        problems.append(missingAttribute("says", part))
      }
    }
    for stance in root.child("stances")?.children("stance") ?? [] {
      add(.stance, stance, says: root.child("stances")?[attribute: "says"])
    }
    for opening in root.child("stances")?.children("opening") ?? [] {
      add(.opening, opening, says: root.child("stances")?[attribute: "says"])
    }
    add(.noStance, root.child("stances")?.child("unless"))
    add(.noClaim, root.child("case-facts")?.child("unless"))
    for claim in root.child("case-facts")?.children("claim") ?? [] {
      if claim[attribute: "fact"] == nil { problems.append(missingAttribute("fact", claim)) }
      add(.claim(fact: claim[attribute: "fact"] ?? "", value: claim[attribute: "value"]), claim)
    }
    add(.reversal, root.child("reversal"))
    add(.jargon, root.child("jargon"))
    for child in root.children {
      switch child.name {
      case "idea": add(.idea, child)
      case "sign": add(.sign, child)
      case "weakness": add(.weakness, child)
      case "mistake": add(.mistake, child)
      case "contradiction": contradiction(child)
      default: break
      }
    }
    checkIdeas()
    return Vocabulary(
      forms: tokenizer.forms, scale: scale(), empty: stems(root.child("empty")),
      rubricWords: stems(root.child("rubric-words")), denialEnds: stems(negation?.child("ends")),
      themes: themes, contradictions: contradictions,
      saysFalsehood: root.child("case-facts")?[attribute: "says"] ?? "")
  }

  /// What the parts with parts of their own may hold.
  private static let children = [
    ("negation", ["denies", "denies-before", "not-denials", "retracts", "ends"]),
    ("stances", ["unless", "stance", "opening"]), ("case-facts", ["unless", "claim"]),
  ]

  private func stems(_ element: Element?) -> Set<String> {
    Set(words(element?.text.text ?? "").filter { $0 != "|" }.flatMap { tokenizer.stems(of: $0) })
  }

  private mutating func add(_ kind: Vocabulary.Kind, _ element: Element?, says: String? = nil) {
    guard let element else { return }
    let isNamed = [.idea, .sign, .weakness, .mistake, .stance, .opening].contains(kind)
    let id = isNamed ? identity(of: element) : element.name
    let needsWords = [.sign, .weakness, .mistake].contains(kind)
    if needsWords, (element[attribute: "says"] ?? "").isEmpty {
      problems.append(missingAttribute("says", element))
    }
    themes.append(
      Vocabulary.Theme(
        kind: kind, id: id, says: says ?? element[attribute: "says"] ?? "", weight: weight(of: element),
        against: words(element[attribute: "against"] ?? ""), wordings: wordings(of: element)))
  }

  /// The words around sums, and what is said of each slip.
  private mutating func figures(_ element: Element?) {
    guard let element else { return }
    for word in Vocabulary.FigureWord.allCases {
      if let child = element.child(word.rawValue) {
        add(.figure(word), child)
      } else if let slip = element.children("slip").first(where: { $0[attribute: "id"] == word.rawValue }) {
        if (slip[attribute: "says"] ?? "").isEmpty { problems.append(missingAttribute("says", slip)) }
        themes.append(
          Vocabulary.Theme(
            kind: .figure(word), id: word.rawValue, says: slip[attribute: "says"] ?? "", weight: 1,
            against: [], wordings: []))
      } else {
        problems.append(missing(word.rawValue, element))
      }
    }
  }

  private mutating func contradiction(_ element: Element) {
    guard let one = element.child("one"), let other = element.child("other") else {
      problems.append(missing(element.child("one") == nil ? "one" : "other", element))
      return
    }
    let id = identity(of: element)
    let says = element[attribute: "says"] ?? ""
    if says.isEmpty { problems.append(missingAttribute("says", element)) }
    add(.oneHalf(contradictions.count), one, says: says)
    add(.otherHalf(contradictions.count), other, says: says)
    contradictions.append(.init(id: id, says: says))
  }

  private mutating func identity(of element: Element) -> String {
    guard let name = element[attribute: "id"], !name.isEmpty else {
      problems.append(missingAttribute("id", element))
      return ""
    }
    let id = ["stance", "opening"].contains(element.name) ? element.name + " " + name : name
    if let first = places[id] {
      problems.append(repeated(id, element.location, first))
    } else {
      places[id] = element.location
    }
    return name
  }

  private mutating func weight(of element: Element) -> Double {
    guard let attribute = element.attribute("weight") else { return 1 }
    return figure(attribute, largest: 10) ?? 1
  }

  private mutating func figure(_ attribute: Element.Attribute, largest: Double) -> Double? {
    guard let value = Double(attribute.value), value >= 0, value <= largest else {
      problems.append(noFigure(attribute, largest))
      return nil
    }
    return value
  }

  private mutating func scale() -> Scale {
    guard let element = root.child("scale") else { return Scale([:]) }
    var figures: [Scale.Figure: Double] = [:]
    for name in Scale.Figure.allCases {
      guard let attribute = element.attribute(name.rawValue) else {
        problems.append(missingAttribute(name.rawValue, element))
        continue
      }
      figures[name] = figure(attribute, largest: name.largest)
    }
    let names = Scale.Figure.allCases.map(\.rawValue)
    for attribute in element.attributes where !names.contains(attribute.name) {
      problems.append(unknownFigure(attribute, names))
    }
    return Scale(figures)
  }

  private mutating func wordings(of element: Element) -> [Wording] {
    let fragment = element.text
    var result: [Wording] = []
    var offset = 0
    for piece in fragment.text.split(omittingEmptySubsequences: false, whereSeparator: { "|\n".contains($0) })
    {
      let text = words(String(piece)).joined(separator: " ")
      let blank = piece.utf8.prefix { [0x20, 0x09, 0x0D].contains($0) }.count
      if !text.isEmpty {
        do {
          result.append(
            try Wording(parsing: text, at: fragment.location(atUTF8: offset + blank), with: tokenizer))
        } catch {
          problems += error.diagnostics
        }
      }
      offset += piece.utf8.count + 1
    }
    if result.isEmpty { problems.append(noWording(element)) }
    return result
  }

  /// Every idea that is named must be there, and none may lead back to itself.
  private mutating func checkIdeas() {
    let ideas = themes.filter { $0.kind == .idea }
    let names = ideas.map(\.id)
    for theme in themes {
      for wording in theme.wordings {
        for id in wording.ideas where !names.contains(id) {
          problems.append(unknownIdea(id, wording.location, names))
        }
      }
      let place = theme.wordings.first?.location ?? root.location
      for id in theme.against where !names.contains(id) { problems.append(unknownIdea(id, place, names)) }
    }
    var settled: Set<String> = []
    for idea in ideas { follow(idea.id, ideas, path: [], &settled) }
  }

  private mutating func follow(
    _ id: String, _ ideas: [Vocabulary.Theme], path: [String], _ settled: inout Set<String>
  ) {
    guard !settled.contains(id), let idea = ideas.first(where: { $0.id == id }) else { return }
    for wording in idea.wordings {
      for next in wording.ideas {
        if next == id || path.contains(next) {
          problems.append(circle(next, wording.location))
        } else {
          follow(next, ideas, path: path + [id], &settled)
        }
      }
    }
    settled.insert(id)
  }
}

/// The lines of an element that hold something, with their places.
private func lines(_ element: Element?) -> [SourceFragment] {
  guard let fragment = element?.text else { return [] }
  var offset = 0
  var result: [SourceFragment] = []
  for line in fragment.text.split(separator: "\n", omittingEmptySubsequences: false) {
    let text = words(String(line)).joined(separator: " ")
    if !text.isEmpty { result.append(SourceFragment(text, at: fragment.location(atUTF8: offset))) }
    offset += line.utf8.count + 1
  }
  return result
}

/// The word before a colon, and the words after it.
private func pair(_ line: String) -> (String, [String]) {
  let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
  guard parts.count == 2 else { return (parts.first ?? "", []) }
  return (words(parts[0]).joined(separator: " "), words(parts[1]))
}

private func words(_ text: String) -> [String] { text.split { $0.isWhitespace }.map(String.init) }

// MARK: Wording

private func wrongRoot(_ root: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure,
    "expected a `vocabulary` of `\(Vocabulary.namespace)`, found `\(printable(root.name))`",
    at: root.location)
}

private func missing(_ name: String, _ element: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "`\(printable(element.name))` has no part `\(name)`", at: element.location)
}

private func unexpected(_ element: Element, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.structure, "a vocabulary has no part `\(printable(element.name))`",
    at: element.location,
    help: nearestName(to: element.name, among: names).map { "did you mean `\($0)`?" })
}

private func missingAttribute(_ name: String, _ element: Element) -> Diagnostic {
  Diagnostic(
    .error, name == "id" || name == "says" ? DrillsCode.structure : DrillsCode.figure,
    "`\(printable(element.name))` has no `\(name)`", at: element.location)
}

private func repeated(_ id: String, _ place: SourceLocation, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.repeatedID, "`\(printable(id))` is there twice", at: place,
    notes: [.init("the first is here", at: first)])
}

private func noFigure(_ attribute: Element.Attribute, _ largest: Double) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.figure,
    "`\(attribute.name)` is `\(printable(attribute.value))`, and a number from 0 to \(Int(largest)) was expected",
    at: attribute.valueLocation)
}

private func unknownFigure(_ attribute: Element.Attribute, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.figure, "the scale has no figure `\(printable(attribute.name))`",
    at: attribute.location,
    help: nearestName(to: attribute.name, among: names).map { "did you mean `\($0)`?" })
}

private func noWording(_ element: Element) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.wording, "`\(printable(element[attribute: "id"] ?? element.name))` has no wording",
    at: element.location)
}

private func unknownIdea(_ id: String, _ place: SourceLocation, _ names: [String]) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.unknownIdea, "there is no idea `\(printable(id))`", at: place,
    help: nearestName(to: id, among: names).map { "did you mean `\($0)`?" })
}

private func circle(_ id: String, _ place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, DrillsCode.unknownIdea, "the idea `\(printable(id))` leads back to itself", at: place)
}
