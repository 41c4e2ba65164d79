internal import Diagnostics
internal import Glibc

/// Colour, for diagnostics and headings on a terminal; never the only sign of anything.
enum Style {
  /// The options that every command takes, and which are no part of any of them.
  private static let on = "--color"
  private static let off = "--no-color"

  /// Whether what goes to a stream is coloured.
  ///
  /// The last of `--color` and `--no-color` decides; else `NO_COLOR`, a terminal that cannot, and a stream that is no
  /// terminal mean no.
  static func isOn(for stream: Int32) -> Bool {
    let said = arguments.last { $0 == on || $0 == off }
    if let said { return said == on }
    if let value = Surroundings.value("NO_COLOR"), !value.isEmpty { return false }
    return !Surroundings.isDumb && isatty(stream) == 1
  }

  /// The arguments without those that are meant for this file.
  static func stripped(_ all: [String]) -> [String] {
    let options = all.prefix { $0 != "--" }
    return options.filter { $0 != on && $0 != off } + all.dropFirst(options.count)
  }

  private static let arguments = CommandLine.arguments.prefix { $0 != "--" }

  /// How each part of a diagnostic is painted on standard error; not at all where it is not coloured.
  static var diagnostics: (_ part: Diagnostic.Part, _ text: String) -> String {
    guard isOn(for: STDERR_FILENO) else { return { $1 } }
    return paint
  }

  /// The same for problems that are the result, on standard output.
  static var results: (_ part: Diagnostic.Part, _ text: String) -> String {
    guard isOn(for: STDOUT_FILENO) else { return { $1 } }
    return paint
  }

  /// A part of a diagnostic in its colour.
  private static func paint(_ part: Diagnostic.Part, _ text: String) -> String {
    switch part {
    case .error: painted(text, "1;31")
    case .warning: painted(text, "1;33")
    case .note, .help: painted(text, "1;36")
    case .caret: painted(text, "1;32")
    }
  }

  /// The headings of an answer in bold on standard output, where it is a terminal.
  static func headings(in text: String) -> String {
    guard isOn(for: STDOUT_FILENO) else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      isHeading(line) ? painted(String(line), "1") : String(line)
    }.joined(separator: "\n")
  }

  /// A line of Markdown that begins with `#`, or a line of plain text in capitals.
  private static func isHeading(_ line: Substring) -> Bool {
    let marks = line.prefix { $0 == "#" }
    if !marks.isEmpty { return line.dropFirst(marks.count).first == " " }
    return line.first?.isUppercase == true && line.count > 3 && !line.contains(where: \.isLowercase)
      && line.allSatisfy { $0.isLetter || $0 == " " }
  }

  private static func painted(_ text: String, _ code: String) -> String { "\u{1B}[\(code)m\(text)\u{1B}[0m" }
}

/// The environment variables that this program looks at; `rationale help environment` lists them.
enum Surroundings {
  /// The value of a variable; nil where it is not set.
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether the terminal can only go forward.
  static var isDumb: Bool { value("TERM") == "dumb" }

  /// Whether a screen reader reads along, so that nothing may be drawn over.
  static var isAccessible: Bool { value("ACCESSIBLE").map { !$0.isEmpty } ?? false }

  /// Whether a build server runs this, which answers no questions.
  static var isUnattended: Bool { value("CI").map { !$0.isEmpty } ?? false }

  /// The folder for what is kept between runs, by the XDG base directory specification; nil where there is no home.
  static var stateFolder: String? {
    if let folder = value("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder + "/rationale" }
    return value("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/state/rationale" : nil }
  }
}
