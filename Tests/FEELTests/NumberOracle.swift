internal import FEEL
internal import Foundation

/// Python's `decimal` module, asked about a list of operations in one run.
enum NumberOracle {
  /// Where `python3` is; nil if this machine has none.
  static let python: String? =
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What a script answers to questions, one a line; one of arithmetic is an operation and its operands.
  static func answers(to questions: [String], script: String = NumberOracle.arithmetic) throws -> [String] {
    guard let python else { return [] }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("number-oracle-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("questions")
    let output = folder.appendingPathComponent("answers")
    try questions.joined(separator: "\n").write(to: input, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script, input.path, output.path]
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A number as the oracle writes it: coefficient and exponent, or `nil`.
  static func exact(_ number: Number?) -> String {
    guard let number else { return "nil" }
    return "\(number.coefficient)E\(number.exponent)"
  }

  /// A number as the oracle writes it where only the value counts.
  static func value(_ number: Number?) -> String { exact(number?.normalized) }

  static let arithmetic = """
    import sys
    from decimal import *
    from math import floor
    from fractions import Fraction
    context = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=1, traps=[])
    wide = Context(prec=14000, Emin=-99999, Emax=99999, traps=[])
    rules = dict(halfEven=ROUND_HALF_EVEN, halfUp=ROUND_HALF_UP, halfDown=ROUND_HALF_DOWN, up=ROUND_UP,
      down=ROUND_DOWN, floor=ROUND_FLOOR, ceiling=ROUND_CEILING)
    def exact(d):
      if not d.is_finite(): return 'nil'
      sign, digits, exponent = d.as_tuple()
      n = int(''.join(map(str, digits)))
      return f'{-n if sign else n}E{exponent}'
    def value(d):
      if not d.is_finite(): return 'nil'
      sign, digits, exponent = d.as_tuple()
      n = int(''.join(map(str, digits)))
      if n == 0: return '0E0'
      while n % 10 == 0 and exponent < 6111: n //= 10; exponent += 1
      return f'{-n if sign else n}E{exponent}'
    def modulo(a, b):
      if b == 0: return Decimal('NaN')
      r = wide.remainder(a, b)
      if r != 0 and (r < 0) != (b < 0): r = wide.add(r, b)
      return context.plus(r)
    def scaled(a, scale, rule):
      c = Context(prec=13000, rounding=rules[rule], Emin=-99999, Emax=99999, traps=[])
      return context.plus(c.quantize(a, Decimal((0, (1,), -int(scale)))))
    def power(a, b):
      if a == 0 and b == 0: return Decimal(1)
      c = Context(prec=90, Emin=-999999, Emax=999999, traps=[])
      return context.plus(c.power(a, b))
    D = Decimal
    operations = {
      'add': lambda a, b: exact(context.add(D(a), D(b))),
      'subtract': lambda a, b: exact(context.subtract(D(a), D(b))),
      'multiply': lambda a, b: exact(context.multiply(D(a), D(b))),
      'divide': lambda a, b: exact(context.divide(D(a), D(b))),
      'compare': lambda a, b: str(int(D(a).compare(D(b)))),
      'modulo': lambda a, b: value(modulo(D(a), D(b))),
      'scale': lambda a, s, r: value(scaled(D(a), s, r)),
      'sqrt': lambda a: exact(context.sqrt(D(a))),
      'exp': lambda a: value(context.exp(D(a))),
      'ln': lambda a: value(context.ln(D(a))),
      'power': lambda a, b: value(power(D(a), D(b))),
      'parse': lambda a: exact(context.create_decimal(a)),
    }
    with open(sys.argv[1]) as questions, open(sys.argv[2], 'w') as answers:
      answers.write('\\n'.join(operations[q[0]](*q[1:]) for q in map(str.split, questions)))
    """
}

/// A small generator whose seed fixes what it gives (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SeededGenerator {
  /// A number of a random shape: small, long, nearly a power of ten, or at an end of the range.
  mutating func number(within exponents: ClosedRange<Int> = -6176...6111) -> Number {
    var digits = ""
    switch Int.random(in: 0..<8, using: &self) {
    case 0, 1: digits = String(Int.random(in: 0...100, using: &self))
    case 2: digits = String(Int.random(in: 0...1_000_000_000, using: &self))
    case 3: digits = "1" + String(repeating: "0", count: Int.random(in: 0...33, using: &self))
    case 4: digits = String(repeating: "9", count: Int.random(in: 1...34, using: &self))
    case 5: digits = "5" + String(repeating: "0", count: Int.random(in: 0...33, using: &self))
    default:
      let count = Int.random(in: 1...34, using: &self)
      for _ in 0..<count { digits += String(Int.random(in: 0...9, using: &self)) }
    }
    let exponent: Int
    switch Int.random(in: 0..<8, using: &self) {
    case 0, 1: exponent = 0
    case 2, 3: exponent = Int.random(in: -8...0, using: &self)
    case 4, 5: exponent = Int.random(in: -40...40, using: &self)
    case 6: exponent = Int.random(in: exponents, using: &self)
    default:
      let end = Bool.random(using: &self) ? exponents.lowerBound : exponents.upperBound
      exponent = end + Int.random(in: 0...40, using: &self) * (end < 0 ? 1 : -1)
    }
    let sign = Int.random(in: 0..<3, using: &self) == 0 ? "-" : ""
    return Number("\(sign)\(digits)E\(min(max(exponent, exponents.lowerBound), exponents.upperBound))")
      ?? .one
  }
}
