/// A set of cells of one input: numbers from 0 up to the input's number of cells.
public struct CellSet: Sendable, Hashable {
  /// How many cells the input has.
  public let count: Int
  private var words: [UInt64]

  /// No cell, of `count`.
  public init(none count: Int) {
    self.count = count
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  /// All `count` cells.
  public init(all count: Int) {
    self.init(none: count)
    for cell in 0..<count { insert(cell) }
  }

  /// The given cells, of `count`; numbers outside are ignored.
  public init(_ cells: some Sequence<Int>, of count: Int) {
    self.init(none: count)
    for cell in cells where cell >= 0 && cell < count { insert(cell) }
  }

  /// Adds a cell.
  public mutating func insert(_ cell: Int) { words[cell >> 6] |= 1 << UInt64(cell & 63) }

  /// Takes a cell out.
  public mutating func remove(_ cell: Int) { words[cell >> 6] &= ~(1 << UInt64(cell & 63)) }

  /// Whether the cell belongs to the set.
  public func contains(_ cell: Int) -> Bool {
    cell >= 0 && cell < count && words[cell >> 6] & (1 << UInt64(cell & 63)) != 0
  }

  /// Order: ascending.
  public var cells: [Int] {
    var result: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(index << 6 | rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return result
  }

  /// How many cells belong to the set.
  public var size: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether no cell belongs to it.
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Whether every cell belongs to it.
  public var isAll: Bool { size == count }

  /// The cells in both.
  public func intersection(_ other: CellSet) -> CellSet {
    var result = self
    for index in words.indices { result.words[index] &= index < other.words.count ? other.words[index] : 0 }
    return result
  }

  /// The cells in either.
  public func union(_ other: CellSet) -> CellSet {
    var result = self
    for index in words.indices where index < other.words.count { result.words[index] |= other.words[index] }
    return result
  }

  /// The cells in neither.
  public var complement: CellSet { CellSet((0..<count).filter { !contains($0) }, of: count) }

  /// Whether each cell of this set is in the other.
  public func isSubset(of other: CellSet) -> Bool { intersection(other) == self }

  /// The set as maximal runs of neighbouring cells, ascending.
  public var runs: [Range<Int>] {
    var result: [Range<Int>] = []
    for cell in cells {
      if let last = result.last, last.upperBound == cell {
        result[result.count - 1] = last.lowerBound..<(cell + 1)
      } else {
        result.append(cell..<(cell + 1))
      }
    }
    return result
  }
}
