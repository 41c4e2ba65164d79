internal import ArgumentParser
internal import Advisor

/// The option that replaces the built-in rules.
struct RulesOption: ParsableArguments {
  @Option(
    name: .customLong("rules"), help: "A folder of rules to use instead of those built in.",
    completion: .directory)
  var folder: String?

  /// The rules, ready to advise.
  func load() throws -> Rulebook { try Library.rulebook(in: folder) }
}
