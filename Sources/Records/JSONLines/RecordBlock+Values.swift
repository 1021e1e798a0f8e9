import Columns

extension RecordBlock {
  /// The cell of a number or word between two offsets, spaces around it aside: empty for null, `nil` for what is irregular.
  @inline(__always)
  func plainValue(_ from: Int, _ to: Int) -> Cell? {
    var (first, end) = (from, to)
    while first < end, isBlank(first, first &+ 1) { first &+= 1 }
    while first < end, isBlank(end &- 1, end) { end &-= 1 }
    guard first < end else { return nil }
    switch start[first] {
    case UInt8(ascii: "t"): return isWord(first, end, "true") ? Cell(first, end) : nil
    case UInt8(ascii: "f"): return isWord(first, end, "false") ? Cell(first, end) : nil
    case UInt8(ascii: "n"): return isWord(first, end, "null") ? Cell(first, first) : nil
    default: return isPlainNumber(first, end) ? Cell(first, end) : nil
    }
  }

  private func isWord(_ from: Int, _ to: Int, _ word: StaticString) -> Bool {
    guard to - from == word.utf8CodeUnitCount else { return false }
    for offset in 0..<to - from where start[from + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether all bytes are a number of JSON without an exponent, whose digits fit an `Int64`, or with a fraction a `Double`.
  private func isPlainNumber(_ from: Int, _ to: Int) -> Bool {
    var offset = start[from] == UInt8(ascii: "-") ? from &+ 1 : from
    let whole = digits(offset, to)
    guard whole > 0, whole == 1 || start[offset] != UInt8(ascii: "0") else { return false }
    offset &+= whole
    if offset == to { return whole <= 18 }
    guard start[offset] == UInt8(ascii: ".") else { return false }
    let fraction = digits(offset &+ 1, to)
    return fraction > 0 && offset &+ 1 &+ fraction == to && whole &+ fraction <= 15
  }

  /// How many digits there are from one offset on, before the other.
  @inline(__always)
  private func digits(_ from: Int, _ to: Int) -> Int {
    var offset = from
    while offset < to, start[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset &- from
  }

  /// The cell of the string whose quotes stand at two offsets: behind the records, if it has escapes; `nil` if one is wrong.
  mutating func unescaped(_ open: Int, _ close: Int) -> Cell? {
    let string = view(open..<close + 1)
    guard string.contains(.backslash) else { return Cell(open + 1, close) }
    var parser = JSONParser(string)
    guard var text = try? parser.parseString() else { return nil }
    let from = reserveTexts()
    let count = text.withUTF8 { bytes in
      for (offset, byte) in bytes.enumerated() { start[from + offset] = byte }
      return bytes.count
    }
    endTexts(at: from + count)
    return Cell(from, from + count)
  }
}

extension UInt8 {
  static let backslash = UInt8(ascii: "\\")
}
