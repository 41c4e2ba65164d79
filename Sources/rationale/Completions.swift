internal import Advisor
internal import DMN
internal import Diagnostics
internal import Shipped

/// What the shell offers while a command is typed, beyond the options that it knows from the completion script.
enum Completions {
  /// The ids of the cases built in, and case files on the disk.
  @Sendable static func cases(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let ids = prefix.contains("/") ? [] : Library.shippedCaseIDs.filter { $0.hasPrefix(prefix) }
    return ids + files(prefix)
  }

  /// The models that can be asked alone.
  @Sendable static func models(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    ((try? Concepts(in: nil))?.names ?? []).filter { $0.hasPrefix(prefix) }
  }

  /// The facts of the rules before the equals sign, and the values of that fact behind it.
  @Sendable static func facts(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let topics = (try? Library.rulebook(in: nil))?.topics ?? []
    guard let equals = prefix.firstIndex(of: "=") else {
      return topics.map { "\($0.name)=" }.filter { $0.hasPrefix(prefix) }
    }
    guard let topic = topics.first(where: { $0.name == prefix[..<equals] }) else { return [] }
    return topic.choices.map { "\(topic.name)=\($0.written)" }.filter { $0.hasPrefix(prefix) }
  }

  /// The facts of the rules.
  @Sendable static func factNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    ((try? Library.rulebook(in: nil))?.topics ?? []).map(\.name).filter { $0.hasPrefix(prefix) }
  }

  /// The commands that have a schema.
  @Sendable static func schemas(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    JSONSchemaCommand.names.filter { $0.hasPrefix(prefix) }
  }

  /// Folders, and files of cases, that begin with what is typed.
  private static func files(_ prefix: String) -> [String] {
    let slash = prefix.lastIndex(of: "/")
    let folder = slash.map { String(prefix[...$0]) } ?? ""
    let names = (try? Files.entries(of: folder.isEmpty ? "." : folder)) ?? []
    return names.map { folder + $0 }.filter { $0.hasPrefix(prefix) }
      .filter { Files.isFolder($0) || $0.hasSuffix(".xml") }
      .map { Files.isFolder($0) ? $0 + "/" : $0 }
  }
}
