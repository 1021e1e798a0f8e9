/// The candidate that somebody who wrote `name` most likely meant; `nil` if none is near.
///
/// Letters in the other case count as no mistake; otherwise about a third of the letters may be wrong, missing, too
/// many or swapped with their neighbour. Of equally near ones, the first. O(candidates × length²).
package func closestMatch(to name: String, among candidates: some Sequence<String>) -> String? {
  let typed = Array(name.lowercased().unicodeScalars)
  let allowed = typed.count < 2 ? 0 : max(1, typed.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased().unicodeScalars)
    let limit = best.map { $0.distance - 1 } ?? allowed
    guard limit >= 0, abs(letters.count - typed.count) <= limit else { continue }
    let distance = editDistance(typed, letters)
    if distance <= limit { best = (candidate, distance) }
  }
  return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other (no part is edited twice).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var twoBack: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in b.indices {
      var distance = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, twoBack[j - 1] + 1) }
      row.append(distance)
    }
    (twoBack, previous) = (previous, row)
  }
  return previous[b.count]
}
