internal import FEEL

extension CostReport {
  /// The report for people.
  ///
  /// - Parameter remark: what there is to say beyond money.
  public func text(in markup: Markup, noting remark: String? = nil) -> String {
    var blocks: [String] = []
    // Three months that are the same are one.
    let different = Set(months.values.map(\.facts)).count > 1 ? Scenario.allCases : [.expected]
    for scenario in different {
      guard let month = months[scenario] else { continue }
      let volume = month.facts["Requests per month"].map(Prose.number) ?? "?"
      let which = different.count > 1 ? "\(scenario.rawValue) month" : "every month"
      blocks.append(
        heading("Cost, \(which): \(volume) requests (US dollars)", in: markup) + costTable(month, markup))
    }
    if let month = months[.expected] { blocks += conclusions(month, remark, markup) }
    blocks.append(heading("Cost over volume, a month", in: markup) + chartText(markup))
    blocks += list("Prices to read again", oldPrices, markup)
    let taken = assumptions.map { assumption in
      let values = Scenario.allCases.compactMap { assumption.values[$0] }
      let texts = Set(values).count == 1 ? Array(values.prefix(1)) : values
      return "\(assumption.input): \(texts.map(plain).joined(separator: " / ")) (\(assumption.reason))"
    }
    blocks += list("Taken for granted, because nobody gave it", taken, markup)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func costTable(_ month: Month, _ markup: Markup) -> String {
    let columns = ["strategy", "per request", "fixed per month", "to set up", "per month"]
    let margins = month.rows(.margins)
    let hasMargin = margins.contains { $0[part: "margin per request"] != .null }
    let rows = month.rows(.table).enumerated().map { index, row in
      columns.map { column -> String in
        switch column {
        case "strategy": named(row[part: column])
        case "per request": exact(row[part: column])
        default: plain(row[part: column])
        }
      }
        + (hasMargin && index < margins.count ? [plain(margins[index][part: "margin per request"])] : [])
    }
    return grid(columns + (hasMargin ? ["margin per request"] : []), rows, markup)
  }

  private func conclusions(_ month: Month, _ remark: String?, _ markup: Markup) -> [String] {
    let economics = month.value(.economics)
    let volume = month.facts["Requests per month"].map(Prose.number) ?? "?"
    var said = [plain(economics[part: "recommendation"]), plain(economics[part: "reason"]), plain(verdict)]
    said += month.value(.remarks).texts + [remark].compactMap { $0 }
    let breakEvens = month.rows(.breakEvens).map { row in
      let pair = "\(named(row[part: "challenger"])) instead of \(named(row[part: "incumbent"]))"
      let volume = row[part: "requests per month"]
      let from = volume == .null ? "" : "from \(plain(volume)) requests a month: "
      return "\(pair): \(from)\(plain(row[part: "reason"]))"
    }
    return list("What follows", said, markup)
      + list("Break-even, with as much cached as at \(volume) requests", breakEvens, markup)
      + list("Not priced", month.value(.missing).texts, markup)
  }

  private func chartText(_ markup: Markup) -> String {
    let names = chart.first?.rows.map { named($0[part: "strategy"]) } ?? []
    let costs = chart.map { column in column.rows.map { $0[part: "per month"] } }
    let volumes = chart.map { plain($0.volume) }
    switch markup {
    case .text:
      let width = names.map(\.count).max() ?? 0
      return zip(volumes, costs).map { volume, costs in
        let most = costs.compactMap(amount).max() ?? 0
        let bars = zip(names, costs).map { name, cost in
          let length = most > 0 ? Int((amount(cost) ?? 0) / most * 40) : 0
          let space = String(repeating: " ", count: width - name.count)
          return "  \(name)\(space) \(String(repeating: "█", count: max(0, length))) \(plain(cost))"
        }
        return "\(volume) requests\n" + bars.joined(separator: "\n")
      }.joined(separator: "\n")
    case .markdown:
      let lines = names.indices.compactMap { index -> String? in
        let values = costs.map { index < $0.count ? $0[index] : .null }
        guard values.allSatisfy({ $0 != .null }) else { return nil }
        return "  line \"\(names[index])\" [\(values.map(\.description).joined(separator: ", "))]"
      }
      let axis = volumes.map { "\"\($0)\"" }.joined(separator: ", ")
      let rows = zip(volumes, costs).map { [$0] + $1.map(plain) }
      return "```mermaid\nxychart-beta\n  x-axis \"requests a month\" [\(axis)]\n"
        + "  y-axis \"US dollars a month\"\n" + lines.joined(separator: "\n") + "\n```\n\n"
        + grid(["requests"] + names, rows, markup)
    }
  }

  private func list(_ title: String, _ lines: [String], _ markup: Markup) -> [String] {
    guard !lines.isEmpty else { return [] }
    return [heading(title, in: markup) + lines.map { "- " + markup.escape($0) }.joined(separator: "\n")]
  }

  private func grid(_ titles: [String], _ rows: [[String]], _ markup: Markup) -> String {
    if markup == .markdown {
      let rule = titles.indices.map { $0 == 0 ? "---" : "---:" }
      return ([titles, rule] + rows).enumerated().map { index, cells in
        "| " + cells.map { index == 1 ? $0 : markup.escape($0) }.joined(separator: " | ") + " |"
      }.joined(separator: "\n")
    }
    let widths = titles.indices.map { column in
      ([titles] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return ([titles] + rows).map { cells in
      cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension CostReport {
  /// The report for programs.
  public var json: JSON {
    .object(
      Scenario.allCases.compactMap { scenario in
        months[scenario].map { month in
          .init(scenario.rawValue, json(of: month))
        }
      } + [
        .init("scenarioVerdict", verdict.json),
        .init(
          "chart",
          .array(
            chart.map { column in
              [
                "requests": column.volume.json,
                "perMonth": .object(
                  column.rows.map { .init(plain($0[part: "strategy"]), $0[part: "per month"].json) }),
              ]
            })),
        .init(
          "assumptions",
          .array(
            assumptions.map { assumption in
              [
                "input": .string(assumption.input), "low": (assumption.values[.low] ?? .null).json,
                "expected": (assumption.values[.expected] ?? .null).json,
                "high": (assumption.values[.high] ?? .null).json, "reason": .string(assumption.reason),
              ]
            })), .init("oldPrices", .array(oldPrices.map { .string($0) })),
      ])
  }

  private func json(of month: Month) -> JSON {
    func rows(_ part: CostPart, _ names: [String]) -> JSON {
      .array(month.rows(part).map { row in .object(names.map { .init($0, row[part: $0].json) }) })
    }
    return [
      "requestsPerMonth": (month.facts["Requests per month"] ?? .null).json,
      "costs": rows(.table, ["strategy", "per request", "fixed per month", "to set up", "per month"]),
      "breakEvens": rows(.breakEvens, ["challenger", "incumbent", "requests per month", "reason"]),
      "margins": rows(.margins, ["strategy", "margin per request"]),
      "largestKnowledgeBase": month.value(.largest).json, "launchAccuracy": month.value(.launch).json,
      "recommendation": month.value(.economics)[part: "recommendation"].json,
      "reason": month.value(.economics)[part: "reason"].json,
      "missing": .array(month.value(.missing).texts.map { .string($0) }),
    ]
  }
}

/// A value as people write it; a dash where there is none.
private func plain(_ value: Value) -> String {
  switch value {
  case .null: "–"
  case .list(let items): items.map(plain).joined(separator: ", ")
  default: Prose.number(value)
  }
}

/// A way as people say it.
private func named(_ way: Value) -> String { Strategy.name(ofWay: plain(way)) }

/// A small amount without the zeros at its end.
private func exact(_ value: Value) -> String {
  guard case .number = value, value.description.contains(".") else { return plain(value) }
  var text = value.description[...]
  while text.hasSuffix("0") { text.removeLast() }
  return String(text.hasSuffix(".") ? text.dropLast() : text)
}

/// The size of a bar; the printed figure stays exact.
private func amount(_ value: Value) -> Double? { Double(value.description) }
