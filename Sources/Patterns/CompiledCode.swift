internal import CPCRE2

/// A PCRE2 program, freed with its last owner.
///
/// Invariant: the program is never changed after compilation, so that threads may share it; what a match
/// changes (match data, limits) belongs to one call.
final class CompiledCode: Sendable {
  nonisolated(unsafe) private let code: OpaquePointer
  /// The number of groups that capture.
  let groupCount: Int

  /// Compiles a translated expression, which PCRE2 refuses only for its size.
  init(_ expression: String, ignoringCase: Bool) throws(PatternError) {
    let options =
      PCRE2_UTF | PCRE2_DOTALL | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C
      | (ignoringCase ? PCRE2_CASELESS : 0)
    var text = expression
    let compiled = text.withUTF8 { bytes in
      var error: Int32 = 0
      var offset = 0
      return pcre2_compile_8(bytes.baseAddress, bytes.count, options, &error, &offset, nil)
    }
    guard let compiled else { throw .tooLarge }
    var groups: UInt32 = 0
    pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    code = compiled
    groupCount = Int(groups)
  }

  deinit { pcre2_code_free_8(code) }

  /// Runs `body` with a search over a text; nothing of it may be kept.
  ///
  /// - Parameters:
  ///   - text: where to search.
  ///   - steps: what may be spent; afterwards, what is left.
  ///   - body: what to do.
  func search<Result>(
    _ text: String, steps: inout Int, _ body: (inout Search) throws(PatternError) -> Result
  ) throws(PatternError) -> Result {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { throw .tooManySteps }
    defer { pcre2_match_data_free_8(data) }
    guard let context = pcre2_match_context_create_8(nil) else { throw .tooManySteps }
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_heap_limit_8(context, Search.maximumKibibytes)
    pcre2_set_depth_limit_8(context, Search.maximumDepth)
    // An array, not the text's own bytes: an empty one has no address, and typed errors do not cross `withUTF8`.
    let bytes = Array(text.utf8) + [0]
    let answer = bytes.withUnsafeBufferPointer { buffer -> Swift.Result<Result, PatternError> in
      let subject = UnsafeBufferPointer(rebasing: buffer.dropLast())
      var search = Search(code: code, data: data, context: context, subject: subject, steps: steps)
      defer { steps = max(search.steps, 0) }
      do throws(PatternError) {
        return .success(try body(&search))
      } catch {
        return .failure(error)
      }
    }
    return try answer.get()
  }
}

/// A search over one text, with a budget of steps for all its matches together.
///
/// PCRE2 does not say how many steps a match took. So each match is tried with a small allowance first, which
/// grows until it suffices; what is spent is then known well enough to bound the sum.
struct Search {
  /// Memory for backtracking in one match.
  static let maximumKibibytes: UInt32 = 64 * 1024
  /// Of backtracking points within one another.
  static let maximumDepth: UInt32 = 1_000_000
  private static let firstAllowance = 256
  private static let growth = 8
  /// What a match within the first allowance is taken to cost.
  private static let usualCost = 16

  /// What may still be spent.
  private(set) var steps: Int
  private let code: OpaquePointer
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let subject: UnsafeBufferPointer<UInt8>

  init(
    code: OpaquePointer, data: OpaquePointer, context: OpaquePointer, subject: UnsafeBufferPointer<UInt8>,
    steps: Int
  ) {
    self.code = code
    self.data = data
    self.context = context
    self.subject = subject
    self.steps = steps
  }

  /// The length of the text in bytes.
  var count: Int { subject.count }

  /// Finds the next match at or after a byte position.
  ///
  /// - Returns: whether there is one; `group` then tells where.
  mutating func next(from position: Int, allowingEmpty: Bool) throws(PatternError) -> Bool {
    // The bytes are a String's, which are always valid UTF-8.
    let options = PCRE2_NO_UTF_CHECK | (allowingEmpty ? 0 : PCRE2_NOTEMPTY)
    var allowance = Self.firstAllowance
    steps -= Self.usualCost
    while steps > 0 {
      pcre2_set_match_limit_8(context, UInt32(clamping: min(allowance, steps)))
      let answer = pcre2_match_8(code, subject.baseAddress, subject.count, position, options, data, context)
      if answer > 0 { return true }
      if answer == PCRE2_ERROR_NOMATCH { return false }
      guard answer == PCRE2_ERROR_MATCHLIMIT else { throw .tooManySteps }
      steps -= allowance
      allowance = min(allowance * Self.growth, max(steps, 1))
    }
    throw .tooManySteps
  }

  /// Where a group matched last; an empty range if it took no part.
  func group(_ number: Int) -> Range<Int> {
    guard let offsets = pcre2_get_ovector_pointer_8(data), number < Int(pcre2_get_ovector_count_8(data))
    else {
      return 0..<0
    }
    let from = offsets[2 * number]
    let to = offsets[2 * number + 1]
    // A group without part has both at the largest number of C's size type, -1 here.
    return from >= 0 && from <= to && to <= count ? from..<to : 0..<0
  }

  /// A piece of the text.
  func bytes(_ range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> { subject[range] }
}
