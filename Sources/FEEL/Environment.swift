/// The values of the variables an expression reads, and how much it may spend.
public struct Environment: Sendable {
  /// The variables by name.
  public let variables: [String: Value]
  /// What evaluation may spend.
  public let limits: Limits
  /// What `now()` and `today()` ask.
  public let clock: Clock

  /// An environment of variables.
  public init(_ variables: [String: Value] = [:], limits: Limits = .standard, clock: Clock = .system) {
    self.variables = variables
    self.limits = limits
    self.clock = clock
  }
}

/// What one evaluation may spend; beyond that the result is null with the reason `limit reached…`.
public struct Limits: Sendable, Hashable {
  /// Calls of functions within calls of functions.
  public var recursionDepth: Int
  /// Steps of all loops, filters and list functions together.
  public var iterations: Int
  /// Elements of one list.
  public var listSize: Int
  /// Unicode scalars of one string.
  public var stringLength: Int

  /// Limits by their four numbers.
  public init(
    recursionDepth: Int = 1_000, iterations: Int = 2_000_000, listSize: Int = 1_000_000,
    stringLength: Int = 1_000_000
  ) {
    self.recursionDepth = recursionDepth
    self.iterations = iterations
    self.listSize = listSize
    self.stringLength = stringLength
  }

  /// Enough for any honest rule, within a second and some hundred megabytes.
  public static let standard = Limits()
}
