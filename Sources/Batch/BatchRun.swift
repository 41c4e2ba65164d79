internal import Advisor
public import Diagnostics
public import XML

/// Answers every record of an input, in order, in constant memory, on several cores.
public struct BatchRun {
  /// Where the rows and the news go.
  public struct Receiver {
    /// Called with the next bytes of the output.
    let write: ([UInt8]) throws -> Void
    /// Called with each record that failed.
    let report: (RecordProblem) -> Void
    /// Called when all that `write` got belongs to whole blocks; what is kept then can be resumed.
    let keep: (Checkpoint) throws -> Void
    /// Whether to stop at the next such point.
    let isStopped: () -> Bool

    /// Where the rows and the news go.
    public init(
      write: @escaping ([UInt8]) throws -> Void, report: @escaping (RecordProblem) -> Void = { _ in },
      keep: @escaping (Checkpoint) throws -> Void = { _ in }, isStopped: @escaping () -> Bool = { false }
    ) {
      self.write = write
      self.report = report
      self.keep = keep
      self.isStopped = isStopped
    }
  }

  /// How a run ended.
  public enum End: Sendable, Hashable {
    /// With the last record.
    case complete
    /// Because it was stopped.
    case stopped
    /// At a place after which nothing can be read.
    case broken(DiagnosticsError)
  }

  /// Why a run cannot go on where another one ended.
  public enum ResumeProblem: Error, Sendable, Hashable {
    /// Rules, options or version are others.
    case otherSetting
    /// The input before that place is another.
    case otherInput
  }

  private let decider: any Decider
  private let format: InputFormat
  private let rows: RowFormat
  private let schema: Schema?
  private let skipsOthers: Bool
  private let cores: Int
  private let blockBytes: Int

  /// A run.
  ///
  /// - Parameters:
  ///   - decider: what answers.
  ///   - format: how the input is written.
  ///   - rows: how the answers are written.
  ///   - schema: what cases in XML must obey.
  ///   - skipsOthers: whether names that are no inputs are skipped instead of failing their record.
  ///   - cores: how many blocks are answered at once.
  ///   - blockBytes: how much of the input makes a block, if not what suits the decider; a run is resumed with the
  ///     size that it began with.
  public init(
    decider: any Decider, from format: InputFormat, to rows: RowFormat, schema: Schema?,
    skipsOthers: Bool = false,
    cores: Int = coreCount, blockBytes: Int? = nil
  ) {
    self.blockBytes = blockBytes ?? (format == .xml ? TextCutter.standardBlockBytes : decider.blockBytes)
    self.decider = decider
    self.format = format
    self.rows = rows
    self.schema = schema
    self.skipsOthers = skipsOthers
    self.cores = max(1, cores)
  }

  /// A checkpoint at the beginning.
  public var beginning: Checkpoint {
    let words =
      "1 \(blockBytes) \(format.rawValue) \(rows.rawValue) \(skipsOthers) \(decider.columns) \(decider.fingerprint)"
    return Checkpoint(setting: Fingerprint(of: Array(words.utf8)).value)
  }

  /// Answers the records.
  ///
  /// - Parameters:
  ///   - source: the input, from its beginning.
  ///   - isEager: whether records are answered as soon as they are there, which cannot be resumed.
  ///   - resumed: how far an earlier run came; nil to begin.
  ///   - receiver: where the rows go.
  /// - Returns: what the records came to, those of the earlier run included, and how the run ended.
  /// - Throws: `ResumeProblem`, `DiagnosticsError` where the input cannot be read, and what the receiver throws.
  public func run(
    _ source: ByteSource, isEager: Bool = false, resuming resumed: Checkpoint? = nil, to receiver: Receiver
  ) throws -> (tally: Tally, end: End) {
    var checkpoint = beginning
    if let resumed, resumed.setting != checkpoint.setting { throw ResumeProblem.otherSetting }
    let writer = RowWriter(format: rows, columns: decider.columns)
    var answerer = BlockAnswerer(
      decider: decider, from: format, writer: writer, schema: schema, skipsOthers: skipsOthers)
    var blocks = BlockReader(source, format: format, isEager: isEager, blockBytes)
    if format == .csv {
      answerer.header = try blocks.readHeader(inputs: decider.inputs, skipsOthers: skipsOthers)
    }
    if let resumed {
      while checkpoint.blocks < resumed.blocks, let block = try blocks.next() { checkpoint.pass(block) }
      guard checkpoint.blocks == resumed.blocks, checkpoint.input == resumed.input else {
        throw ResumeProblem.otherInput
      }
      checkpoint = resumed
    } else {
      checkpoint.add(writer.header)
      try receiver.write(writer.header)
    }
    var end = End.complete
    try concurrentMap(cores: isEager ? 1 : cores, next: { try blocks.next() }) { [answerer] block in
      (block, answerer.answer(block))
    } body: { block, answer in
      try receiver.write(answer.output)
      answer.problems.forEach(receiver.report)
      checkpoint.tally.add(answer.tally)
      if let problem = answer.end {
        end = .broken(problem)
        return false
      }
      checkpoint.pass(block)
      checkpoint.add(answer.output)
      try receiver.keep(checkpoint)
      if receiver.isStopped() { end = .stopped }
      return end == .complete
    }
    return (checkpoint.tally, end)
  }
}

extension Checkpoint {
  fileprivate mutating func pass(_ block: Block) {
    blocks += 1
    switch block {
    case .text(let bytes, _): input.add(bytes)
    case .cases(let piece): input.add(piece.content)
    case .oversized(let line): input.add(Array("\(line)".utf8))
    }
  }

  fileprivate mutating func add(_ bytes: [UInt8]) {
    outputBytes += bytes.count
    output.add(bytes)
  }
}

/// The blocks of an input, whatever its format.
private struct BlockReader {
  private enum Cutter {
    case text(TextCutter)
    case cases(DocumentCutter)
  }

  private var cutter: Cutter
  private var first: Block?
  private let file: String

  init(_ source: ByteSource, format: InputFormat, isEager: Bool, _ blockBytes: Int) {
    file = source.file
    switch format {
    case .ndjson, .csv:
      cutter = .text(
        TextCutter(source, format: format, isEager: isEager, blockBytes: blockBytes))
    case .xml:
      cutter = .cases(
        DocumentCutter(source, library: "caseStudies", pieceBytes: blockBytes))
    }
  }

  mutating func next() throws(DiagnosticsError) -> Block? {
    if let block = first {
      first = nil
      return block
    }
    switch cutter {
    case .text(var text):
      // Not to be copied while it changes.
      cutter = .cases(DocumentCutter(ByteSource(bytes: [], file: file), library: ""))
      defer { cutter = .text(text) }
      return try text.next()
    case .cases(var cases):
      cutter = .text(TextCutter(ByteSource(bytes: [], file: file), format: .csv, isEager: false))
      defer { cutter = .cases(cases) }
      return try cases.next().map { .cases($0) }
    }
  }

  /// The names in the first record; what follows it becomes the next block.
  ///
  /// - Throws: `batch.header` where there is no such record, or its names are not those of inputs.
  mutating func readHeader(inputs: [String], skipsOthers: Bool) throws(DiagnosticsError) -> [String] {
    var found: (record: CSVReader.Record, rest: [UInt8], line: Int)?
    // The blocks before it may hold nothing but empty lines.
    while found == nil {
      guard case .text(let bytes, let line)? = try next() else {
        throw DiagnosticsError([noHeader(inputs, file)])
      }
      found = bytes.withUnsafeBufferPointer { bytes in
        var reader = CSVReader(bytes, line: line)
        return reader.next().map { ($0, Array(bytes[reader.place...]), reader.line) }
      }
    }
    guard let (record, rest, restLine) = found else { throw DiagnosticsError([noHeader(inputs, file)]) }
    let place = SourceLocation(file: file, line: record.line, column: 1)
    if let problem = record.problem { throw DiagnosticsError([brokenHeader(problem, place)]) }
    var seen: Set<String> = []
    for name in record.fields {
      if !seen.insert(name).inserted { throw DiagnosticsError([repeatedColumn(name, place)]) }
      if !skipsOthers, name != idName, !inputs.contains(name) {
        throw DiagnosticsError([unknownColumn(name, inputs, place)])
      }
    }
    if !rest.isEmpty { first = .text(rest, line: restLine) }
    return record.fields
  }
}

/// What a run finds wrong with an input as a whole.
public enum BatchCode: String, Sendable, CaseIterable {
  /// The first record of a table does not name its columns.
  case header = "batch.header"
}

// MARK: Wording

private func noHeader(_ inputs: [String], _ file: String) -> Diagnostic {
  Diagnostic(
    .error, BatchCode.header, "the table is empty; expected a first line with the names of its columns",
    at: SourceLocation(file: file, line: 1, column: 1),
    help: "the columns may be `id` and \(inputs.map { "`\($0)`" }.joined(separator: ", "))")
}

private func brokenHeader(_ problem: String, _ place: SourceLocation) -> Diagnostic {
  Diagnostic(.error, BatchCode.header, "the first line cannot be read: \(problem)", at: place)
}

private func repeatedColumn(_ name: String, _ place: SourceLocation) -> Diagnostic {
  Diagnostic(.error, BatchCode.header, "two columns are called `\(name)`", at: place)
}

private func unknownColumn(_ name: String, _ inputs: [String], _ place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, BatchCode.header, "the rules ask for nothing called `\(name)`, as a column is", at: place,
    help: nearestName(to: name, among: inputs).map { "did you mean `\($0)`?" }
      ?? "leave the column out, or skip such columns with `--skip-others`")
}
