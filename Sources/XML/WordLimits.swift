internal import Diagnostics

func nothingThere(isBlank: Bool, at place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, XMLCode.empty,
    isBlank
      ? "the file is empty; expected an XML document" : "the file has no element; expected a root element",
    at: place)
}

func notXML(_ text: String, at place: SourceLocation) -> Diagnostic {
  let line = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
  let word = String(String.UnicodeScalarView(line.prefix(20)))
  return Diagnostic(.error, XMLCode.malformed, "this is not XML: found `\(word)`, expected `<`", at: place)
}

func doctype(at place: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, XMLCode.doctype, "a document type declaration (`<!DOCTYPE`) is not accepted", at: place,
    help: "remove it; nothing it declares, such as entities, is ever read")
}

func endsInside(
  _ unfinished: MarkupScanner.Unfinished, tag: String, opened: SourceLocation, element: Element?,
  at end: SourceLocation
) -> Diagnostic {
  let (what, expected, place): (String, String, SourceLocation) =
    switch unfinished {
    case .text:
      element.map { ("element `\(qualified($0))`", "`</\(qualified($0))>`", $0.location) }
        ?? ("element `\(shortened(tag))`", "`</\(shortened(tag))>`", opened)
    case .comment: ("a comment", "`-->`", opened)
    case .cdata: ("a CDATA section", "`]]>`", opened)
    case .instruction: ("a processing instruction", "`?>`", opened)
    case .doctype: ("a document type declaration", "`>`", opened)
    case .tag: (tag.isEmpty ? "a tag" : "the tag `<\(shortened(tag))`", "`>`", opened)
    }
  return Diagnostic(
    .error, XMLCode.truncated, "the file ends inside \(what); expected \(expected)", at: end,
    notes: [.init("it begins here", at: place)])
}

func tooManyBytes(_ limit: Int, at place: SourceLocation) -> Diagnostic {
  overLimit("more than \(bytes(limit)) of XML in one piece", at: place)
}

func tooDeep(_ limit: Int, at place: SourceLocation) -> Diagnostic {
  overLimit("elements are nested more than \(grouped(limit)) levels deep", at: place)
}

func tagTooLong(_ limit: Int, at place: SourceLocation) -> Diagnostic {
  overLimit("a tag longer than \(bytes(limit))", at: place)
}

func tooManyAttributes(_ count: Int, _ limit: Int, at place: SourceLocation) -> Diagnostic {
  overLimit("a tag with \(grouped(count)) attributes; at most \(grouped(limit)) are read", at: place)
}

func tooManyElements(_ limit: Int, at place: SourceLocation) -> Diagnostic {
  overLimit("more than \(grouped(limit)) elements", at: place)
}

func textTooLong(_ limit: Int, at place: SourceLocation) -> Diagnostic {
  overLimit("a text longer than \(bytes(limit))", at: place)
}

func commentTooLong(_ what: MarkupScanner.Unfinished, _ limit: Int, at place: SourceLocation) -> Diagnostic {
  let name = what == .comment ? "comment" : "processing instruction"
  return overLimit("a \(name) longer than \(bytes(limit))", at: place)
}

private func overLimit(_ message: String, at place: SourceLocation) -> Diagnostic {
  Diagnostic(.error, XMLCode.limit, message, at: place)
}

/// A size in the largest unit that divides it.
private func bytes(_ count: Int) -> String {
  if count >= 1 << 20, count % (1 << 20) == 0 { return "\(grouped(count >> 20)) MiB" }
  if count >= 1 << 10, count % (1 << 10) == 0 { return "\(grouped(count >> 10)) KiB" }
  return "\(grouped(count)) bytes"
}

private func grouped(_ count: Int) -> String {
  var text = ""
  for (index, digit) in String(count).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}
