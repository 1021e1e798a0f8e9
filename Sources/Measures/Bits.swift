// A bit for each row, in words of 64.

extension UnsafeMutablePointer<UInt64> {
  /// Sets the bits of `count` rows from `first` on, which are clear, to those of `mask` from its lowest on; bits of `mask` behind
  /// them are 0.
  @inline(__always) func put(_ mask: UnsafePointer<UInt64>, count: Int, at first: Int) {
    let (word, shift) = (first >> 6, UInt64(truncatingIfNeeded: first & 63))
    for index in 0..<(count + 63) / 64 {
      self[word + index] |= mask[index] &<< shift
      if shift > 0 { self[word + index + 1] |= mask[index] &>> (64 &- shift) }
    }
  }

  /// Sets the bit of a row.
  @inline(__always) func set(_ row: Int) { self[row >> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63) }

  /// Whether the bit of a row is set.
  @inline(__always) func has(_ row: Int) -> Bool { self[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1 == 1 }

  /// Clears the bit of a row.
  @inline(__always) func clear(_ row: Int) { self[row >> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: row & 63)) }
}

extension UnsafePointer<UInt64> {
  /// Whether the bit of a row is set.
  @inline(__always) func has(_ row: Int) -> Bool { self[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1 == 1 }
}

extension [UInt64] {
  /// Whether the bit of a row is set.
  func has(_ row: Int) -> Bool { self[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1 == 1 }
}
