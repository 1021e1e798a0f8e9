import Columns

extension RecordBlock {
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
