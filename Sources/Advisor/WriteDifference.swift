internal import DMN
internal import FEEL

extension RulesDifference {
  /// The difference as a text to read.
  ///
  /// - Parameter templates: how it is laid out.
  public func text(with templates: Templates) -> String {
    var data: [String: Any] = [
      "decision": decision, "changes": changes.map(self.data), "onlyOld": onlyOld, "onlyNew": onlyNew,
      "domains": domains.map { domain in
        ["input": domain.input].merging(
          [("onlyOld", domain.onlyOld), ("onlyNew", domain.onlyNew)].filter { !$0.1.isEmpty }
        ) { $1 }
      }, "limitations": limitations, isWeighted ? "weighted" : "unweighted": true,
    ]
    if let changed = extent.changed, let total = extent.total {
      data["combinations"] = ["changed": "\(changed)", "total": "\(total)"]
    }
    if changes.isEmpty { data["same"] = true } else { data["share"] = Prose.percent(extent.share) }
    if let caseCount {
      data["cases"] = [
        "number": String(caseCount), "changed": cases.map(self.data), cases.isEmpty ? "none" : "some": true,
        "overturned": String(cases.count(where: \.isOverturned)),
      ]
    }
    return Prose.wrapLines(templates.render(.diff, data), width: 80)
  }

  private func data(_ change: Change) -> [String: Any] {
    var data: [String: Any] = [
      "from": name(change.from), "to": name(change.to), "share": Prose.percent(change.share),
      "boxes": change.boxes.map { box -> [String: Any] in
        let conditions = box.conditions.map { "\($0.name): \($0.words)" }.joined(separator: "; ")
        return [
          "share": Prose.percent(box.share), conditions.isEmpty ? "everywhere" : "conditions": conditions,
        ]
      },
    ]
    if change.left > 0 { data["left"] = Prose.percent(change.left) }
    return data
  }

  private func data(_ change: CaseChange) -> [String: Any] {
    var data: [String: Any] = ["id": change.id]
    if change.before == nil { data["unreadableBefore"] = true }
    if change.after == nil { data["unreadableAfter"] = true }
    if !change.leftOut.isEmpty { data["leftOut"] = Prose.list(change.leftOut) }
    guard let before = change.before, let after = change.after else { return data }
    guard change.isOverturned, let first = before.first, let then = after.first else {
      let lost = before.map(\.strategy).filter { old in !after.contains { $0.strategy == old } }
      let gained = after.map(\.strategy).filter { new in !before.contains { $0.strategy == new } }
      data["stays"] = before.first?.strategy.name ?? ""
      if !lost.isEmpty { data["lost"] = Prose.list(lost.map(\.name)) }
      if !gained.isEmpty { data["gained"] = Prose.list(gained.map(\.name)) }
      return data
    }
    data["overturned"] = [
      "before": first.strategy.name, "beforeShare": Prose.percent(first.share), "after": then.strategy.name,
      "afterShare": Prose.percent(then.share),
    ]
    return data
  }

  private func name(_ value: Value) -> String {
    guard case .string(let word) = value else { return value == .null ? "no answer" : value.description }
    return Strategy(rawValue: word)?.name ?? "“\(word)”"
  }
}

extension RulesDifference {
  /// For programs.
  public var json: JSON {
    [
      "decision": .string(decision), "share": .number(sixDecimals(extent.share)),
      "shareCounts": isWeighted ? "answers as often as the rules say they are given" : "each cell the same",
      "changedCombinations": extent.changed.map { .number("\($0)") } ?? .null,
      "combinations": extent.total.map { .number("\($0)") } ?? .null,
      "changes": .array(changes.map(\.json)), "onlyOld": .array(onlyOld.map { .string($0) }),
      "onlyNew": .array(onlyNew.map { .string($0) }),
      "domains": .array(
        domains.map {
          ["input": .string($0.input), "onlyOld": .string($0.onlyOld), "onlyNew": .string($0.onlyNew)]
        }), "exactOnlyWithRespectTo": .array(limitations.map { .string($0) }),
      "cases": caseCount.map { count in
        ["compared": .number(String(count)), "changed": .array(cases.map(\.json))]
      } ?? .null,
    ]
  }
}

extension RulesDifference.Change {
  fileprivate var json: JSON {
    [
      "from": JSON(from), "to": JSON(to), "share": .number(sixDecimals(share)),
      "boxes": .array(
        boxes.map {
          ["share": .number(sixDecimals($0.share)), "conditions": .array($0.conditions.map(\.json))]
        }), "inNoBox": .number(sixDecimals(left)),
    ]
  }
}

extension RulesDifference.CaseChange {
  fileprivate var json: JSON {
    [
      "id": .string(id), "before": before.map { .array($0.map(\.json)) } ?? .null,
      "after": after.map { .array($0.map(\.json)) } ?? .null,
      "leftOut": .array(leftOut.map { .string($0) }),
    ]
  }
}

/// A share with six decimals, the same on every machine.
func sixDecimals(_ share: Double) -> String {
  let units = Int((share * 1_000_000).rounded())
  let digits = String(units % 1_000_000)
  return "\(units / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
}
