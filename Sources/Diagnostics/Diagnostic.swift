/// One problem: what is wrong, where, and what would help.
///
/// Wording, everywhere: lower case, no final period, one line; the user's own text in backticks; what was
/// found and what was expected; words of the standard and the domain, never Swift's type names.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The input cannot be used.
    case error
    /// The input can be used, but somebody should look at it.
    case warning
  }

  /// A second place that explains the first ("the other table is here").
  public struct Note: Sendable, Hashable {
    /// What is to be seen there.
    public let message: String
    /// Where.
    public let location: SourceLocation?

    /// A note by its words and place.
    public init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// How bad it is.
  public let severity: Severity
  /// A stable name such as `table.overlap`, for tests and filters; each module lists its own in one enum.
  public let code: String
  /// What is wrong, in one line.
  public let message: String
  /// Where; nil only for problems that have no place, such as a missing file.
  public let location: SourceLocation?
  /// Other places worth seeing.
  public let notes: [Note]
  /// What to do, such as the nearest name that exists.
  public let help: String?

  /// A problem with the code of the module that found it.
  ///
  /// - Parameters:
  ///   - severity: how bad it is.
  ///   - code: a case of the finding module's enum of codes.
  ///   - message: the one line of wording.
  ///   - location: where; nil if there is no place.
  ///   - notes: other places.
  ///   - help: what to do.
  public init(
    _ severity: Severity, _ code: some RawRepresentable<String>, _ message: String,
    at location: SourceLocation?,
    notes: [Note] = [], help: String? = nil
  ) {
    self.severity = severity
    self.code = code.rawValue
    self.message = message
    self.location = location
    self.notes = notes
    self.help = help
  }
}

extension Diagnostic: Comparable {
  /// Order: by place (problems without one first), then errors before warnings, then by wording.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    switch (left.location, right.location) {
    case (nil, nil): break
    case (nil, _): return true
    case (_, nil): return false
    case (let a?, let b?): if a != b { return a < b }
    }
    if left.severity != right.severity { return left.severity == .error }
    return left.message < right.message
  }
}

/// Why a pass did not produce its result: all problems it found, at least one of them an error.
public struct DiagnosticsError: Error, Sendable, Hashable {
  /// The problems, by place.
  ///
  /// At least one is an error.
  public let diagnostics: [Diagnostic]

  /// The problems of a pass, sorted and without repetitions.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = Set(diagnostics).sorted()
  }
}

extension [Diagnostic] {
  /// Ends a pass: throws everything collected if anything is an error.
  ///
  /// - Throws: `DiagnosticsError` with all problems, warnings included.
  public func throwIfAnyIsError() throws(DiagnosticsError) {
    if contains(where: { $0.severity == .error }) { throw DiagnosticsError(self) }
  }
}
