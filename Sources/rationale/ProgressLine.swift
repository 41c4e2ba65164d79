internal import Advisor
internal import Diagnostics

/// How far work is that takes longer than a second: on a terminal, and on standard error.
///
/// A terminal that can be drawn over shows a line that changes; one that cannot, or that is read aloud, gets a new
/// line now and then.
struct ProgressLine {
  private let total: Int?
  private let noun: String
  private let start = ContinuousClock.now
  private var next: Duration = .seconds(1)
  private var done = 0
  private var isDrawn = false

  /// Work that has not begun.
  ///
  /// - Parameters:
  ///   - total: how many steps it has; nil where nobody knows before the end.
  ///   - noun: what they are: `cases`.
  init(of total: Int?, _ noun: String) {
    self.total = total
    self.noun = noun
  }

  /// One step is done.
  mutating func advance() { advance(to: done + 1) }

  /// The step at hand is done to this part, where somebody knows.
  mutating func within(_ part: @autoclosure () -> Double?) {
    let (done, total) = (done, Double(max(total ?? 1, 1)))
    advance(to: done, share: part().map { (Double(done) + $0) / total })
  }

  /// So many steps are done, and perhaps another share of the work than their number tells.
  mutating func advance(to done: Int, share: @autoclosure () -> Double? = nil) {
    self.done = done
    guard Terminal.showsProgress else { return }
    let elapsed = ContinuousClock.now - start
    guard elapsed >= next else { return }
    next = elapsed + (Terminal.redraws ? .milliseconds(100) : .seconds(10))
    draw(ProgressLine.line(done, of: total, noun, share: share(), after: elapsed))
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
  ///
  /// - Parameters:
  ///   - done: the steps behind.
  ///   - total: all steps; nil where nobody knows.
  ///   - noun: what they are.
  ///   - share: how much of the work is done, where the steps do not tell.
  ///   - elapsed: since the beginning.
  static func line(
    _ done: Int, of total: Int?, _ noun: String, share: Double? = nil, after elapsed: Duration
  ) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let share = share ?? total.map { $0 == 0 ? 1 : Double(min(done, $0)) / Double($0) }
    var text = share.map { "[\(bar($0))] " } ?? ""
    text += total.map { "\(done) of \($0) \(noun)" } ?? "\(done) \(noun)"
    guard seconds > 0 else { return text }
    if done > 0 {
      let rate = Double(done) / seconds
      text += ", " + (rate >= 10 ? "\(Int(rate.rounded()))" : "\((rate * 10).rounded() / 10)") + " a second"
    }
    if let share, share > 0, share < 1 { text += ", \(span(seconds / share - seconds)) left" }
    return text
  }

  private static func bar(_ share: Double) -> String {
    let width = 20
    let filled = Int(Double(width) * min(max(share, 0), 1))
    return String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
  }

  private static func span(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
