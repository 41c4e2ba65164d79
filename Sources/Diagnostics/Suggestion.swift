/// The candidate nearest to a mistyped word, if one is near enough to be meant.
///
/// Distance: optimal string alignment over case-folded characters (insert, delete, replace, swap two
/// neighbours), at most a third of the longer word and at most 4.
///
/// - Parameters:
///   - word: what the user wrote.
///   - candidates: what exists, in the order in which ties are decided.
/// - Returns: the nearest candidate, or nil when none is near.
public func nearestName(to word: String, among candidates: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased())
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased())
    let limit = min(4, max(1, max(typed.count, letters.count) / 3))
    guard abs(letters.count - typed.count) <= limit else { continue }
    let distance = alignmentDistance(typed, letters)
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.name
}

private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty { return right.count }
  if right.isEmpty { return left.count }
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in 1...left.count {
    var row = [i]
    for j in 1...right.count {
      let replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
      var distance = min(previous[j] + 1, row[j - 1] + 1, replaced)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        distance = min(distance, beforePrevious[j - 2] + 1)
      }
      row.append(distance)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[right.count]
}
