/// Where a time is told: nowhere in particular, at an offset from UTC, or in a named zone.
///
/// Two zones are equal when they are written alike, but for `Z` and `+00:00`.
/// Source: DMN 1.5, 10.3.2.3.4.
public enum Zone: Sendable, Hashable {
  /// No zone is given.
  case local
  /// So many seconds ahead of UTC, at most 14 hours either way.
  case offset(Int32)
  /// A zone of the IANA database, and how many seconds it is ahead of UTC at the time it belongs to.
  indirect case named(String, offset: Int32)

  /// UTC.
  public static let utc = Zone.offset(0)

  /// An offset from UTC; nil unless it is of whole seconds and at most 14 hours.
  ///
  /// Source: XML Schema part 2, 3.2.7.3.
  public init?(offset: DaysAndTimeDuration) {
    guard offset.nanoseconds % nanosecondsPerSecond == 0 else { return nil }
    self.init(offsetSeconds: Int(offset.nanoseconds / nanosecondsPerSecond))
  }

  init?(offsetSeconds seconds: Int) {
    guard -50_400...50_400 ~= seconds else { return nil }
    self = .offset(Int32(seconds))
  }

  /// Seconds ahead of UTC; nil if no zone is given.
  public var offsetSeconds: Int? {
    switch self {
    case .local: nil
    case .offset(let seconds), .named(_, let seconds): Int(seconds)
    }
  }

  /// FEEL's `time offset`; nil if no zone is given.
  public var offset: DaysAndTimeDuration? {
    offsetSeconds.map { DaysAndTimeDuration(seconds: $0) }
  }

  /// FEEL's `timezone`: the name in the IANA database; nil if the zone has none.
  public var name: String? {
    switch self {
    case .local, .offset: nil
    case .named(let name, _): name
    }
  }
}

extension Zone: CustomStringConvertible {
  /// The zone as it ends a time: nothing, `Z`, `+05:30` or `@Europe/Paris`.
  public var description: String {
    switch self {
    case .local: ""
    case .named(let name, _): "@" + name
    case .offset(0): "Z"
    case .offset(let seconds): offsetText(Int(seconds))
    }
  }
}

private func offsetText(_ seconds: Int) -> String {
  let size = abs(seconds)
  let minutes = (seconds < 0 ? "-" : "+") + padded(size / 3600) + ":" + padded(size / 60 % 60)
  return size % 60 == 0 ? minutes : minutes + ":" + padded(size % 60)
}

/// What a zone is asked about: a moment as its clocks show it, or the moment itself, in seconds since 1970.
public enum Moment: Sendable, Hashable {
  /// What the clocks of the zone show, as seconds since 1970-01-01T00:00:00 on those clocks.
  case local(Int)
  /// Seconds since 1970-01-01T00:00:00Z.
  case instant(Int)
}

/// Where the offsets of named zones come from.
public struct ZoneDatabase: Sendable {
  private let lookUp: @Sendable (String, Moment) -> Int?

  /// A database by a function: seconds ahead of UTC, nil for an unknown zone.
  public init(offset: @escaping @Sendable (_ zone: String, _ moment: Moment) -> Int?) {
    lookUp = offset
  }

  /// Seconds that a zone is ahead of UTC at a moment; nil if there is no such zone.
  ///
  /// A moment that the clocks show twice is the earlier one; one that they skip counts from before the gap.
  public func offset(of zone: String, at moment: Moment) -> Int? {
    switch moment {
    // Far outside of `Date.years`, and small enough to count with.
    case .local(let seconds), .instant(let seconds): seconds.magnitude < 1 << 56 ? lookUp(zone, moment) : nil
    }
  }

  /// A database without zones.
  public static let empty = ZoneDatabase { _, _ in nil }

  /// The zone of a time that has no date: by its standard time, as of 2020; nil if there is no such zone.
  func standardZone(_ name: String) -> Zone? {
    // The clocks of one half of the earth are ahead in January, of the other in July.
    guard let january = offset(of: name, at: .instant(1_577_836_800)),
      let july = offset(of: name, at: .instant(1_593_561_600))
    else { return nil }
    return .named(name, offset: Int32(clamping: min(january, july)))
  }
}
