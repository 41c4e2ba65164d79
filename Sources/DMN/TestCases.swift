public import Diagnostics
public import FEEL

/// Examples of what a model must answer, in the format of the DMN conformance suite.
///
/// Source: the suite's `testCases.xsd`.
public struct TestCases: Sendable {
  /// The file name of the model, if given.
  public let modelName: String?
  /// Words about the cases as a whole.
  public let labels: [String]
  /// Order: as written.
  public let cases: [TestCase]
  /// Where the root element begins.
  public let location: SourceLocation
}

/// Inputs and what must follow from them.
public struct TestCase: Sendable {
  /// What is evaluated.
  public enum Kind: String, Sendable, CaseIterable {
    case decision
    case bkm
    case decisionService
  }

  /// The `id` attribute; the position, from 1, where there is none.
  public let id: String
  /// The name of the case, if it has one.
  public let name: String?
  /// What it shows, in words.
  public let description: String?
  /// What is evaluated.
  public let kind: Kind
  /// The decision service or function to call.
  public let invocableName: String?
  /// The values given.
  public let inputs: [Input]
  /// The values expected.
  public let results: [Result]
  /// Where the case begins.
  public let location: SourceLocation

  /// A value given for a name.
  public struct Input: Sendable {
    /// The name of an input, decision or parameter.
    public let name: String
    /// The namespace of an imported model whose element it is.
    public let namespace: String?
    /// The value.
    public let value: Value
    /// Where it is written.
    public let location: SourceLocation
  }

  /// A value expected under a name.
  public struct Result: Sendable {
    /// The name of a decision.
    public let name: String
    /// The value; null where an error is expected.
    public let expected: Value
    /// Whether evaluation is expected to fail, which shows as null.
    public let isError: Bool
    /// Where it is written.
    public let location: SourceLocation
  }
}
