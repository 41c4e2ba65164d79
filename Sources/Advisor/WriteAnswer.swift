internal import DMN
internal import Diagnostics
internal import FEEL

/// How much an answer tells.
public struct AnswerOptions: Sendable, Hashable {
  /// How the text is marked up.
  public let markup: Markup
  /// Whether each sentence is listed with the rules, facts and sources behind it.
  public let showsTrace: Bool

  /// Options by their parts.
  public init(markup: Markup, showsTrace: Bool = false) {
    self.markup = markup
    self.showsTrace = showsTrace
  }
}

extension Rulebook {
  /// A recommendation as a text to read.
  ///
  /// - Parameters:
  ///   - recommendation: what was advised.
  ///   - study: the case it was advised for, if it is a real one.
  ///   - options: how much to tell, and for where.
  ///   - concepts: the models that the sections of the recommendation are about; those not there are left out.
  public func answer(
    _ recommendation: Recommendation, for study: CaseStudy? = nil, options: AnswerOptions,
    concepts: [ConceptModel] = []
  ) -> String {
    let writer = AnswerWriter(
      recommendation: recommendation, study: study, markup: options.markup, concepts: concepts)
    var data = writer.data
    if options.showsTrace { data["trace"] = writer.trace }
    switch options.markup {
    case .markdown: return templates.render(.answerMarkdown, data)
    case .text: return Prose.wrapLines(templates.render(.answerText, data), width: 80)
    }
  }
}

/// Turns a recommendation into what a template can fill in.
private struct AnswerWriter {
  let recommendation: Recommendation
  let study: CaseStudy?
  let markup: Markup
  let concepts: [ConceptModel]

  /// Keys: one for each beat, and `title`, `strategy`, `now`, `open`, `wrong`, `sections`, `study`, `sources`.
  ///
  /// A key is absent where there is nothing to say.
  var data: [String: Any] {
    var data: [String: Any] = [
      "strategy": markup.escape(recommendation.strategy.name),
      recommendation.isSettled ? "settled" : "unsettled": true,
    ]
    if let now = recommendation.now { data["now"] = markup.escape(now.name) }
    if recommendation.now == recommendation.strategy { data["alreadyThere"] = true }
    for beat in recommendation.justification where beat.kind != .decidingFacts {
      data[beat.kind.rawValue] = markup.escape(beat.sentences.map(\.text).joined(separator: " "))
    }
    if let facts = recommendation[.decidingFacts]?.sentences.map({ markup.escape($0.text) }) {
      data["decidingFacts"] = [
        facts.count == 1 ? "one" : facts.count == 2 ? "two" : "three": true,
        "list": Prose.list(facts), "items": facts.map { ["text": Prose.capitalized($0)] },
      ]
    }
    if !recommendation.gates.isEmpty {
      data["gates"] = [
        "items": recommendation.gates.map {
          ["before": markup.escape($0.before.name), "test": markup.escape($0.test.text)]
        }
      ]
    }
    if recommendation[.whatWouldChange] ?? recommendation[.lookAgain] != nil { data["outlook"] = true }
    if !recommendation.isSettled { data["open"] = open }
    if recommendation.isSettled, let wrong = recommendation.wrongFacts, wrong > 0 {
      data["wrong"] = ["number": wrong, wrong == 1 ? "one" : "several": true]
    }
    let sections = recommendation.consultations(of: concepts).map(section)
    if !sections.isEmpty { data["sections"] = ["items": sections] }
    if let study { data["study"] = about(study) }
    let sources = sources
    if !sources.isEmpty { data["sources"] = ["items": sources] }
    return data
  }

  private var open: [String: Any] {
    let prospects = recommendation.prospects
    var open: [String: Any] = [
      "list": Prose.list(prospects.map { markup.escape($0.strategy.name) }),
      "shares": Prose.list(
        prospects.map { "\(Prose.percent($0.share)) for \(markup.escape($0.strategy.name))" }),
    ]
    if let question = recommendation.openQuestion {
      open["question"] = markup.escape(question.question)
      open["fact"] = markup.escape(question.name)
    }
    return open
  }

  private func section(_ asked: (why: Sentence, consultation: Consultation)) -> [String: Any] {
    let consultation = asked.consultation
    var data: [String: Any] = [
      "why": markup.escape(asked.why.text), "model": markup.escape(consultation.model),
    ]
    if consultation.isSettled {
      let parts = consultation.answers[0].filter { $0.value != .null }
      data["says"] = parts.map { markup.escape(Prose.plain($0.value)) }.joined(separator: " ")
    } else if let question = consultation.open.first {
      data["asks"] = markup.escape(question.question)
    }
    return data
  }

  private func about(_ study: CaseStudy) -> [String: Any] {
    var about: [String: Any] = [
      "title": markup.escape(study.title), "organisation": markup.escape(study.organisation),
      "narrative": markup.escape(study.narrative),
    ]
    if let year = study.year { about["year"] = markup.escape(year) }
    if let used = study.used {
      var did: [String: Any] = ["strategy": markup.escape(used.strategy.name)]
      if let result = used.result { did["result"] = markup.escape(result) }
      did[Agreement(of: recommendation, with: used.strategy).rawValue] = true
      about["used"] = did
    }
    return about
  }

  private var sources: [[String: Any]] {
    let told = study?.sources.map { told in
      source(told.remark ?? host(of: told.url), told.url).merging([told.kind.rawValue: true]) { $1 }
    }
    return (told ?? []) + recommendation.sources.map { source($0.name, $0.locationURI) }
  }

  private func source(_ title: String, _ url: String?) -> [String: Any] {
    var source: [String: Any] = ["title": markup.escape(title)]
    if let url = url.flatMap(safeURL) { source["url"] = url }
    return source
  }

  /// One entry for each sentence, in the order of the answer.
  ///
  /// The keys differ from all keys around them: a template that misses a key in an entry looks further out.
  var trace: [String: Any] {
    let entries = recommendation.sentences.map { sentence in
      var entry: [String: Any] = ["text": markup.escape(Prose.capitalized(sentence.text))]
      if !sentence.rules.isEmpty { entry["behindRules"] = Prose.list(sentence.rules.map(describe)) }
      if !sentence.facts.isEmpty { entry["behindFacts"] = Prose.list(sentence.facts.map(fact)) }
      if !sentence.sources.isEmpty { entry["behindSources"] = Prose.list(sentence.sources.map(sourceName)) }
      return entry
    }
    return ["sentences": entries]
  }

  private func describe(_ rule: Sentence.Rule) -> String {
    markup.escape("\(rule.decision), rule \(rule.number) (\(rule.id))")
  }

  private func fact(_ name: String) -> String {
    guard let fact = recommendation.useCase[name] else { return markup.escape("\(name) (not given)") }
    return switch fact.content {
    case .unknown: markup.escape("\(name) (unknown)")
    case .value(let value): markup.escape("\(name) = \(value) (\(fact.status.rawValue))")
    case .among(let tests): markup.escape("\(name): \(tests.text) (\(fact.status.rawValue))")
    }
  }

  private func sourceName(_ id: String) -> String {
    id == ownAssumption
      ? "our own assumption" : markup.escape(recommendation.sources.first { $0.id == id }?.name ?? id)
  }
}

/// The part of a web address that names the site.
func host(of url: String) -> String {
  let parts = url.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count > 2, parts[1].isEmpty else { return url }
  return parts[2].hasPrefix("www.") ? String(parts[2].dropFirst(4)) : String(parts[2])
}

/// A web address that can stand in a Markdown link; nil for any other scheme, so that a page runs no script.
func safeURL(_ url: String) -> String? {
  let trimmed = plainText(url)
  guard trimmed.hasPrefix("https://") || trimmed.hasPrefix("http://") else { return nil }
  var result = ""
  for byte in trimmed.utf8 {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "`"), UInt8(ascii: "\\"), 0...0x20, 0x7F...0xFF:
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%" + (digits.count == 1 ? "0" : "") + digits
    default: result.unicodeScalars.append(Unicode.Scalar(byte))
    }
  }
  return result
}
