import Advisor
import Batch
import DMN
import Diagnostics
import Testing
import XML

@Suite("Answering many records") struct BatchRunTests {
  private static let lines = """
    {"id":"x","Size":1,"Kind":"a"}

    {"Size":20,"Kind":"a"}
    {"Kind":"b","Size":1e3,"id":7}\r
    {"Size":"large"}
    {"Size":1,"Colour":"red"}
    {"Size":1,"Size":2,"Kind":"b"}
    nonsense
    {"id":"\\u202e","Kind":"b"}
    """

  @Test func `each line gets a row, and a wrong one stops nobody`() throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    #expect(decider.isCompiled)
    let written = try run(decider, source(Self.lines))
    #expect(
      written.output == """
        {"line":1,"id":"x","Answer":"small a","rules":["row_1"]}
        {"line":3,"Answer":null,"rules":[]}
        {"line":4,"id":7,"Answer":"b","rules":["row_2"]}
        {"line":5,"error":"`Size` is `\\"large\\"`, expected number"}
        {"line":6,"error":"the model has no input `Colour`"}
        {"line":7,"error":"the name `Size` is given twice"}
        {"line":8,"error":"found `nonsense`; expected an object, `{…}`"}
        {"line":9,"id":"\\u202e","Answer":"b","rules":["row_2"]}

        """)
    #expect(written.problems.map { $0.prefix(4) } == ["5:9:", "6:11", "7:11", "8:1:"])
    #expect(written.tally.done == 4 && written.tally.undecided == 1 && written.tally.failed == 4)
  }

  @Test func `a line is answered the same way, compiled or not`() throws {
    let compiled = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let evaluated = ModelDecider(try tableModel(size: "Size + 0"), goal: "Answer", fingerprint: 1)
    #expect(compiled.isCompiled && !evaluated.isCompiled)
    var lines = Self.lines + "\n"
    for size in ["null", "-3", "9.999999999999999999", "10", "0.1e2", "99999999999999999999999"] {
      for kind in ["\"a\"", "\"b\"", "\"\\u0061\"", "\"é\"", "null"] {
        lines += "{\"Size\":\(size),\"Kind\":\(kind)}\n"
      }
    }
    #expect(try run(compiled, source(lines)).output == run(evaluated, source(lines)).output)
  }

  @Test(arguments: [1, 7, 1 << 20], [16, 64, 1 << 18])
  func `pieces, blocks and cores change nothing`(_ size: Int, _ block: Int) throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let text = (0..<200).map { "{\"id\":\($0),\"Size\":\($0 % 20),\"Kind\":\"a\"}\n" }.joined()
    let expected = try run(decider, source(text), cores: 1).output
    #expect(expected.split(separator: "\n").count == 200)
    #expect(try run(decider, source(text, by: size), cores: 3, blockBytes: block).output == expected)
  }

  @Test func `names that nobody asks for are skipped where that is wanted`() throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let lines = "{\"Size\":1,\"Colour\":\"red\",\"Kind\":\"a\"}\n{\"x\":[{}],\"Kind\":\"b\"}"
    let written = try run(decider, source(lines), skipsOthers: true)
    #expect(written.tally.done == 2 && written.tally.failed == 0)
  }

  // Found by fuzzing: what is skipped was not looked at on the quick way.
  @Test func `what is skipped must be JSON all the same, compiled or not`() throws {
    let compiled = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let evaluated = ModelDecider(try tableModel(size: "Size + 0"), goal: "Answer", fingerprint: 1)
    let lines = [
      "{\"K\u{0}\":1}", "{\"x\":\"\\q\"}", "{\"\\q\":1}", "{\"x\":1,\"x\":2}", "{\"id\":1,\"id\":2}",
      "{\"id\":null,\"é\":\"é\"}", "{\"x\":{\"y\":1,\"y\":1}}", "{\"\\u0053ize\":1,\"Kind\":\"a\"}",
    ]
    let text = lines.joined(separator: "\n") + "\n"
    let rows = try run(compiled, source(text), skipsOthers: true)
    #expect(try run(evaluated, source(text), skipsOthers: true).output == rows.output)
    #expect(rows.tally.failed == 5)
    let bytes = Array("{\"K".utf8) + [0xD6] + Array("\":1}".utf8)
    for decider in [compiled, evaluated] {
      let row = try run(decider, ByteSource(bytes: bytes, file: "f"), skipsOthers: true)
      #expect(row.problems == ["1:3: the string is not UTF-8 text"])
    }
  }

  // Found by fuzzing: a first block of empty lines was taken for an empty table.
  @Test(arguments: [16, 1 << 18]) func `empty lines may stand before the names of columns`(_ block: Int)
    throws
  {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let text = String(repeating: "\n", count: 40) + "Size,Kind\n1,a\n"
    let written = try run(decider, source(text), from: .csv, blockBytes: block)
    #expect(written.tally.done == 1 && written.tally.all == 1)
    #expect(written.output.contains("\"line\":42"))
  }

  // Found by fuzzing: the cutter took the mark for the inside of a field and cut the record in two.
  @Test(arguments: [8, 16, 1 << 18]) func `returns may stand before a record with marks`(_ block: Int) throws
  {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let written = try run(
      decider, source("Kind,Size\n\r\r\r\"a\n\n\n\n\n\",5\n\r\"b\n\n\n\n\n\n\n\",7\n"), from: .csv,
      blockBytes: block)
    #expect(written.tally.all == 2)
    #expect(written.output.contains("\"line\":2,") && written.output.contains("\"line\":8,"))
  }

  @Test func `a line that is too long fails alone`() throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let long = "{\"Kind\":\"" + String(repeating: "x", count: 3 << 20) + "\"}\n"
    let written = try run(decider, source("{}\n" + long + "{\"Kind\":\"b\"}", by: 1 << 16))
    #expect(
      written.output == """
        {"line":1,"Answer":null,"rules":[]}
        {"line":2,"error":"the record is longer than 1 MiB"}
        {"line":3,"Answer":"b","rules":["row_2"]}

        """)
  }

  @Test func `a table is read by the names in its first line`() throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let table =
      "\u{FEFF}id,Kind,Size\r\n\"a \"\"quoted\"\", id\",a,5\r\n\r\n=1+1,\"b\n\",\nz,b,\n,a\nlast,a,x"
    let written = try run(decider, source(table, by: 3), from: .csv, to: .csv, blockBytes: 8)
    #expect(
      written.output == """
        line,id,Answer,rules,error
        2,"a ""quoted"", id",small a,row_1,
        4,'=1+1,,,
        6,z,b,row_2,
        7,,,,"the record has 2 fields; expected 3, as in the first line"
        8,last,,,`Size` cannot be `x`; expected number

        """)
  }

  @Test(arguments: [
    ("", "1:1: the table is empty; expected a first line with the names of its columns"),
    ("Size,Size\n", "1:1: two columns are called `Size`"),
    ("Size,Knd\n1,2\n", "1:1: the rules ask for nothing called `Knd`, as a column is"),
    ("\"Size\n", "1:1: the first line cannot be read: a quotation mark is not closed"),
  ])
  func `a table without good names is refused as a whole`(_ table: String, _ expected: String) throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let error = #expect(throws: DiagnosticsError.self) { _ = try run(decider, source(table), from: .csv) }
    let problem = try #require(error?.diagnostics.first)
    let place = try #require(problem.location)
    #expect("\(place.line):\(place.column): \(problem.message)" == expected)
  }

  @Test func `rows of Markdown hold nothing that a page would obey`() throws {
    let decider = ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1)
    let line = #"{"id":"<script>|`x`\u001b[2J","Kind":"b"}"#
    let written = try run(decider, source(line), to: .markdown)
    #expect(
      written.output == """
        | line | id | Answer | rules | error |
        | ---: | --- | --- | --- | --- |
        | 1 | \\<script>\\|\\`x\\`\u{FFFD}\\[2J | b | row_2 | |

        """)
  }
}

@Suite("Resuming a run") struct ResumeTests {
  private static let text = (0..<300).map { "{\"id\":\($0),\"Size\":\($0 % 20),\"Kind\":\"a\"}\n" }.joined()

  private func batch(_ fingerprint: UInt64 = 1, to rows: RowFormat = .ndjson) throws -> BatchRun {
    BatchRun(
      decider: ModelDecider(try tableModel(), goal: "Answer", fingerprint: fingerprint), from: .ndjson,
      to: rows,
      schema: nil, cores: 2, blockBytes: 512)
  }

  /// What a run writes until it has been kept so many times, and what it kept last.
  private func interrupted(after count: Int, resuming: Checkpoint? = nil, into output: inout [UInt8]) throws
    -> Checkpoint?
  {
    var kept: [Checkpoint] = []
    var bytes = output
    let receiver = BatchRun.Receiver(
      write: { bytes += $0 }, keep: { kept.append($0) }, isStopped: { kept.count >= count })
    let (_, end) = try batch().run(source(Self.text), resuming: resuming, to: receiver)
    output = bytes
    return end == .stopped ? kept.last : nil
  }

  @Test(arguments: [1, 2, 5])
  func `a run that is interrupted again and again writes what one run writes`(_ step: Int) throws {
    let whole = try run(
      ModelDecider(try tableModel(), goal: "Answer", fingerprint: 1), source(Self.text)
    ).output
    var output: [UInt8] = []
    var checkpoint: Checkpoint?
    var runs = 0
    repeat {
      checkpoint = try interrupted(after: step, resuming: checkpoint, into: &output)
      if let checkpoint {
        #expect(checkpoint.outputBytes == output.count)
        #expect(checkpoint.output == Fingerprint(of: output))
        #expect(output.last == 0x0A)
        #expect(Checkpoint(Array(checkpoint.json.text.utf8)) == checkpoint)
      }
      runs += 1
    } while checkpoint != nil && runs < 100
    #expect(runs > 1)
    #expect(String(decoding: output, as: UTF8.self) == whole)
  }

  @Test func `another input, other rules or another form of rows are refused`() throws {
    var output: [UInt8] = []
    let checkpoint = try #require(try interrupted(after: 3, into: &output))
    let nowhere = BatchRun.Receiver(write: { _ in })
    let changed = Self.text.replacing("\"id\":2,", with: "\"id\":3,")
    #expect(throws: BatchRun.ResumeProblem.otherInput) {
      _ = try batch().run(source(changed), resuming: checkpoint, to: nowhere)
    }
    #expect(throws: BatchRun.ResumeProblem.otherInput) {
      _ = try batch().run(source("{}\n"), resuming: checkpoint, to: nowhere)
    }
    #expect(throws: BatchRun.ResumeProblem.otherSetting) {
      _ = try batch(2).run(source(Self.text), resuming: checkpoint, to: nowhere)
    }
    #expect(throws: BatchRun.ResumeProblem.otherSetting) {
      _ = try batch(to: .csv).run(source(Self.text), resuming: checkpoint, to: nowhere)
    }
  }

  @Test(arguments: ["", "{}", "{\"blocks\":-1}", "[1,2", "\u{0}"])
  func `a damaged checkpoint is none`(_ text: String) { #expect(Checkpoint(Array(text.utf8)) == nil) }
}

@Suite("Fields of tables") struct CSVTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("", ""),
    ("a\"\u{304}b", "\"a\"\"\u{304}b\""),
    (" a", "\" a\""),
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
    ("\r=1", "\"'\r=1\""),
    ("\n=1", "\"'\n=1\""), ("＝1", "'＝1"), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
  ])
  func `a text is never a formula, and comes back as one field`(_ text: String, _ expected: String) {
    #expect(CSVText.field(text) == expected)
    var bytes = Array(expected.utf8)
    bytes += Array("\n".utf8)
    bytes.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes, line: 1)
      let record = reader.next()
      #expect(
        record?.fields.first ?? ""
          == (expected.hasPrefix("'") || expected.hasPrefix("\"'") ? "'" + text : text))
      #expect(record?.problem == nil)
    }
  }

  @Test func `a text steers no terminal`() {
    #expect(CSVText.field("\u{1B}[2J\u{9B}\u{202E}") == "\u{FFFD}[2J\u{FFFD}\u{FFFD}")
  }

  @Test func `numbers stay numbers`() { #expect(CSVText.field(JSON.number("-5")) == "-5") }
}
