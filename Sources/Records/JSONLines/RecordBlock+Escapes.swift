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
      } else if self[offset + 1] == UInt8(ascii: "u") {
        guard let (scalar, next) = scalar(at: offset, before: end) else { return nil }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          text[written] = byte
          written += 1
        }
        offset = next
      } else {
        guard let byte = shortEscape(at: offset) else { return nil }
        text[written] = byte
        offset += 2
        written += 1
      }
    }
    return written
  }

  /// Where the escape at an offset ends; `nil` if it is wrong.
  func endOfEscape(at offset: Int, before end: Int) -> Int? {
    if self[offset + 1] == UInt8(ascii: "u") { return scalar(at: offset, before: end)?.next }
    return shortEscape(at: offset) == nil ? nil : offset + 2
  }
}

extension JSONBytes {
  /// The first backslash between two offsets.
  func backslash(_ from: Int, _ to: Int) -> Int? {
    UnsafeBufferPointer(start: start + from, count: to - from).firstIndex(of: .backslash).map { from + $0 }
  }

  /// The byte that a backslash and a letter stand for, or a backslash and a mark.
  fileprivate func shortEscape(at offset: Int) -> UInt8? {
    switch self[offset + 1] {
    case .quote, .backslash, UInt8(ascii: "/"): self[offset + 1]
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): .lineFeed
    case UInt8(ascii: "r"): .carriageReturn
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair, and the offset after it; `nil` if it is none or does not
  /// end before `end`.
  fileprivate func scalar(at offset: Int, before end: Int) -> (Unicode.Scalar, next: Int)? {
    guard let unit = unit(at: offset, before: end) else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, offset + 6) }
    guard unit & 0xFC00 == 0xD800, let second = self.unit(at: offset + 6, before: end), second & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF)
    else { return nil }
    return (scalar, offset + 12)
  }

  /// The number in `\uXXXX`.
  private func unit(at offset: Int, before end: Int) -> UInt32? {
    guard offset + 6 <= end, self[offset] == .backslash, self[offset + 1] == UInt8(ascii: "u") else { return nil }
    var unit: UInt32 = 0
    for position in offset + 2..<offset + 6 {
      guard let digit = hexadecimal(self[position]) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  private func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension UInt8 {
  static let backslash = UInt8(ascii: "\\")
}
