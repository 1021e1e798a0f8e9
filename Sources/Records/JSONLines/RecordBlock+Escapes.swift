import Columns

extension RecordBlock {
  /// The cell of the string whose quotes stand at two offsets: behind the records, if it has escapes; `nil` if one is wrong.
  mutating func unescaped(_ open: Int, _ close: Int) -> Cell? {
    guard let first = json.backslash(open + 1, close) else { return Cell(open + 1, close) }
    let to = reserveTexts()
    (start + to).update(from: start + open + 1, count: first - open - 1)
    let rest = start + (to + first - open - 1)
    guard let written = json.unescape(first, close, to: rest) else { return nil }
    let end = to + first - open - 1 + written
    endTexts(at: end)
    return Cell(to, end)
  }
}

extension JSONBytes {
  /// Writes the text that the inside of a string between two offsets stands for, which takes no more bytes than it; returns how many,
  /// or `nil` if an escape is wrong.
  func unescape(_ from: Int, _ end: Int, to text: UnsafeMutablePointer<UInt8>) -> Int? {
    var (offset, written) = (from, 0)
    while offset < end {
      if self[offset] != .backslash {
        text[written] = self[offset]
        offset += 1
        written += 1
      } else {
        guard let escape = escape(at: offset, before: end) else { return nil }
        for byte in UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter {
          text[written] = byte
          written += 1
        }
        offset = escape.end
      }
    }
    return written
  }

  /// The escape whose backslash stands at an offset; `nil` if it is none or does not end before `end`.
  func escape(at offset: Int, before end: Int) -> JSONEscape? { JSONEscape(in: start, at: offset, before: end) }

  /// The first backslash between two offsets.
  func backslash(_ from: Int, _ to: Int) -> Int? {
    UnsafeBufferPointer(start: start + from, count: to - from).firstIndex(of: .backslash).map { from + $0 }
  }
}
