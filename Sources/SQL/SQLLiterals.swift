internal import Diagnostics
internal import FEEL

extension SQLWriter {
  /// A number, digit by digit; never one with an exponent, which databases read as a binary fraction.
  func literal(_ number: Number) -> String {
    let plain = number.normalized
    let digits = String(plain.coefficient.magnitude)
    let power = Int(plain.exponent)
    let sign = plain.isNegative ? "-" : ""
    let text: String
    if power >= 0 {
      text = digits + String(repeating: "0", count: power)
    } else if digits.utf8.count > -power {
      text = "\(digits.dropLast(-power)).\(digits.suffix(-power))"
    } else {
      text = "0." + String(repeating: "0", count: -power - digits.utf8.count) + digits
    }
    // Beyond 64 bits a literal would be read as another type than decimal by some.
    guard text.utf8.count > 18, dialect != .sqlite else { return sign + text }
    return "CAST('\(sign)\(text)' AS \(name(of: .decimal(.init(of: number)))))"
  }

  /// A text in quotation marks.
  ///
  /// What Jinja, which dbt runs over a query first, would take for its own is split in two, and in Spark written by its
  /// code: `${`, which its shell replaces, as well.
  func literal(_ text: String) -> String {
    let isSpark = dialect == .spark
    var escaped = ""
    var previous: Unicode.Scalar = " "
    var isSplit = false
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      let isJinja = previous == "{" && (scalar == "{" || scalar == "%" || scalar == "#")
      if isSpark {
        switch scalar {
        case "'": escaped += "\\'"
        case "\\": escaped += "\\\\"
        case "\n": escaped += "\\n"
        case "\r": escaped += "\\r"
        case "$": escaped += "\\u0024"
        case "%" where isJinja: escaped += "\\u0025"
        case "{" where isJinja: escaped += "\\u007B"
        case "#" where isJinja: escaped += "\\u0023"
        default: escaped.unicodeScalars.append(scalar)
        }
        continue
      }
      if isJinja {
        escaped += "' || '"
        isSplit = true
      }
      if scalar == "'" { escaped += "''" } else { escaped.unicodeScalars.append(scalar) }
    }
    return isSplit ? "('\(escaped)')" : "'\(escaped)'"
  }

  /// A text that may stand behind `--`: on one line, and nothing in it that Jinja would run.
  func comment(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    for scalar in printable(text).unicodeScalars {
      if previous == "{", scalar == "{" || scalar == "%" || scalar == "#" { result += " " }
      // Spark's shell replaces variables in comments, too.
      if previous == "$", scalar == "{" { result += " " }
      result.unicodeScalars.append(scalar)
      previous = scalar
    }
    return result
  }
}
