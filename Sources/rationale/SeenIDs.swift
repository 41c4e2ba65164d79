internal import Batch
internal import Diagnostics

/// The ids of any number of cases, and where each was used first, in few bytes.
///
/// An id is kept as a number of 64 bits: among a million ids, the chance that two share theirs, and one of them is
/// called repeated though it is not, is below one in ten million.
struct SeenIDs {
  /// By the last bits of the id's number: one large table would need half as much again whenever it grows.
  private var places = [[UInt64: UInt64]](repeating: [:], count: 64)
  private var files: [String] = []

  /// Where the id was used first; nil if that is here.
  mutating func firstPlace(of id: String, at location: SourceLocation) -> SourceLocation? {
    let key = Fingerprint(of: Array(id.utf8)).value
    let part = Int(key % UInt64(places.count))
    if let packed = places[part][key] { return unpacked(packed) }
    places[part][key] = packed(location)
    return nil
  }

  private mutating func packed(_ location: SourceLocation) -> UInt64 {
    if files.last != location.file { files.append(location.file) }
    let line = UInt64(UInt32(clamping: location.line))
    return UInt64(UInt16(clamping: files.count - 1)) << 48 | line << 16
      | UInt64(UInt16(clamping: location.column))
  }

  private func unpacked(_ packed: UInt64) -> SourceLocation {
    SourceLocation(
      file: files[Int(packed >> 48)], line: Int(packed >> 16 & 0xFFFF_FFFF), column: Int(packed & 0xFFFF))
  }
}
