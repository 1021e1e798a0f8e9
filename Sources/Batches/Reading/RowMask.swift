/// Which rows of a column hold something: one bit a row, row 0 in the lowest bit of the first word.
public struct RowMask: Sendable {
  /// The words; rows beyond the last hold nothing.
  public let words: [UInt64]

  /// The rows whose bits are set.
  public init(words: [UInt64]) { self.words = words }

  /// The rows for which there is `true`.
  public init(_ rows: [Bool]) {
    var words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
    for (row, isSet) in rows.enumerated() where isSet { words[row / 64] |= 1 << UInt64(row % 64) }
    self.words = words
  }
}

extension RowMask {
  /// Whether a row holds something.
  public subscript(_ row: Int) -> Bool {
    row / 64 < words.count && words[row / 64] >> UInt64(row % 64) & 1 == 1
  }
}

extension RowMask? {
  /// Bit `i` says whether row `rows[i]` of up to 64 holds something; without a mask, all do.
  func bits(of rows: UnsafePointer<UInt32>, count: Int) -> UInt64 {
    let all = UInt64.rows(count)
    guard let self else { return all }
    if let run = self.run(from: Int(rows[0]), to: Int(rows[count - 1]), count: count, of: rows) { return run & all }
    var bits: UInt64 = 0
    for row in 0..<count where self[Int(rows[row])] { bits |= 1 << UInt64(row) }
    return bits
  }
}

extension RowMask {
  /// The bits of neighbouring rows from two words at most; `nil` if the rows are no neighbours.
  fileprivate func run(from first: Int, to last: Int, count: Int, of rows: UnsafePointer<UInt32>) -> UInt64? {
    guard last - first == count - 1, rows.isRun(count) else { return nil }
    let shift = UInt64(first % 64)
    let low = first / 64 < words.count ? words[first / 64] >> shift : 0
    guard shift > 0, first / 64 + 1 < words.count else { return low }
    return low | words[first / 64 + 1] << (64 - shift)
  }
}

extension UnsafePointer<UInt32> {
  /// Whether each of `count` rows is the neighbour of the one before it. O(count), without a branch for each.
  func isRun(_ count: Int) -> Bool {
    var differences: UInt32 = 0
    for row in 0..<count { differences |= self[row] ^ (self[0] &+ UInt32(truncatingIfNeeded: row)) }
    return differences == 0
  }

  /// Traps unless all of `count` rows lie before `end`.
  func requireAll(_ count: Int, before end: Int) {
    var last: UInt32 = 0
    for row in 0..<count { last = Swift.max(last, self[row]) }
    precondition(count == 0 || Int(last) < end, "a row lies beyond the end of its column")
  }
}
