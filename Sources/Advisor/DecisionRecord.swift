/// A decision for a folder of decision records: what it is called there, and what it replaces.
public struct DecisionRecord: Sendable {
  /// How a record is laid out, by the tools that read it.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// MADR 4, with front matter.
    case madr4
    /// A header that adr-tools, log4brains and the parsers of Nygard's format and of MADR 2 all read.
    case classic
    /// Nygard's five sections.
    case nygard
  }

  /// A record that this one replaces.
  public struct Older: Sendable, Hashable {
    /// The number or day in its file name.
    public let number: String
    /// Its title, without the number.
    public let title: String
    /// Its file name.
    public let file: String

    /// A record by its parts.
    public init(number: String, title: String, file: String) {
      self.number = number
      self.title = title
      self.file = file
    }
  }

  /// How it is laid out.
  public let style: Style
  /// The number of four digits, or the day of eight, in its file name.
  public let number: String
  /// The title, without the number.
  public let title: String
  /// As ISO 8601 writes it.
  public let day: String
  /// The record that it replaces.
  public let older: Older?

  /// A record by its parts.
  public init(style: Style, number: String, title: String, day: String, older: Older? = nil) {
    self.style = style
    self.number = number
    self.title = title
    self.day = day
    self.older = older
  }

  /// The file name.
  public var file: String { "\(number)-\(Self.slug(of: title)).md" }

  /// The number as titles write it; a day is not part of a title.
  var titleNumber: String? { number.count > 4 && number.count == 8 ? nil : Int(number).map(String.init) }

  /// A title as file names have it: small letters and digits, one hyphen for anything else, none at the ends.
  ///
  /// Source: adr-tools 3.0, `_adr_new`; letters beyond ASCII are hyphens to it, too.
  public static func slug(of title: String) -> String {
    var slug = ""
    for letter in title.lowercased() {
      if letter.isASCII, letter.isLetter || letter.isNumber {
        slug.append(letter)
      } else if !slug.hasSuffix("-"), !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    // A name may have 255 bytes; the number, two hyphens and the ending need room too.
    slug = String(slug.prefix(120))
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? "decision" : slug
  }
}
