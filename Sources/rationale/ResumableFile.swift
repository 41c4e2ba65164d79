internal import Advisor
internal import Batch
internal import Glibc

/// An output that grows beside the file it will become, so that an interrupted run can be resumed.
///
/// `FILE.partial` holds the rows, `FILE.resume` how far they are known to be good. Neither touches FILE before all is
/// there. Two runs never write at once: the second finds `FILE.partial` locked.
struct ResumableFile {
  private let path: String
  private var partial: String { path + ".partial" }
  private var state: String { path + ".resume" }
  /// Unit: bytes of output after which the state is written anew.
  private static let step = 4 << 20

  init(_ path: String) { self.path = path }

  /// Runs, and puts the file in its place when the run is complete.
  ///
  /// - Parameters:
  ///   - run: what answers the records.
  ///   - input: the records.
  ///   - resuming: whether to go on with an interrupted run.
  ///   - report: called with each record that failed.
  ///   - progress: called with how far the run has come.
  /// - Throws: `Failure` where the file cannot be written, or there is nothing that could be resumed.
  func write(
    _ run: BatchRun, from input: Files.Input, resuming: Bool, report: @escaping (RecordProblem) -> Void,
    progress: @escaping (Checkpoint) -> Void
  ) throws -> (tally: Tally, end: BatchRun.End) {
    try Files.checkIsReplaceable(path)
    if resuming, !input.isFile { throw notAFile() }
    if resuming, !Files.exists(state) { throw nothingToResume(path) }
    let descriptor = open(partial, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Files.cannotWrite(partial, errno) }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw inUse(partial) }
    let resumed = resuming ? try checkpoint(descriptor) : nil
    guard ftruncate(descriptor, off_t(resumed?.outputBytes ?? 0)) == 0,
      lseek(descriptor, 0, SEEK_END) >= 0
    else { throw Files.cannotWrite(partial, errno) }
    if !resuming { unlink(state) }
    var kept = resumed?.outputBytes ?? 0
    var last: Checkpoint?
    let stop = StopSignals(isUsed: input.isFile)
    defer { stop.release() }
    let receiver = BatchRun.Receiver(
      write: { if let problem = writeAll($0, to: descriptor) { throw Files.cannotWrite(partial, problem) } },
      report: report,
      keep: { checkpoint in
        last = checkpoint
        progress(checkpoint)
        guard checkpoint.outputBytes - kept >= Self.step else { return }
        kept = checkpoint.outputBytes
        try keep(checkpoint, descriptor)
      }, isStopped: { stop.isPending })
    let result: (tally: Tally, end: BatchRun.End)
    do {
      result = try run.run(input.source, resuming: resumed, to: receiver)
    } catch let problem as BatchRun.ResumeProblem {
      throw cannotResume(path, problem)
    } catch {
      if resumed == nil, last == nil { unlink(partial) }
      throw error
    }
    if result.end == .complete {
      guard fsync(descriptor) == 0 else { throw Files.cannotWrite(partial, errno) }
      try Files.replace(path, by: partial)
      unlink(state)
    } else if let last {
      guard ftruncate(descriptor, off_t(last.outputBytes)) == 0 else {
        throw Files.cannotWrite(partial, errno)
      }
      try keep(last, descriptor)
    } else if resumed == nil {
      unlink(partial)
    }
    return result
  }

  private func keep(_ checkpoint: Checkpoint, _ descriptor: Int32) throws(Failure) {
    guard fdatasync(descriptor) == 0 else { throw Files.cannotWrite(partial, errno) }
    try Files.write(checkpoint.json.text, to: state)
  }

  /// How far the earlier run came, once its rows have been compared with what it noted of them.
  private func checkpoint(_ descriptor: Int32) throws(Failure) -> Checkpoint {
    guard let checkpoint = Checkpoint(try Files.read(state)) else { throw damaged(state) }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Files.cannotWrite(partial, errno) }
    var found = Fingerprint()
    var left = checkpoint.outputBytes
    while left > 0 {
      var chunk = [UInt8](repeating: 0, count: min(left, 1 << 20))
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw damaged(partial) }
      found.add(Array(chunk[..<count]))
      left -= count
    }
    guard found == checkpoint.output else { throw damaged(partial) }
    return checkpoint
  }
}

/// Ctrl-C and the like, held back so that a run ends between two blocks; they are let through again afterwards.
private struct StopSignals {
  private var held = sigset_t()
  private var before = sigset_t()
  private let isUsed: Bool

  /// - Parameter isUsed: whether the run never waits long, as reading a terminal or a pipe may.
  init(isUsed: Bool) {
    self.isUsed = isUsed
    sigemptyset(&held)
    sigaddset(&held, SIGINT)
    sigaddset(&held, SIGTERM)
    if isUsed { pthread_sigmask(SIG_BLOCK, &held, &before) }
  }

  var isPending: Bool {
    guard isUsed else { return false }
    var pending = sigset_t()
    return sigpending(&pending) == 0
      && (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1)
  }

  /// Lets the signals through again; one that stopped the run has done its work.
  func release() {
    guard isUsed else { return }
    var held = held
    var before = before
    var now = timespec()
    while sigtimedwait(&held, nil, &now) > 0 {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}

// MARK: Wording

private func inUse(_ partial: String) -> Failure {
  Failure("another run is writing `\(partial)`", .cannotCreate)
}

private func notAFile() -> Failure {
  Failure("only a run that reads a file can be resumed", .usage)
}

private func nothingToResume(_ path: String) -> Failure {
  Failure("there is no interrupted run of `\(path)` to resume: `\(path).resume` is not there", .noInput)
}

private func damaged(_ file: String) -> Failure {
  Failure("`\(file)` is not what the interrupted run left; run again without `--resume`", .badInput)
}

private func cannotResume(_ path: String, _ problem: BatchRun.ResumeProblem) -> Failure {
  let reason =
    switch problem {
    case .otherSetting: "the rules or the options have changed"
    case .otherInput: "the input has changed before the place where that run stopped"
    }
  return Failure("the run of `\(path)` cannot be resumed: \(reason); run again without `--resume`", .badInput)
}
