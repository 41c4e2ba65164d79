/// The answers for all combinations of cells, and how to find the combination that keys fall into.
struct GridLayout: Sendable {
  /// Adds `stride` to the place of the answer when an input's key has reached `key`.
  struct Step: Sendable {
    let input: Int32
    let stride: Int32
    let key: Int64
  }

  /// An input whose keys are its cells, from 0 to `last`.
  struct Symbol: Sendable {
    let input: Int32
    let stride: Int32
    let last: Int64
  }

  /// Order: by input, then by key.
  let steps: [Step]
  let symbols: [Symbol]
  /// The terminals.
  let answers: [Int16]

  /// The grid of a diagram, or nil when it would have more answers than the limit, or larger ones.
  init?(_ diagram: Diagram, firstKeys: [[Int64]], limit: Int) {
    var size = 1
    var steps: [Step] = []
    var symbols: [Symbol] = []
    for (input, keys) in firstKeys.enumerated().reversed() {
      let stride = Int32(size)
      if keys.elementsEqual((0..<keys.count).map(Int64.init)) {
        symbols.insert(Symbol(input: Int32(input), stride: stride, last: Int64(keys.count - 1)), at: 0)
      } else {
        let own = keys.dropFirst().map { Step(input: Int32(input), stride: stride, key: $0) }
        steps.insert(contentsOf: own, at: 0)
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: keys.count)
      guard !overflow, product <= limit, product > 0 else { return nil }
      size = product
    }
    var answers: [Int16] = []
    answers.reserveCapacity(size)
    var cells = Array(repeating: 0, count: firstKeys.count)
    for _ in 0..<size {
      guard let answer = Int16(exactly: diagram.value(at: cells)) else { return nil }
      answers.append(answer)
      for input in cells.indices.reversed() {
        cells[input] += 1
        if cells[input] < firstKeys[input].count { break }
        cells[input] = 0
      }
    }
    self.steps = steps
    self.symbols = symbols
    self.answers = answers
  }

  func fill(
    _ found: UnsafeMutableBufferPointer<Int32>, _ keys: UnsafeBufferPointer<Int64>, _ inputCount: Int
  ) {
    steps.withUnsafeBufferPointer { steps in
      symbols.withUnsafeBufferPointer { symbols in
        answers.withUnsafeBufferPointer { answers in
          var start = 0
          for index in 0..<found.count {
            var place: Int32 = 0
            for step in steps {
              place &+= keys[start &+ Int(step.input)] >= step.key ? step.stride : 0
            }
            for symbol in symbols {
              let cell = max(0, min(keys[start &+ Int(symbol.input)], symbol.last))
              place &+= Int32(truncatingIfNeeded: cell) &* symbol.stride
            }
            found[index] = Int32(answers[Int(place)])
            start &+= inputCount
          }
        }
      }
    }
  }
}
