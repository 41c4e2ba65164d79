import Diagnostics
import Foundation
import Testing
import XML

@testable import Drills

@Suite struct BadFileTests {
  private static let head = "<questions xmlns=\"urn:rationale:drills:1\">\n"
  private static let cards =
    "<cards deck=\"d\" points=\"p\" traps=\"t\" model=\"m\" sources=\"s\" trap-question=\"q\"/>\n"

  static let banks: [(String, [String])] = [
    ("<question id=\"a\" topic=\"t\" source=\"ours\"><ask>Q?</ask></question>\n", ["2:1 `a` has no `point`"]),
    (
      "<question id=\"a\" topic=\"t\" source=\"nowhere\"><ask>Q?</ask><point>P</point></question>\n",
      ["2:36 there is no source `nowhere`"]
    ),
    (
      "<question id=\"a b\" topic=\"t\" source=\"ours\"><ask>Q?</ask><point>P</point></question>\n",
      ["2:15 `a b` is no id; letters, digits and hyphens were expected"]
    ),
    (
      "<question id=\"a\" topic=\"t\" source=\"ours\"><ask> </ask><point>P</point><trp>x</trp></question>\n",
      ["2:42 `ask` is empty", "2:70 there is no place for `trp` here"]
    ),
    ("<qestion/>\n", ["1:1 `questions` has no `question`", "2:1 there is no place for `qestion` here"]),
    (
      "<question id=\"a\" topic=\"t\" source=\"ours\"><ask>Q?</ask><point>P</point></question>\n"
        + "<case-question id=\"r\" about=\"advise\"><ask>Q?</ask></case-question>\n",
      [
        "3:30 `advise` is none of `advice`, `other`, `multiplied`"
      ]
    ),
    (
      "<question id=\"a\" topic=\"t\" source=\"ours\"><ask>Q?</ask><point>P</point></question>\n"
        + "<case-question id=\"r\" about=\"advice\" least-share=\"10 %\"><ask>Q?</ask></case-question>\n",
      ["fine-tuning", "prompting", "rag+fine-tuning", "rag"].map {
        "1:1 there is no `strategy-point` for `\($0)`"
      }
        + ["3:51 `least-share` is `10 %`, and a share from 0 to 1 was expected"]
    ),
    (
      "<question id=\"a\" topic=\"t\" source=\"ours\"><ask>Q?</ask><point>P</point></question>\n"
        + "<paraphrase of=\"It has 5.\"><or>x</or></paraphrase>\n<paraphrase of=\"It has 4,000\"><or>y</or></paraphrase>\n"
        + "<paraphrase of=\"Z\"/>\n<paraphrase><or>y</or></paraphrase>\n",
      [
        "4:17 `It has 4,000` is paraphrased twice", "5:1 `paraphrase` has no `or`",
        "6:1 `paraphrase` has no `of`",
      ]
    ),
  ]

  @Test(arguments: banks) func `a faulty bank is refused with the place`(
    _ row: (text: String, expected: [String])
  )
    throws
  {
    let text = Self.head + row.text + Self.cards + "</questions>"
    let found = problems {
      _ = try QuestionBank(reading: try Element(parsing: Array(text.utf8), file: "bank.xml"))
    }
    #expect(found == row.expected)
  }

  /// A part of the shipped vocabulary, what replaces it, and what is said then; the column is not looked at.
  static let vocabularies: [(String, String, String)] = [
    (
      "earned-from=\"0.7\"", "earned-from=\"half\"",
      "`earned-from` is `half`, and a number from 0 to 1 was expected"
    ),
    ("earned-from=\"0.7\"", "earned-form=\"0.7\"", "`scale` has no `earned-from`"),
    ("<idea id=\"few-shot\"", "<idea id=\"prompting\"", "`prompting` is there twice"),
    ("<idea id=\"style\">", "<idea id=\"style\">\n  @nothing here |", "there is no idea `nothing`"),
    ("<idea id=\"style\">", "<idea id=\"style\">\n  @style tone |", "the idea `style` leads back to itself"),
    (
      "<idea id=\"style\">", "<idea id=\"style\">\n  .. tone |",
      "the wording `.. tone` begins or ends with a gap"
    ),
    ("<idea id=\"style\">", "<idea id=\"style\">\n  ?tone |", "the wording `?tone` has no word to look for"),
    ("<retracts>", "<retract>", "a vocabulary has no part `retract`"),
    ("<opening id=\"rag\">", "<openning id=\"rag\">", "a vocabulary has no part `openning`"),
    ("<claim fact=\"Knowledge size\">", "<clam fact=\"Knowledge size\">", "a vocabulary has no part `clam`"),
    ("<opening id=\"rag\">", "<opening id=\"prompting\">", "`opening prompting` is there twice"),
    ("<idea id=\"style\">", "<idea id=\"style\">\n  ^ .. |", "the wording `^ ..` has no word to look for"),
    (
      "<idea id=\"style\">", "<idea id=\"style\">\n  ^ .. tone |",
      "the wording `^ .. tone` begins or ends with a gap"
    ),
    (
      "<idea id=\"style\">", "<idea id=\"style\">\n  tone ^ |",
      "the wording `tone ^` has `^` elsewhere than in front"
    ),
    (
      "<idea id=\"style\">", "<idea id=\"style\">\n  ?^ tone |",
      "the wording `?^ tone` has `^` elsewhere than in front"
    ),
    ("<numbers>", "<nmbers>", "a vocabulary has no part `nmbers`"),
  ]

  @Test(arguments: vocabularies)
  func `a faulty vocabulary is refused`(_ row: (part: String, replacement: String, message: String)) throws {
    let source = try #require(ShippedVocabulary.text)
    let start = try #require(source.range(of: row.part))
    // An element of another name needs an end of that name, the next one of its old name.
    func name(_ tag: String) -> Substring { tag.dropFirst().prefix { $0.isLetter } }
    var rest = String(source[start.upperBound...])
    if name(row.part) != name(row.replacement) {
      rest = rest.replacing(
        "</\(name(row.part))>", with: "</\(name(row.replacement))>", maxReplacements: 1)
    }
    let text = source[..<start.lowerBound] + row.replacement + rest
    let found = problems {
      _ = try Vocabulary(reading: try Element(parsing: Array(text.utf8), file: "words.xml"))
    }
    #expect(found.contains { $0.hasSuffix(" " + row.message) }, "\(found)")
  }

  static let lines: [(String, String)] = [
    ("{\"id\": \"a\"}", "1:1 the object has no `question`"),
    ("\n{\"id\": 5, \"question\": \"q\", \"expected_points\": []}", "2:8 `id` is no text"),
    ("{\"id\": \"a\", \"question\": \"q\", \"expected_points\": []}", "1:1 `expected_points` is empty"),
    (
      "{\"id\": \"a\", \"question\": \"q\", \"expected_points\": \"p\"}",
      "1:49 `expected_points` is no list of texts"
    ),
  ]

  @Test(arguments: lines) func `a faulty line of rubrics is refused with the place`(
    _ row: (text: String, expected: String)
  ) {
    let found = problems { _ = try Question.all(readingLines: Array(row.text.utf8), file: "q.jsonl") }
    #expect(found == [row.expected])
  }

  @Test func `a faulty grade is refused with the words there are`() {
    let text = "{\"question_id\": \"a\", \"text\": \"t\", \"grade\": \"good\"}"
    let found = problems { _ = try GradedAnswer.all(readingLines: Array(text.utf8), file: "a.jsonl") }
    #expect(found == ["1:1 `grade` is `good`, and `weak`, `middling` or `strong` was expected"])
  }
}
