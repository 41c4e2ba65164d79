/// Text as it must be written in XML, between tags or in quotation marks.
///
/// Characters that XML cannot hold at all, such as U+0000, become U+FFFD.
///
/// - Parameters:
///   - text: what is to be read back.
///   - inAttribute: whether it stands in quotation marks, where tabs and line ends would become spaces.
/// - Returns: the text with its special characters as references.
public func escapedXML(_ text: String, inAttribute: Bool = false) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&apos;"
    // The next reader would make a newline of it.
    case "\r": escaped += "&#13;"
    case "\n": escaped += inAttribute ? "&#10;" : "\n"
    case "\t": escaped += inAttribute ? "&#9;" : "\t"
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped.unicodeScalars.append("\u{FFFD}")
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
