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
  /// Bit `i` of `bits` says whether row `i` of the batch holds something; without a mask, all do. Bits beyond the last row are 0.
  func copyBits(of rows: SelectedRows, to bits: UnsafeMutablePointer<UInt64>) {
    let words = (rows.count + 63) / 64
    if let self {
      self.words.withUnsafeBufferPointer { mask in
        if let run = rows.run { mask.copyRun(from: run, words: words, to: bits) } else { mask.copy(rows, to: bits) }
      }
    } else {
      bits.update(repeating: ~0, count: words)
    }
    if rows.count & 63 != 0 { bits[words - 1] &= .rows(rows.count & 63) }
  }

  /// Whether a row holds something; without a mask, each does.
  func holds(_ row: Int) -> Bool { self.map { $0[row] } ?? true }
}

extension UnsafeBufferPointer<UInt64> {
  /// The bits of neighbouring rows; those beyond the last word are 0.
  fileprivate func copyRun(from first: Int, words: Int, to bits: UnsafeMutablePointer<UInt64>) {
    let (start, shift) = (first >> 6, UInt64(first & 63))
    let whole = Swift.max(0, Swift.min(words, count - start - 1))
    for word in 0..<whole {
      // Twice, since a shift by 64 would leave the word as it is.
      bits[word] = self[start + word] &>> shift | (self[start + word + 1] &<< 1) &<< (63 - shift)
    }
    for word in whole..<words { bits[word] = start + word < count ? self[start + word] &>> shift : 0 }
  }

  fileprivate func copy(_ rows: SelectedRows, to bits: UnsafeMutablePointer<UInt64>) {
    for first in stride(from: 0, to: rows.count, by: 64) {
      var word: UInt64 = 0
      for place in first..<Swift.min(first + 64, rows.count) {
        let row = Int(rows.indexes[place])
        let bit = row >> 6 < count ? self[row >> 6] &>> UInt64(row & 63) & 1 : 0
        word |= bit &<< UInt64(place & 63)
      }
      bits[first >> 6] = word
    }
  }
}
