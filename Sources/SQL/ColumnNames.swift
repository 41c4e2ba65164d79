internal import Diagnostics

/// The names that columns have in a database: each given once.
struct ColumnNames {
  private var owners: [String: (what: String, location: SourceLocation?)] = [:]
  private(set) var problems: [Diagnostic] = []
  private let dialect: Dialect

  init(for dialect: Dialect) { self.dialect = dialect }

  /// The name in lower case with an underscore for what is no letter and no digit.
  ///
  /// - Parameters:
  ///   - parts: what it is made of: a decision and its output, say.
  ///   - what: what the column is, for messages: ``input `Age` ``.
  ///   - location: where that stands.
  mutating func claim(_ parts: String..., for what: String, at location: SourceLocation?) -> String {
    let name = snakeCase(parts.joined(separator: " "))
    if let owner = owners[name] {
      problems.append(taken(name, what, location, owner))
    } else if name.allSatisfy({ $0 == "_" }) {
      problems.append(noName(what, location))
    } else if let longest = dialect.longestName, name.utf8.count > longest {
      problems.append(tooLong(name, what, longest, dialect, location))
    }
    owners[name] = owners[name] ?? (what, location)
    return name
  }
}

/// A name in lower case, with one underscore for each run of what is no letter, no digit and no underscore.
///
/// A digit in front gets an underscore before it: `3 months` is `_3_months`.
public func snakeCase(_ name: String) -> String {
  var result = ""
  var isGap = false
  for scalar in name.unicodeScalars {
    guard scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal || scalar == "_" else {
      isGap = true
      continue
    }
    if isGap, !result.isEmpty { result += "_" }
    isGap = false
    result += scalar.properties.lowercaseMapping
  }
  if let first = result.unicodeScalars.first, first.properties.numericType == .decimal {
    result = "_" + result
  }
  return result
}

// MARK: Wording

private func taken(
  _ name: String, _ what: String, _ location: SourceLocation?,
  _ owner: (what: String, location: SourceLocation?)
) -> Diagnostic {
  Diagnostic(
    .error, SQLProblem.name, "\(what) would have the column `\(name)`, which \(owner.what) has already",
    at: location,
    notes: owner.location.map { [.init("\(owner.what) is here", at: $0)] } ?? [],
    help: "names that differ only in spaces, marks or capital letters need different words")
}

private func noName(_ what: String, _ location: SourceLocation?) -> Diagnostic {
  Diagnostic(
    .error, SQLProblem.name, "the name of \(what) has no letter or digit that a column could be named by",
    at: location)
}

private func tooLong(
  _ name: String, _ what: String, _ longest: Int, _ dialect: Dialect, _ location: SourceLocation?
) -> Diagnostic {
  Diagnostic(
    .error, SQLProblem.name,
    "\(what) would have the column `\(name)`, and \(dialect.name) cuts names longer than \(longest) bytes",
    at: location)
}
