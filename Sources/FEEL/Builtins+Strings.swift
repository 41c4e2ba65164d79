internal import Patterns

/// Functions on strings.
///
/// Every position and length counts Unicode scalars.
///
/// Source: DMN 1.5, 10.3.4.3 (table 74).
let stringBuiltins: [Builtin] = [
  Builtin(
    "substring",
    Signature(
      [text, .init("start position", .number), .init("length", .number, isOptional: true)], gives: .string,
      substring)
  ),
  Builtin("string length", Signature([text], gives: .number, stringLength)),
  Builtin("upper case", Signature([text], gives: .string, upperCase)),
  Builtin("lower case", Signature([text], gives: .string, lowerCase)),
  Builtin("substring before", Signature([text, match], gives: .string, substringBefore)),
  Builtin("substring after", Signature([text, match], gives: .string, substringAfter)),
  Builtin("contains", Signature([text, match], gives: .boolean, containsText)),
  Builtin("starts with", Signature([text, match], gives: .boolean, startsWith)),
  Builtin("ends with", Signature([text, match], gives: .boolean, endsWith)),
  Builtin("matches", Signature([input, pattern, flags], gives: .boolean, matchesPattern)),
  Builtin(
    "replace",
    Signature([input, pattern, .init("replacement", .string), flags], gives: .string, replacePattern)),
  Builtin("split", Signature([text, .init("delimiter", .string)], gives: .list(.string), splitText)),
  Builtin(
    "string join",
    Signature(
      [.init("list", .list(.any)), .init("delimiter", .string, isOptional: true)], gives: .string, stringJoin)
  ),
]

private let text = Signature.Parameter("string", .string)
private let match = Signature.Parameter("match", .string)
private let input = Signature.Parameter("input", .string)
private let pattern = Signature.Parameter("pattern", .string)
private let flags = Signature.Parameter("flags", .string, isOptional: true)

// MARK: Parts

private func substring(_ call: Call) throws(Refusal) -> Value {
  let scalars = try call.string(0).unicodeScalars
  let position = try call.wholeNumber(1)
  guard position != 0 else { throw .because(zeroPosition) }
  let length = call.has(2) ? try call.wholeNumber(2) : nil
  if call.arguments.count > 2, length == nil { throw .because(nullLength) }
  if let length, length < 1 { throw .because(shortLength(length)) }
  let from =
    position > 0
    ? scalars.index(scalars.startIndex, offsetBy: position - 1, limitedBy: scalars.endIndex)
    : scalars.index(scalars.endIndex, offsetBy: position, limitedBy: scalars.startIndex)
  guard let from, from < scalars.endIndex else { throw .because(beyondString(position, scalars.count)) }
  let to =
    length.flatMap { scalars.index(from, offsetBy: $0, limitedBy: scalars.endIndex) } ?? scalars.endIndex
  return .string(String(scalars[from..<to]))
}

private func substringBefore(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  guard let found = firstOccurrence(of: try call.string(1), in: text) else { return .string("") }
  return .string(String(text.unicodeScalars[..<found.lowerBound]))
}

private func substringAfter(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  guard let found = firstOccurrence(of: try call.string(1), in: text) else { return .string("") }
  return .string(String(text.unicodeScalars[found.upperBound...]))
}

private func stringLength(_ call: Call) throws(Refusal) -> Value {
  .number(Number(try call.string(0).unicodeScalars.count))
}

// MARK: Letters

private func upperCase(_ call: Call) throws(Refusal) -> Value {
  try call.string(of: call.string(0).uppercased())
}

private func lowerCase(_ call: Call) throws(Refusal) -> Value {
  try call.string(of: call.string(0).lowercased())
}

// MARK: Questions

private func containsText(_ call: Call) throws(Refusal) -> Value {
  .boolean(firstOccurrence(of: try call.string(1), in: try call.string(0)) != nil)
}

private func startsWith(_ call: Call) throws(Refusal) -> Value {
  .boolean(try call.string(0).utf8.starts(with: try call.string(1).utf8))
}

private func endsWith(_ call: Call) throws(Refusal) -> Value {
  .boolean(try call.string(0).utf8.reversed().starts(with: try call.string(1).utf8.reversed()))
}

// MARK: Patterns

private func matchesPattern(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  return try withPattern(call, flags: 2, searching: text) { (pattern, steps) throws(PatternError) in
    .boolean(try pattern.matches(in: text, steps: &steps))
  }
}

private func replacePattern(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  let replacement = try call.string(2)
  let limit = utf8Limit(call)
  let result = try withPattern(call, flags: 3, searching: text) { (pattern, steps) throws(PatternError) in
    try pattern.replacing(in: text, with: replacement, maximumLength: limit, steps: &steps)
  }
  return try call.string(of: result)
}

private func splitText(_ call: Call) throws(Refusal) -> Value {
  let text = try call.string(0)
  let limit = call.context.limits.listSize
  let pieces = try withPattern(call, flags: nil, searching: text) { (pattern, steps) throws(PatternError) in
    try pattern.splitting(text, maximumCount: limit, steps: &steps)
  }
  // XPath finds no piece in an empty text; FEEL has one, the text itself.
  return try call.list(of: text.isEmpty ? [.string("")] : pieces.map { .string($0) })
}

/// Compiles the pattern in the second argument and uses it; what that takes counts as steps of the evaluation.
private func withPattern<Result>(
  _ call: Call, flags: Int?, searching text: String,
  _ use: (Pattern, inout Int) throws(PatternError) -> Result
) throws(Refusal) -> Result {
  let xpath = try call.string(1)
  var letters = ""
  if let flags, call.has(flags) { letters = try call.string(flags) }
  try call.spend(16 + xpath.utf8.count)
  let allowed = Pattern.usualSteps(for: text)
  var steps = allowed
  let answer: Swift.Result<Result, PatternError>
  do throws(PatternError) {
    answer = .success(try use(Pattern(xpath: xpath, flags: letters), &steps))
  } catch {
    answer = .failure(error)
  }
  try call.spend((allowed - steps) / 32)
  switch answer {
  case .success(let result): return result
  case .failure(let error): throw .because(error.description)
  }
}

/// Bytes that suffice for the longest string allowed.
private func utf8Limit(_ call: Call) -> Int {
  let (bytes, overflow) = call.context.limits.stringLength.multipliedReportingOverflow(by: 4)
  return overflow ? .max : bytes
}

// MARK: Joining

private func stringJoin(_ call: Call) throws(Refusal) -> Value {
  let delimiter = call.has(1) ? try call.string(1) : ""
  var joined = ""
  var isFirst = true
  for item in try call.list(0) {
    switch item {
    case .null: continue
    case .string(let piece):
      if !isFirst { joined += delimiter }
      joined += piece
      isFirst = false
    default: throw .unexpected(item, "a list of strings")
    }
    if joined.utf8.count > utf8Limit(call) { return try call.string(of: joined) }
  }
  return try call.string(of: joined)
}

/// Where a text first occurs in another, scalar by scalar: `é` as one scalar is not `é` as two.
///
/// Cost: linear in the sum of the lengths (Knuth, Morris and Pratt), as both texts may be long.
private func firstOccurrence(of part: String, in whole: String) -> Range<String.Index>? {
  let needle = Array(part.utf8)
  guard !needle.isEmpty else { return whole.startIndex..<whole.startIndex }
  var borders = [0]
  var length = 0
  for byte in needle.dropFirst() {
    while length > 0, needle[length] != byte { length = borders[length - 1] }
    if needle[length] == byte { length += 1 }
    borders.append(length)
  }
  length = 0
  var index = whole.utf8.startIndex
  for byte in whole.utf8 {
    whole.utf8.formIndex(after: &index)
    while length > 0, needle[length] != byte { length = borders[length - 1] }
    if needle[length] == byte { length += 1 }
    if length == needle.count { return whole.utf8.index(index, offsetBy: -length)..<index }
  }
  return nil
}

// MARK: Wording

private let zeroPosition = "the start position is 0, expected 1 for the first or -1 for the last character"
private let nullLength = "the length is null, expected a number"

private func shortLength(_ length: Int) -> String { "the length is \(length), expected 1 or more" }

private func beyondString(_ position: Int, _ length: Int) -> String {
  "the start position is \(position), but the string has \(length) characters"
}
