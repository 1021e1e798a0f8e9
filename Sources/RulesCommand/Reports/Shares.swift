/// Shares of `total` in thousandths, as whole numbers.
///
/// Where the counts are parts of the total (they do not exceed it together), they are rounded so that they and the rest add up to
/// 1,000: all down first, then those up that lose most. Equal counts are rounded alike, up if that is due to half of them, though the
/// sum may then be a little off. Where the counts are no parts, each is rounded for itself. Traps unless `total` is positive.
func tenthsOfPercent(of counts: [Int], in total: Int) -> [Int] {
  let sum = counts.reduce(0, +)
  guard sum <= total else { return counts.map { ($0 * 2_000 / total + 1) / 2 } }
  let parts = counts + [total - sum]
  var tenths = parts.map { $0 * 1_000 / total }
  let losses = parts.map { $0 * 1_000 % total }
  var due = 1_000 - tenths.reduce(0, +)
  var groups = Dictionary(grouping: parts.indices) { parts[$0] }
  for index in parts.indices.sorted(by: { (losses[$1], $0) < (losses[$0], $1) }) where due > 0 && losses[index] > 0 {
    guard let equals = groups.removeValue(forKey: parts[index]), 2 * due >= equals.count else { continue }
    for equal in equals { tenths[equal] += 1 }
    due -= equals.count
  }
  return Array(tenths.prefix(counts.count))
}
