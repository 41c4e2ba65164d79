import Diagrams

/// The leaves of a random tree as a table, some of them enlarged: the tables that the figures of the literature were
/// measured on, as `decision-tables.md`, appendix A, describes them.
struct GeneratedTable {
  private enum Cell {
    case words(Set<Int>)
    case range(Int, Int)
  }

  private let high = 100_000
  /// The number of words of each column of words; nil for a column of numbers.
  private var words: [Int?] = []
  private var rules: [[Cell]] = []

  /// - Parameters:
  ///   - columns: 3, 5 or 7.
  ///   - count: how many rules.
  ///   - enlarged: the share of the rules of which one cell is made larger.
  init(columns: Int, rules count: Int, enlarged: Double) {
    let wordColumns = columns == 3 ? 1 : 2
    var random = PythonRandom(seed: UInt32(columns * 10_000 + count))
    words = (0..<columns).map { $0 < wordColumns ? random.within(5...12) : nil }
    rules = [words.map { $0.map { .words(Set(0..<$0)) } ?? .range(0, high) }]
    while rules.count < count { split(&random) }
    enlarge(enlarged)
  }

  private mutating func split(_ random: inout PythonRandom) {
    let leaf = random.below(rules.count)
    let splittable = rules[leaf].indices.filter { column in
      switch rules[leaf][column] {
      case .words(let set): set.count > 1
      case .range(let low, let high): high - low > 4
      }
    }
    if splittable.isEmpty { return }
    let column = splittable[random.below(splittable.count)]
    var other = rules[leaf]
    switch rules[leaf][column] {
    case .words(let set):
      var values = set.sorted()
      random.shuffle(&values)
      let cut = random.within(1...(values.count - 1))
      rules[leaf][column] = .words(Set(values[..<cut]))
      other[column] = .words(Set(values[cut...]))
    case .range(let low, let high):
      let cut = random.within((low + 1)...(high - 2))
      rules[leaf][column] = .range(low, cut)
      other[column] = .range(cut + 1, high)
    }
    rules.append(other)
  }

  private mutating func enlarge(_ fraction: Double) {
    var random = PythonRandom(seed: 1)
    for rule in random.sample(Int(Double(rules.count) * fraction), of: rules.count) {
      let column = random.below(words.count)
      switch rules[rule][column] {
      case .words(let set):
        let rest = (0..<(words[column] ?? 0)).filter { !set.contains($0) }
        if !rest.isEmpty { rules[rule][column] = .words(set.union([rest[random.below(rest.count)]])) }
      case .range(let low, let top):
        let width = max(1, (top - low) / 10)
        rules[rule][column] = .range(max(0, low - width), min(high, top + width))
      }
    }
  }

  /// The table over cells; a number's cells lie between the bounds that the rules name.
  var table: CellTable {
    let cuts = words.indices.map { column -> [Int] in
      guard words[column] == nil else { return [] }
      return Set(
        rules.flatMap { rule -> [Int] in
          guard case .range(let low, let high) = rule[column] else { return [] }
          return [low, high + 1]
        } + [0, high + 1]
      ).sorted()
    }
    let columns = words.indices.map { column in
      CellTable.Column(source: .input(column), cells: words[column] ?? cuts[column].count - 1)
    }
    let places = cuts.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    return CellTable(
      columns: columns,
      rules: rules.enumerated().map { number, rule in
        CellTable.Rule(
          cells: rule.enumerated().map { column, cell in
            switch cell {
            case .words(let set): CellSet(set, of: columns[column].cells)
            case .range(let low, let high):
              CellSet(
                (places[column][low] ?? 0)..<(places[column][high + 1] ?? 0), of: columns[column].cells)
            }
          }, value: number)
      }, policy: .unique)
  }
}
