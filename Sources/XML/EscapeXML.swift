internal import Diagnostics

/// Text as it must be written in XML, between tags or in quotation marks.
///
/// Characters that XML cannot hold at all, such as U+0000, become U+FFFD.
///
/// - Parameters:
///   - text: what is to be read back.
///   - inAttribute: whether it stands in quotation marks, where tabs and line ends would become spaces.
/// - Returns: the text with its special characters as references.
public func escapedXML(_ text: String, inAttribute: Bool = false) -> String {
  replacingScalars(of: text) { scalar in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&apos;"
    // The next reader would make a newline of it.
    case "\r": "&#13;"
    case "\n" where inAttribute: "&#10;"
    case "\t" where inAttribute: "&#9;"
    case "\n", "\t": nil
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
    default: nil
    }
  }
}
