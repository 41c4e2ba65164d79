/// Python's random numbers, so that tables which a Python program generates can be made here.
///
/// Source: Matsumoto & Nishimura 1998 (MT19937), and CPython's `random.py` for what is drawn from it.
struct PythonRandom {
  private var state: [UInt32]
  private var index = 624

  init(seed: UInt32) {
    state = [19_650_218]
    for i in 1..<624 {
      let last = state[i - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(i))
    }
    var i = 1
    for _ in 0..<624 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ seed
      i += 1
      if i >= 624 {
        state[0] = state[623]
        i = 1
      }
    }
    for _ in 0..<623 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i >= 624 {
        state[0] = state[623]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  private mutating func next() -> UInt32 {
    if index >= 624 {
      for k in 0..<624 {
        let y = (state[k] & 0x8000_0000) | (state[(k + 1) % 624] & 0x7FFF_FFFF)
        state[k] = state[(k + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
      }
      index = 0
    }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    return y ^ (y >> 18)
  }

  /// `randrange(count)`.
  mutating func below(_ count: Int) -> Int {
    let bits = UInt32(Int.bitWidth - count.leadingZeroBitCount)
    while true {
      let drawn = Int(next() >> (32 - bits))
      if drawn < count { return drawn }
    }
  }

  /// `randint(range.lowerBound, range.upperBound)`.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// `shuffle(items)`.
  mutating func shuffle(_ items: inout [Int]) {
    for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, below(i + 1)) }
  }

  /// `sample(range(count), size)`.
  mutating func sample(_ size: Int, of count: Int) -> [Int] {
    var setSize = 21
    if size > 5 {
      var power = 1
      while power < size * 3 { power *= 4 }
      setSize += power
    }
    if count <= setSize {
      var pool = Array(0..<count)
      return (0..<size).map { i in
        let j = below(count - i)
        defer { pool[j] = pool[count - i - 1] }
        return pool[j]
      }
    }
    var selected: Set<Int> = []
    return (0..<size).map { _ in
      var j = below(count)
      while !selected.insert(j).inserted { j = below(count) }
      return j
    }
  }
}
