internal import Advisor
internal import Diagnostics

/// How far work is that takes longer than a second: on a terminal, and on standard error.
///
/// A terminal that can be drawn over shows a line that changes; one that cannot, or that is read aloud, gets a new
/// line now and then.
struct Progress {
  private let total: Int
  private let noun: String
  private let start = ContinuousClock.now
  private var next: Duration = .seconds(1)
  private var done = 0
  private var isDrawn = false

  /// Work that has not begun.
  ///
  /// - Parameters:
  ///   - total: how many steps it has.
  ///   - noun: what they are: `cases`.
  init(of total: Int, _ noun: String) {
    self.total = total
    self.noun = noun
  }

  /// One step is done.
  mutating func advance() {
    done += 1
    guard Terminal.showsProgress else { return }
    let elapsed = ContinuousClock.now - start
    guard elapsed >= next else { return }
    next = elapsed + (Terminal.redraws ? .milliseconds(100) : .seconds(10))
    draw(Progress.line(done, of: total, noun, after: elapsed))
  }

  /// Takes the line away, for a message or at the end.
  mutating func clear() {
    if isDrawn { Terminal.say("\r\u{1B}[K") }
    isDrawn = false
    Interruption.say("")
  }

  private mutating func draw(_ line: String) {
    guard Terminal.redraws else { return Terminal.say(line + "\n") }
    Terminal.say("\r\u{1B}[K" + line)
    isDrawn = true
    Interruption.say("\n")
  }

  /// The line: `[######----------] 120 of 300 cases, 12 a second, 15 s left`.
  static func line(_ done: Int, of total: Int, _ noun: String, after elapsed: Duration) -> String {
    let width = 20
    let filled = total == 0 ? width : width * min(done, total) / total
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let rate = seconds > 0 ? Double(done) / seconds : 0
    var text = "[\(bar)] \(done) of \(total) \(noun)"
    guard rate > 0 else { return text }
    text += ", " + (rate >= 10 ? "\(Int(rate.rounded()))" : "\((rate * 10).rounded() / 10)") + " a second"
    return done < total ? text + ", \(span(Double(total - done) / rate)) left" : text
  }

  private static func span(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
