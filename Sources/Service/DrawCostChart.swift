internal import Advisor
internal import Glibc

/// Costs over volume as lines on two logarithmic axes; the points are the rules' own, the drawing only places them.
struct CostChart {
  /// A way, and what it costs at each volume; nil where it has no price.
  struct Line {
    let name: String
    let costs: [Double?]
  }

  /// A volume from which another way is the cheaper one.
  struct BreakEven {
    let volume: Double
    let words: String
    let challenger: String
    let incumbent: String
  }

  let volumes: [Double]
  let lines: [Line]
  let breakEvens: [BreakEven]

  /// The chart of a report; nil where there are not two volumes and one price.
  init?(_ report: JSON) {
    let columns = report["chart"]?.elements ?? []
    let names = columns.first?["perMonth"]?.members?.map(\.name) ?? []
    volumes = columns.compactMap { $0["requests"]?.amount }
    lines = names.map { name in
      Line(name: spokenName(name), costs: columns.map { $0["perMonth"]?[name]?.amount })
    }
    let costs = lines.flatMap(\.costs).compactMap { $0 }.filter { $0 > 0 }
    guard volumes.count == columns.count, volumes.count > 1, volumes.allSatisfy({ $0 > 0 }), !costs.isEmpty
    else {
      return nil
    }
    let range = (volumes.min() ?? 0)...(volumes.max() ?? 0)
    breakEvens = (report["expected"]?["breakEvens"]?.elements ?? []).compactMap { row in
      guard let volume = row["requests per month"]?.amount, range.contains(volume) else { return nil }
      return BreakEven(
        volume: volume, words: grouped(row["requests per month"]?.digits ?? ""),
        challenger: spokenName(row["challenger"]?.string ?? ""),
        incumbent: spokenName(row["incumbent"]?.string ?? "")
      )
    }.sorted { $0.volume < $1.volume }
  }

  private static let left = 76.0
  private static let right = 596.0
  private static let top = 22.0
  private static let bottom = 270.0

  /// What the template draws.
  var data: [String: Any] {
    let costs = lines.flatMap(\.costs).compactMap { $0 }.filter { $0 > 0 }
    let decades = Int(floor(log10(costs.min() ?? 1)))...Int(ceil(log10(costs.max() ?? 10)))
    let x = { (volume: Double) in
      Self.place(log10(volume), log10(volumes.min() ?? 1), log10(volumes.max() ?? 10), Self.left, Self.right)
    }
    let y = { (cost: Double) in
      Self.place(
        log10(cost), Double(decades.lowerBound), Double(max(decades.upperBound, decades.lowerBound + 1)),
        Self.bottom, Self.top)
    }
    return [
      "left": Self.left, "right": Self.right, "top": Self.top, "bottom": Self.bottom,
      "rows": decades.map { decade in
        let place = y(pow(10, Double(decade)))
        return ["y": tenth(place), "label": tenth(place + 4), "text": Self.power(decade)]
      },
      "columns": volumes.map { volume in
        ["x": tenth(x(volume)), "text": grouped(String(Int(volume)))]
      },
      "lines": lines.enumerated().map { index, line -> [String: Any] in
        let points = zip(volumes, line.costs).compactMap { volume, cost -> (Double, Double)? in
          cost.flatMap { $0 > 0 ? (x(volume), y($0)) : nil }
        }
        let keyStart = index % 2 == 0 ? 76 : 342
        return [
          "number": index + 1, "name": line.name,
          "path": points.map { "\(tenth($0.0)),\(tenth($0.1))" }.joined(separator: " "),
          "points": points.map { ["x": tenth($0.0), "y": tenth($0.1)] },
          "key": [
            "y": 310 + index / 2 * 22, "x": keyStart, "middle": keyStart + 18, "end": keyStart + 36,
          ],
        ]
      },
      "breakEvens": breakEvens.enumerated().map { index, even -> [String: Any] in
        [
          "x": tenth(x(even.volume)), "number": index + 1, "words": even.words, "challenger": even.challenger,
          "incumbent": even.incumbent,
        ]
      },
    ]
  }

  private static func place(_ value: Double, _ low: Double, _ high: Double, _ from: Double, _ to: Double)
    -> Double
  {
    high > low ? from + (value - low) / (high - low) * (to - from) : from
  }

  /// A power of ten in dollars, as an axis says it.
  private static func power(_ decade: Int) -> String {
    decade >= 0
      ? "$" + grouped("1" + String(repeating: "0", count: decade))
      : "$0." + String(repeating: "0", count: -decade - 1) + "1"
  }
}

extension Service {
  /// The chart of a report as HTML: the picture, and the same as a table.
  func chart(_ report: CostReport) -> String {
    guard let chart = CostChart(report.json) else { return "" }
    var data = chart.data
    let sections = HTMLText(markdown: report.text(in: .markdown)).sections
    data["table"] = sections.first { $0.id == "cost-over-volume-a-month" }?.html ?? ""
    data["hasBreakEvens"] = !chart.breakEvens.isEmpty
    return content.pages.render(.chart, data)
  }

  /// What a report says besides its chart.
  func costSections(_ report: CostReport) -> [[String: Any]] {
    HTMLText(markdown: report.text(in: .markdown)).sections.filter { $0.id != "cost-over-volume-a-month" }
      .map { ["title": $0.title, "id": $0.id, "html": $0.html] }
  }

  /// What follows from a report, without its tables.
  func costConclusions(_ report: CostReport) -> String {
    HTMLText(markdown: report.text(in: .markdown)).sections
      .filter { ["what-follows", "not-priced"].contains($0.id) }
      .map { "<h3>\($0.title)</h3>\n\($0.html)" }.joined()
  }
}

extension JSON {
  /// The size of a number, for a place in a picture; the printed figure stays exact.
  fileprivate var amount: Double? { digits.flatMap(Double.init) }
}

/// The name of a way as people write it; the rules have ways besides the strategies.
private func spokenName(_ way: String) -> String { Strategy(rawValue: way)?.name ?? way }

/// A number with one decimal, the same on every machine.
private func tenth(_ number: Double) -> String {
  let units = Int((number * 10).rounded())
  return "\(units / 10).\(abs(units % 10))"
}

/// The whole part in groups of three.
private func grouped(_ digits: String) -> String {
  let whole = digits.prefix { $0.isNumber }
  var result = ""
  for (index, digit) in whole.enumerated() {
    if index > 0, (whole.count - index) % 3 == 0 { result += "," }
    result.append(digit)
  }
  return result + digits.dropFirst(whole.count)
}
