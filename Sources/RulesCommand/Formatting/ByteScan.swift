/// Looks for bytes that a format treats specially, eight at a time; up to seven bytes behind the text have to be readable.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Whether any byte comes before `-`: among those are all that can make quotes necessary in CSV.
  @inline(__always) static func hasSign(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    holds(text, count) { word in (word &- ones &* 0x2D) & ~word & highs }
  }

  /// Whether any byte has to be escaped in a string of JSON.
  @inline(__always) static func hasEscape(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    holds(text, count) { word in
      let (quote, backslash) = (word ^ ones &* 0x22, word ^ ones &* 0x5C)
      return ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs
    }
  }

  @inline(__always) private static func holds(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ found: (UInt64) -> UInt64
  ) -> Bool {
    var offset = 0
    while offset < count {
      var word = UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self).littleEndian
      // What stands behind the text is taken for bytes that no format cares about.
      if count - offset < 8 { word |= ~0 << UInt64(8 * (count - offset)) }
      if found(word) != 0 { return true }
      offset += 8
    }
    return false
  }
}
