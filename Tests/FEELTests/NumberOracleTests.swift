internal import FEEL
internal import Testing

/// Comparisons with Python's `decimal` at 34 digits; skipped where there is no `python3`.
@Suite(
  "Numbers agree with Python's decimal", .enabled(if: NumberOracle.python != nil, "python3 is not installed"))
struct NumberOracleTests {
  private typealias Case = (question: String, answer: String)

  private func check(_ cases: [Case], seed: UInt64) throws {
    let answers = try NumberOracle.answers(to: cases.map(\.question))
    try #require(answers.count == cases.count)
    var failures = 0
    for (single, answer) in zip(cases, answers) where single.answer != answer {
      failures += 1
      if failures <= 10 { Issue.record("\(single.question): \(single.answer), not \(answer) (seed \(seed))") }
    }
    #expect(failures == 0, "\(failures) of \(cases.count) differ")
  }

  @Test(arguments: [1, 2026] as [UInt64])
  func `arithmetic and comparison give the same number`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var cases: [Case] = []
    for _ in 0..<3000 {
      let a = generator.number()
      var b = generator.number()
      if Int.random(in: 0..<4, using: &generator) == 0 {
        let near = Int(a.exponent) + Int.random(in: -75...75, using: &generator)
        b = Number("\(b.coefficient)E\(min(max(near, -6176), 6111))") ?? b
      }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        // A half of the last digit that the sum can have, or a trace more or less.
        let trace = ["5", "50", "500000000000000000000001", "499999999999999999999999"].randomElement(
          using: &generator)
        let digits = trace ?? "5"
        b =
          Number("-\(digits)E\(Int(a.exponent) - digits.count - Int.random(in: 0...1, using: &generator))")
          ?? b
      }
      let operands = "\(NumberOracle.exact(a)) \(NumberOracle.exact(b))"
      cases.append(("add \(operands)", NumberOracle.exact(a + b)))
      cases.append(("subtract \(operands)", NumberOracle.exact(a - b)))
      cases.append(("multiply \(operands)", NumberOracle.exact(a * b)))
      cases.append(("divide \(operands)", NumberOracle.exact(a / b)))
      cases.append(("compare \(operands)", a == b ? "0" : a < b ? "-1" : "1"))
      if seed == 1 { cases.append(("modulo \(operands)", NumberOracle.value(a.modulo(b)))) }
    }
    try check(cases, seed: seed)
  }

  @Test func `rounding to a scale gives the same value`() throws {
    var generator = SeededGenerator(seed: 3)
    var cases: [Case] = []
    for _ in 0..<1500 {
      let a = generator.number()
      for rule in RoundingRule.allCases {
        let scale = Int.random(in: -40...40, using: &generator) - Int(a.exponent) / 2 * 2
        guard Number.scales.contains(scale) else { continue }
        cases.append(
          (
            "scale \(NumberOracle.exact(a)) \(scale) \(rule)",
            NumberOracle.value(a.rounded(toScale: scale, rule: rule))
          ))
      }
    }
    try check(cases, seed: 3)
  }

  @Test func `literals are rounded once`() throws {
    var generator = SeededGenerator(seed: 4)
    var cases: [Case] = []
    for _ in 0..<3000 {
      var text = Bool.random(using: &generator) ? "-" : ""
      let nines = Int.random(in: 0..<4, using: &generator)
      let count = Int.random(in: 1...120, using: &generator)
      let point = Int.random(in: 0...count, using: &generator)
      for index in 0..<count {
        if index == point { text += "." }
        let digit = Int.random(in: 0...9, using: &generator)
        text +=
          nines == 0 ? "9" : nines == 1 && index > 34 ? "0" : nines == 2 && index == 34 ? "5" : String(digit)
      }
      if Bool.random(using: &generator) { text += "e\(Int.random(in: -6300...6200, using: &generator))" }
      cases.append(("parse \(text)", NumberOracle.exact(Number(text))))
    }
    try check(cases, seed: 4)
  }

  @Test func `roots, exponentials, logarithms and powers are correctly rounded`() throws {
    var generator = SeededGenerator(seed: 5)
    var cases: [Case] = []
    for index in 0..<150 {
      let a = generator.number()
      let b = generator.number(within: -40...40)
      let text = NumberOracle.exact(a)
      cases.append(("sqrt \(text)", NumberOracle.exact(a.squareRoot())))
      cases.append(("sqrt \(NumberOracle.exact(b.magnitude))", NumberOracle.exact(b.magnitude.squareRoot())))
      cases.append(("exp \(text)", NumberOracle.value(a.exponential())))
      cases.append(("exp \(NumberOracle.exact(b))", NumberOracle.value(b.exponential())))
      if !a.isZero { cases.append(("ln \(text)", NumberOracle.value(a.naturalLogarithm()))) }
      let near = try #require(
        Number(
          (index % 2 == 0
            ? "1." + String(repeating: "0", count: index % 31)
            : "0.9" + String(repeating: "9", count: index % 31))
            + "\(index)"))
      if !near.isZero {
        cases.append(("ln \(NumberOracle.exact(near))", NumberOracle.value(near.naturalLogarithm())))
      }
      let whole = Number(Int.random(in: -400...400, using: &generator))
      let small = Number(Int.random(in: -30...30, using: &generator))
      for (base, power) in [
        (b, whole), (small, whole), (a, small), (b.magnitude, generator.number(within: -40...4)),
      ] {
        let question = "power \(NumberOracle.exact(base)) \(NumberOracle.exact(power))"
        if base.isZero, power.isNegative { continue }
        cases.append((question, NumberOracle.value(base.power(power))))
      }
    }
    try check(cases, seed: 5)
  }
}
