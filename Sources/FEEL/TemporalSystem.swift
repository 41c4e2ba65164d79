// The only file of this module that asks the operating system: for the time and for the rules of time zones.
internal import Glibc
internal import Synchronization

extension ZoneDatabase {
  /// The zones of `/usr/share/zoneinfo`, each read when it is first asked about.
  public static let system: ZoneDatabase = {
    let cache = ZoneCache()
    return ZoneDatabase { zone, moment in cache.rules(of: zone)?.offset(at: moment) }
  }()
}

/// The zones read so far.
private final class ZoneCache: Sendable {
  private let zones = Mutex<[String: ZoneRules]>([:])

  func rules(of zone: String) -> ZoneRules? {
    if let known = zones.withLock({ $0[zone] }) { return known }
    guard isZoneName(zone), let bytes = contents(of: "/usr/share/zoneinfo/" + zone),
      let rules = ZoneRules(tzif: bytes)
    else { return nil }
    zones.withLock { zones in
      // Invariant: there are fewer zones than this, so a full cache is a changed database.
      if zones.count >= 1000 { zones.removeAll() }
      zones[zone] = rules
    }
    return rules
  }
}

/// Whether a text may be looked up as a zone; it then cannot lead out of the folder.
private func isZoneName(_ text: String) -> Bool {
  guard text.utf8.count <= 64, !["localtime", "posixrules", "Factory"].contains(text) else { return false }
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  // These two hold the same zones again, the second with leap seconds.
  if parts[0] == "posix" || parts[0] == "right" { return false }
  return parts.allSatisfy { part in
    guard let first = part.utf8.first, (first | 0x20) >= 97, (first | 0x20) <= 122 else { return false }
    return part.utf8.allSatisfy { byte in
      48...57 ~= byte || 97...122 ~= (byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "+")
    }
  }
}

/// The contents of a regular file of at most a megabyte; nil if it cannot be read.
private func contents(of path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= 1 << 20 else {
    return nil
  }
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes { buffer in
      read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
    }
    guard count > 0 else { return nil }
    filled += count
  }
  return bytes
}

/// What tells the present time.
public struct Clock: Sendable {
  private let read: @Sendable () -> DateTime

  /// A clock that asks a function.
  public init(_ now: @escaping @Sendable () -> DateTime) { read = now }

  /// A clock that stands still.
  public init(standingAt moment: DateTime) { read = { moment } }

  /// The clock of the computer, in UTC, to the millisecond.
  public static let system = Clock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let sinceEpoch = DaysAndTimeDuration(seconds: time.tv_sec)
    let start = DateTime(date: .epoch, time: .midnightUTC)
    let now = (start + sinceEpoch) ?? start
    let milliseconds = time.tv_nsec / 1_000_000
    return DateTime(
      date: now.date,
      time: Time(nanosecondOfDay: now.time.nanosecondOfDay + milliseconds * 1_000_000, zone: .utc))
  }

  /// The present moment: FEEL's `now`.
  public var now: DateTime { read() }

  /// The date of the present moment: FEEL's `today`.
  public var today: Date { read().date }
}
