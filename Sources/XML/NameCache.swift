/// The names that libxml2 uses, as strings.
///
/// libxml2 keeps each name once, so the same pointer is the same name for as long as the parser lives. A
/// document has few names and uses them often; one that has many only pays for making them again.
struct NameCache {
  private static let size = 512
  private var entries: [(pointer: UnsafePointer<UInt8>?, name: String)] = Array(
    repeating: (nil, ""), count: size)

  /// The name at a pointer out of libxml2's dictionary.
  subscript(pointer: UnsafePointer<UInt8>) -> String {
    mutating get {
      let bits = UInt(bitPattern: pointer)
      let slot = Int(truncatingIfNeeded: (bits ^ bits >> 9) % UInt(NameCache.size))
      if entries[slot].pointer == pointer { return entries[slot].name }
      let name = String(cString: pointer)
      entries[slot] = (pointer, name)
      return name
    }
  }
}
