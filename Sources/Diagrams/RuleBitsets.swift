/// A table as bit sets: for each cell of each column the rules that accept it.
///
/// The rules that match are the bits that all columns have in common. Costs columns times rules over 64 for a case,
/// however entangled the rules are; where a diagram would be too large, this is not.
public struct RuleBitsets: Sendable {
  /// What a case has for an answer when no rule matches.
  public static let none: Int32 = -1
  /// What a case has for an answer when several rules match that must not.
  public static let conflict: Int32 = -2

  /// How keys of one column become rows.
  private struct Column: Sendable {
    /// Keys from `low` on have their cell in `direct`, as many as there are; without `direct` it is searched for.
    let low: Int64
    let direct: [Int32]
    let firstKeys: [Int64]
  }

  private typealias Block = SIMD8<UInt64>

  private let columns: [Column]
  /// Which input each column looks at.
  private let inputs: [Int]
  /// How many keys one case has.
  public let inputCount: Int
  private let isUnique: Bool
  private let blocks: Int
  /// Shape: for each column, for each cell, `blocks` blocks of 512 rules.
  private let rows: [SIMD8<UInt64>]
  private let columnStarts: [Int]

  /// The bit sets of a table, or nil when its policy needs more than the first or only matching rule.
  ///
  /// - Parameters:
  ///   - table: a table whose columns all look at inputs.
  ///   - firstKeys: `firstKeys[input][cell]`, ascending, as for a `FlatDiagram`.
  public init?(_ table: CellTable, firstKeys: [[Int64]]) {
    switch table.policy {
    case .first: isUnique = false
    case .unique: isUnique = true
    case .any, .all: return nil
    }
    let blocks = (table.rules.count + 511) / 512
    var inputs: [Int] = []
    var columns: [Column] = []
    var rows: [SIMD8<UInt64>] = []
    var starts: [Int] = []
    for (number, column) in table.columns.enumerated() {
      guard case .input(let input) = column.source else { return nil }
      inputs.append(input)
      columns.append(Self.column(firstKeys[input]))
      starts.append(rows.count)
      var filled = [Block](repeating: .zero, count: blocks * max(1, column.cells))
      for (rule, accepted) in table.rules.enumerated() {
        let bit: UInt64 = 1 << UInt64(rule & 63)
        for cell in accepted.cells[number].cells {
          filled[cell * blocks + (rule >> 9)][(rule >> 6) & 7] |= bit
        }
      }
      rows += filled
    }
    self.blocks = blocks
    self.inputs = inputs
    self.columns = columns
    self.rows = rows
    columnStarts = starts
    inputCount = firstKeys.count
  }

  /// Dense keys get a table of their cells; the others are searched for.
  private static func column(_ firstKeys: [Int64]) -> Column {
    // Null and everything below the first threshold have the two smallest keys.
    guard let start = firstKeys.firstIndex(where: { $0 > .min + 1 }), let last = firstKeys.last,
      case let low = firstKeys[start], case let (span, overflow) = last.subtractingReportingOverflow(low),
      !overflow, span < 1 << 16
    else { return Column(low: 0, direct: [], firstKeys: firstKeys) }
    var direct: [Int32] = []
    var cell = start
    for key in low...last {
      while cell + 1 < firstKeys.count, firstKeys[cell + 1] <= key { cell += 1 }
      direct.append(Int32(cell))
    }
    return Column(low: low, direct: direct, firstKeys: firstKeys)
  }

  /// The rule that decides each of many cases, `none` or `conflict`.
  ///
  /// - Parameters:
  ///   - keys: the keys of one case after the other; an incomplete last case is left out.
  ///   - found: one answer a case.
  public func rules(of keys: [Int64], into found: inout [Int32]) {
    let cases = inputCount == 0 ? 1 : keys.count / inputCount
    if found.count != cases { found = Array(repeating: 0, count: cases) }
    var places = columnStarts
    keys.withUnsafeBufferPointer { keys in
      found.withUnsafeMutableBufferPointer { found in
        rows.withUnsafeBufferPointer { rows in
          places.withUnsafeMutableBufferPointer { places in
            for index in 0..<found.count {
              let start = index &* inputCount
              for column in 0..<places.count {
                places[column] =
                  columnStarts[column] &+ blocks &* cell(of: keys[start &+ inputs[column]], in: column)
              }
              found[index] = winner(rows, places)
            }
          }
        }
      }
    }
  }

  @inline(__always) private func cell(of key: Int64, in column: Int) -> Int {
    columns.withUnsafeBufferPointer { columns in
      let direct = columns[column].direct.count
      if direct > 0, key >= columns[column].low {
        // The difference may not fit, but then it does as a natural number.
        let place = min(UInt64(bitPattern: key &- columns[column].low), UInt64(direct &- 1))
        return columns[column].direct.withUnsafeBufferPointer { Int($0[Int(place)]) }
      }
      return columns[column].firstKeys.withUnsafeBufferPointer { firstKeys in
        var cell = 0
        var high = firstKeys.count &- 1
        while cell < high {
          let middle = (cell &+ high &+ 1) >> 1
          if key >= firstKeys[middle] { cell = middle } else { high = middle &- 1 }
        }
        return max(0, cell)
      }
    }
  }

  @inline(__always) private func winner(
    _ rows: UnsafeBufferPointer<SIMD8<UInt64>>, _ places: UnsafeMutableBufferPointer<Int>
  ) -> Int32 {
    var winner = Self.none
    for block in 0..<blocks {
      var common = Block(repeating: .max)
      for place in places { common &= rows[place &+ block] }
      if common == .zero { continue }
      for word in 0..<8 where common[word] != 0 {
        if winner >= 0 { return Self.conflict }
        winner = Int32(truncatingIfNeeded: block << 9 | word << 6 | common[word].trailingZeroBitCount)
        if !isUnique { return winner }
        if common[word].nonzeroBitCount > 1 { return Self.conflict }
      }
    }
    return winner
  }
}
