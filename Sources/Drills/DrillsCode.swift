/// The stable names of the problems that this module finds.
public enum DrillsCode: String, Sendable, CaseIterable {
  /// A wording of the vocabulary cannot be looked for.
  case wording = "drill.wording"
  /// The vocabulary or the question bank is not built as it should be.
  case structure = "drill.structure"
  /// Two parts have the same name.
  case repeatedID = "drill.repeatedID"
  /// Something names an idea that is not there, or ideas speak of one another in a circle.
  case unknownIdea = "drill.unknownIdea"
  /// A figure is missing, is no number or is out of its range.
  case figure = "drill.figure"
  /// A line of a file of questions or answers cannot be used.
  case line = "drill.line"
}
