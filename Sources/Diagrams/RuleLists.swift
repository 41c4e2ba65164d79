/// Lists of rules, each kept once and known by a number.
///
/// A state of the build is such a list: the rules that still match. Storing equal lists once is what turns the tree
/// of all column segments into a graph.
struct RuleLists: Sendable {
  private(set) var elements: [Int32] = []
  private var starts: [Int32] = [0]
  /// Open addressing; -1 is empty.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  var count: Int { starts.count - 1 }

  func range(of list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }

  subscript(list: Int) -> ArraySlice<Int32> { elements[range(of: list)] }

  /// The number of the list, which is added if it is new.
  mutating func number(of list: [Int32]) -> Int {
    let hash = Self.hash(list[...])
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      let range = range(of: candidate)
      if range.count == list.count, elements[range].elementsEqual(list) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    let new = count
    elements.append(contentsOf: list)
    starts.append(Int32(elements.count))
    slots[slot] = Int32(new)
    if count * 2 > slots.count { grow() }
    return new
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for list in 0..<count {
      var slot = Self.hash(self[list]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(list)
    }
  }

  private static func hash(_ list: ArraySlice<Int32>) -> Int {
    list.withUnsafeBufferPointer { buffer in
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for element in buffer {
        hash = (hash ^ UInt64(UInt32(bitPattern: element))) &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 32
      }
      return Int(truncatingIfNeeded: hash & 0x3FFF_FFFF)
    }
  }
}
