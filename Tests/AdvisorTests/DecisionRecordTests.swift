import Advisor
import Diagnostics
import Testing

@Suite("Decision records") struct DecisionRecordTests {
  @Test(arguments: [
    ("Use RAG for support answers", "use-rag-for-support-answers"), ("  A/B  test: C++? ", "a-b-test-c"),
    ("Grüße", "gr-e"), ("", "decision"), ("…", "decision"), ("Use RAG+fine-tuning", "use-rag-fine-tuning"),
  ])
  func `a slug is that of adr-tools`(_ title: String, _ slug: String) {
    #expect(DecisionRecord.slug(of: title) == slug)
  }

  @Test func `a long title still makes a file name`() {
    let slug = DecisionRecord.slug(of: String(repeating: "word ", count: 100))
    #expect(slug.count <= 120 && !slug.hasSuffix("-"))
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func `a fingerprint is that of sha256sum`(_ text: String, _ print: String) {
    #expect(sha256(Array(text.utf8)) == print)
  }

  @Test func `front matter, a list and a section are each brought up to date`() {
    let record = DecisionRecord(style: .classic, number: "0005", title: "Use RAG", day: "2026-11-23")
    #expect(
      record.superseding("---\nstatus: \"accepted\"\ndate: 2026-01-01\n---\n\n# T\n")
        == "---\nstatus: superseded by ADR-0005\ndate: 2026-01-01\n---\n\n# T\n")
    #expect(
      record.superseding(
        "# 4. T\n\nDate: 2026-01-02\n\n* Status: accepted\n\n## Status\n\nAccepted\n\n## Context\n")
          == """
          # 4. T

          Date: 2026-01-02

          * Status: superseded by [0005-use-rag](0005-use-rag.md)

          ## Status

          Superseded by [5\\. Use RAG](0005-use-rag.md)

          ## Context

          """)
    #expect(record.superseding("# T\n\nNothing here.\n") == nil)
    #expect(
      record.superseding("# T\r\n\r\n## Status\r\n\r\nAccepted\r\n")?.contains("\r\n\r\nSuperseded by")
        == true)
  }

  @Test(arguments: [
    ("---\nstatus: \"proposed\"\n---\n", "proposed", true),
    ("---\nstatus: superseded by ADR-0005\n---\n", "superseded", false),
    ("# 1. T\n\n* Status: accepted\n\n## Status\n\nAccepted\n", "accepted", true),
    ("# 1. T\n\n## Status\n\nSuperceded by [2. U](0002-u.md)\n\n## Context\n", "superceded", false),
    ("# 2. U\n\n## Status\n\nProposed\n\nSupercedes [1. T](0001-t.md)\n", "proposed", true),
    ("# Rejected\n\n## Status\n\nRejected\n", "rejected", false),
  ])
  func `the status of a record is found where its tool writes it`(
    _ text: String, _ status: String, _ stands: Bool
  ) {
    #expect(DecisionRecord.status(of: text) == status)
    #expect(DecisionRecord.stands(text) == stands)
  }

  @Test func `a saved decision is read back as it was written`() throws {
    let book = try Book.shared.get()
    for study in try Book.cases() {
      let useCase = try UseCase(reading: study.facts, topics: book.rulebook.topics)
      let answer = try book.answer(useCase, for: study)
      let saved = SavedDecision(answer, day: "2026-11-23", rules: "r", prices: "p")
      let record = "# T\n\n```rationale\n\(saved.text)\n```\n"
      let read = try #require(try SavedDecision(reading: record, file: "t.md"), "\(study.id)")
      #expect(read.text == saved.text, "\(study.id)")
      let comparison = try book.compare(read, rules: "r", prices: "p")
      #expect(!comparison.hasChanged && comparison.path.isEmpty && comparison.costs.isEmpty, "\(study.id)")
    }
  }

  @Test func `a line that cannot be read is named with its place`() {
    do throws(DiagnosticsError) {
      _ = try SavedDecision(
        reading: "# T\n\n```rationale\nrecommendation: ragg\nfact: Task scope\n```\n", file: "t.md")
      Issue.record("was read")
    } catch {
      #expect(error.diagnostics.map { $0.location?.description } == ["t.md:3:1", "t.md:5:1"])
    }
  }

  @Test func `a record without a saved decision is somebody else’s`() throws {
    #expect(try SavedDecision(reading: "# T\n\n```\ncode\n```\n", file: "t.md") == nil)
  }
}
