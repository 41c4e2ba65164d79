internal import Advisor
internal import DMN
internal import Diagnostics
internal import XML

/// What a block of records comes to.
struct BlockAnswer: Sendable {
  var output: [UInt8] = []
  var tally = Tally()
  var problems: [RecordProblem] = []
  /// Why nothing that follows can be read.
  var end: DiagnosticsError?
}

/// Answers whole blocks: the same block always gives the same bytes.
struct BlockAnswerer: Sendable {
  let decider: any Decider
  let format: InputFormat
  let writer: RowWriter
  let schema: Schema?
  let skipsOthers: Bool
  /// The names of the columns of comma-separated records.
  var header: [String] = []
  private let names: Set<String>
  private let lines: LineReader?
  private let lineParser: FlatCaseReader?
  /// The row of each outcome of `lines`.
  private let bodies: [[UInt8]]

  init(decider: any Decider, from format: InputFormat, writer: RowWriter, schema: Schema?, skipsOthers: Bool)
  {
    self.decider = decider
    self.format = format
    self.writer = writer
    self.schema = schema
    self.skipsOthers = skipsOthers
    names = Set(decider.inputs)
    lines = format == .ndjson ? decider.lineReader : nil
    lineParser = lines.map { FlatCaseReader($0.decision, label: idName, skipsOthers: skipsOthers) }
    bodies = lines?.answers.map { [writer] in writer.body($0.values) } ?? []
  }

  func answer(_ block: Block) -> BlockAnswer {
    var answer = BlockAnswer()
    switch block {
    case .oversized(let line):
      fail(line: line, id: nil, RecordFailure(message: tooLong, column: nil), &answer)
    case .cases(let piece): read(piece, &answer)
    case .text(let bytes, let line):
      bytes.withUnsafeBufferPointer { bytes in
        answer.output.reserveCapacity(bytes.count)
        switch format {
        case .csv: readRecords(bytes, line, &answer)
        case .ndjson, .xml: readLines(bytes, line, &answer)
        }
      }
    }
    return answer
  }

  // MARK: Lines of JSON

  private func readLines(_ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ answer: inout BlockAnswer) {
    var batch = LineBatch()
    var start = 0
    var line = first
    while start < bytes.count {
      let end = lineEnd(in: bytes, from: start)
      let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if !readQuickly(text, line, &batch), !isBlank(text) {
        flush(&batch, &answer)
        read(text, line, &answer)
      }
      if batch.entries.count == LineBatch.size { flush(&batch, &answer) }
      start = end + 1
      line += 1
    }
    flush(&batch, &answer)
  }

  /// Whether the line could be read straight into keys.
  private func readQuickly(_ text: UnsafeBufferPointer<UInt8>, _ line: Int, _ batch: inout LineBatch) -> Bool
  {
    guard let lineParser else { return false }
    do throws(FlatCaseReader.Problem) {
      let label = try lineParser.read(text, into: &batch.keys, hint: &batch.hint)
      let id = label.map { UnsafeBufferPointer(rebasing: text[$0]) } ?? .init(start: nil, count: 0)
      guard isPlain(id) else {
        batch.keys.removeLast(lineParser.width)
        return false
      }
      batch.entries.append((line, id))
      return true
    } catch {
      return false
    }
  }

  private func flush(_ batch: inout LineBatch, _ answer: inout BlockAnswer) {
    guard let lines, !batch.entries.isEmpty else { return }
    lines.decision.outcomes(of: batch.keys, into: &batch.found)
    for (entry, outcome) in zip(batch.entries, batch.found) {
      let number = Int(outcome)
      writer.append(line: entry.line, plainID: entry.id, body: bodies[number], to: &answer.output)
      answer.tally.done += 1
      if !lines.answers[number].isDecided { answer.tally.undecided += 1 }
    }
    batch.keys.removeAll(keepingCapacity: true)
    batch.entries.removeAll(keepingCapacity: true)
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>, _ line: Int, _ answer: inout BlockAnswer) {
    let members: [JSON.PlacedMember]
    do throws(JSON.Problem) { members = try JSON.members(parsing: text, mayRepeat: skipsOthers) } catch {
      return fail(line: line, id: nil, RecordFailure(message: error.message, column: error.column), &answer)
    }
    var id: JSON?
    var fields: [Field] = []
    for member in members {
      if member.name == idName, !names.contains(idName) {
        if id != nil {
          return fail(
            line: line, id: nil, RecordFailure(message: secondID, column: member.nameColumn), &answer)
        }
        switch member.value {
        case .array, .object:
          return fail(line: line, id: nil, RecordFailure(message: strangeID, column: member.column), &answer)
        case .null: break
        case .string, .number, .boolean: id = member.value
        }
      } else {
        fields.append(
          Field(member.name, .json(member.value), nameColumn: member.nameColumn, column: member.column))
      }
    }
    decide(fields, line: line, id: id, &answer)
  }

  // MARK: Comma-separated records

  private func readRecords(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ answer: inout BlockAnswer) {
    var reader = CSVReader(bytes, line: line)
    while let record = reader.next() {
      if let problem = record.problem {
        fail(line: record.line, id: nil, RecordFailure(message: problem, column: nil), &answer)
        continue
      }
      guard record.fields.count == header.count else {
        let failure = RecordFailure(message: wrongCount(record.fields.count, header.count), column: nil)
        fail(line: record.line, id: nil, failure, &answer)
        continue
      }
      var id: JSON?
      var fields: [Field] = []
      for (name, text) in zip(header, record.fields) {
        if name == idName, !names.contains(idName) {
          id = text.isEmpty ? nil : .string(text)
        } else {
          fields.append(Field(name, .text(text)))
        }
      }
      decide(fields, line: record.line, id: id, &answer)
    }
  }

  // MARK: Cases in XML

  private func read(_ piece: DocumentPiece, _ answer: inout BlockAnswer) {
    do throws(DiagnosticsError) {
      try piece.readCases(schema: schema) { result in
        switch result {
        case .success(let study):
          let fields = study.facts.map { Field($0.name.text, $0.value.map { .text($0.text) } ?? .unknown) }
          decide(fields, line: study.location.line, id: .string(study.id), &answer)
        case .failure(let error):
          let line = error.diagnostics.first?.location?.line ?? piece.line
          fail(line: line, id: nil, RecordFailure(error, line: line), &answer)
        }
      }
    } catch {
      answer.end = error
    }
  }

  // MARK: Rows

  private func decide(_ fields: [Field], line: Int, id: JSON?, _ answer: inout BlockAnswer) {
    let known = skipsOthers ? fields.filter { names.contains($0.name) } : fields
    do throws(RecordFailure) {
      let found = try decider.answer(known, line: line)
      writer.append(line: line, id: id, body: writer.body(found.values), to: &answer.output)
      answer.tally.done += 1
      if !found.isDecided { answer.tally.undecided += 1 }
    } catch {
      fail(line: line, id: id, error, &answer)
    }
  }

  private func fail(line: Int, id: JSON?, _ failure: RecordFailure, _ answer: inout BlockAnswer) {
    writer.append(line: line, id: id, error: failure.message, to: &answer.output)
    answer.tally.failed += 1
    answer.problems.append(RecordProblem(line: line, column: failure.column, message: failure.message))
  }
}

/// Lines that are answered together.
private struct LineBatch {
  static let size = 256
  var keys: [Int64] = []
  var hint: [Int] = []
  var entries: [(line: Int, id: UnsafeBufferPointer<UInt8>)] = []
  var found: [Int32] = []
}

private func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var index = start
  while index < bytes.count, bytes[index] != 0x0A { index &+= 1 }
  return index
}

private func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
}

/// Whether JSON can be copied as it is: no escapes, nothing but printable ASCII.
private func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  for byte in text where byte < 0x20 || byte > 0x7E || byte == 0x5C { return false }
  return true
}

// MARK: Wording

private let tooLong = "the record is longer than \(TextCutter.recordBytes >> 20) MiB"
private let secondID = "the name `\(idName)` is given twice"
private let strangeID = "the `id` is a list or an object; expected a text or a number"

private func wrongCount(_ found: Int, _ expected: Int) -> String {
  "the record has \(found) \(found == 1 ? "field" : "fields"); expected \(expected), as in the first line"
}
