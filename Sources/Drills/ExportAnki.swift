internal import Advisor

/// A deck for Anki's text import: a card for each question, and one for its traps.
///
/// Ids are stable, so that importing again updates cards in place and keeps their scheduling.
///
/// Source: Anki's manual, "Importing: text files" (Anki 2.1.54 and later).
public struct AnkiDeck: Sendable {
  /// The text of the file.
  public let text: String
  /// How many cards it has.
  public let cards: Int

  /// A deck of questions; two with the same front become one.
  ///
  /// - Parameters:
  ///   - questions: the questions.
  ///   - words: the words around points, traps and sources.
  public init(of questions: [Question], words: AnkiWords) {
    var rows: [String] = []
    var fronts: Set<String> = []
    func add(_ guid: String, _ front: String, _ back: String, _ question: Question) {
      guard fronts.insert(front).inserted else { return }
      let tags = ["topic::" + tag(question.topic)] + question.advised.map { "rung::" + tag($0.rawValue) }
      let fields = [guid, front, back, words.deck + "::" + tag(question.topic), tags.joined(separator: " ")]
      rows.append(fields.joined(separator: "\t"))
    }
    for question in questions {
      let guid = "rationale-" + tag(question.id)
      let asked = question.caseID.map { escaped($0) + ": " } ?? ""
      add(guid, asked + escaped(question.text), back(of: question, words), question)
      if !question.traps.isEmpty {
        add(
          guid + "-traps",
          "\(escaped(words.trapQuestion))<br>\(asked)\(escaped(question.text))"
            + "<ul>\(items(question.traps))</ul>",
          "<ul>\(items(question.points.map(\.text)))</ul>", question)
      }
    }
    cards = rows.count
    let header = [
      "#separator:Tab", "#html:true", "#notetype:Basic", "#columns:Guid\tFront\tBack\tDeck\tTags",
      "#guid column:1", "#deck column:4", "#tags column:5",
    ]
    text = (header + rows).joined(separator: "\n") + "\n"
  }
}

/// The words on the cards.
public struct AnkiWords: Sendable {
  let deck: String
  let points: String
  let traps: String
  let model: String
  let sources: String
  let trapQuestion: String
}

private func back(of question: Question, _ words: AnkiWords) -> String {
  var back = "<b>\(escaped(words.points))</b><ul>\(items(question.points.map(\.text)))</ul>"
  if !question.traps.isEmpty {
    back += "<b>\(escaped(words.traps))</b><ul>\(items(question.traps))</ul>"
  }
  if let model = question.model { back += "<b>\(escaped(words.model))</b><br>\(escaped(model))<br>" }
  if !question.sources.isEmpty {
    back += "<b>\(escaped(words.sources))</b><ul>\(items(question.sources))</ul>"
  }
  return back
}

private func items(_ texts: [String]) -> String { texts.map { "<li>\(escaped($0))</li>" }.joined() }

/// A text inside a field: no markup, no field or row ends, no quotation mark that would begin a quoted field.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\n", "\r", "\u{2028}", "\u{2029}": result += "<br>"
    case "\t": result += " "
    case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): break
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A text as a tag or an id: no spaces, which end a tag.
private func tag(_ text: String) -> String {
  String(
    text.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
      return isPlain ? Character(scalar) : "-"
    })
}
