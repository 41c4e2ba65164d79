/// The stable names of the problems that this module finds.
public enum AdvisorCode: String, Sendable, CaseIterable {
  /// A decision that the advice needs is not in the rules.
  case missingDecision = "rules.missingDecision"
  /// The outcomes of the goal are not the four strategies.
  case strategyWords = "rules.strategyWords"
  /// An input has no question or no usable choices.
  case question = "rules.question"
  /// A text names a fact, or a rule a source, that is not there.
  case unknownReference = "rules.unknownReference"
  /// A layout template is missing or cannot be read.
  case template = "rules.template"
  /// A description of the service cannot be read.
  case webDocument = "rules.webDocument"
  /// The limits of an answer's lengths are not numbers.
  case answerLimit = "rules.answerLimit"
  /// Nothing speaks for one strategy over another.
  case missingArgument = "rules.missingArgument"
  /// A decision diagram cannot be built within its budget.
  case diagram = "rules.diagram"
  /// A fact names no input of the rules.
  case unknownFact = "case.unknownFact"
  /// A value is not of the input's type.
  case factType = "case.factType"
  /// A value is not among those allowed.
  case factValue = "case.factValue"
  /// The same input has two facts.
  case repeatedFact = "case.repeatedFact"
  /// A fact's value and status contradict each other.
  case factStatus = "case.factStatus"
  /// The document is not a case study.
  case structure = "case.structure"
  /// A saved decision of a record cannot be read.
  case recordLine = "record.line"
  /// A question does not name two strategies.
  case questionStrategies = "question.strategies"
  /// A file of answers has a line that is none.
  case answers = "answers.syntax"
  /// A fact of the rules was known to hold only until a day that is past.
  case stale = "rules.stale"
}
