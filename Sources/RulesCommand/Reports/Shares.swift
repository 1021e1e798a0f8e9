/// Shares of `total` in thousandths, as whole numbers.
///
/// Where the counts are parts of the total (they do not exceed it together), they are rounded so that they and the rest add up to
/// 1,000: all down first, then those up that lose most. Else each is rounded for itself. Traps unless `total` is positive.
func tenthsOfPercent(of counts: [Int], in total: Int) -> [Int] {
  let sum = counts.reduce(0, +)
  guard sum <= total else { return counts.map { ($0 * 2_000 / total + 1) / 2 } }
  let parts = counts + [total - sum]
  var tenths = parts.map { $0 * 1_000 / total }
  let losses = parts.map { $0 * 1_000 % total }
  let order = parts.indices.sorted { (losses[$1], $0) < (losses[$0], $1) }
  for index in order.prefix(1_000 - tenths.reduce(0, +)) { tenths[index] += 1 }
  return Array(tenths.prefix(counts.count))
}
