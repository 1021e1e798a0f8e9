/// The spelling of a plain or quoted scalar, between its quotes.
struct FlowSpelling {
  private let source: [UInt8]
  private let style: ScalarStyle
  private let end: Int
  private var offset: Int
  private var cooked: CookedText

  /// `range` lies inside the quotes.
  init(_ source: [UInt8], _ range: Range<Int>, style: ScalarStyle) {
    self.source = source
    self.style = style
    offset = range.lowerBound
    end = range.upperBound
    cooked = CookedText(from: source)
  }

  /// Folds lines, resolves escapes and doubled quotes.
  mutating func cook() -> CookedText {
    while offset < end {
      let byte = source[offset]
      if byte.isBlank || lineBreak != nil {
        foldBlanks(afterEscape: false)
      } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
        escape()
      } else {
        cooked.copy(offset..<(offset + 1))
        offset += style == .singleQuoted && byte == UInt8(ascii: "'") ? 2 : 1
      }
    }
    return cooked
  }

  private var lineBreak: LineBreak? { LineBreak(in: source, at: offset, before: end) }

  /// One line break among blanks reads as a space, several as all but the first; an escaped one vanishes.
  private mutating func foldBlanks(afterEscape: Bool) {
    let start = offset
    let breaks = skipBlanks()
    guard let first = breaks.first, !afterEscape else {
      if !afterEscape { cooked.copy(start..<offset) }
      return breaks.forEach { cooked.append($0) }
    }
    if first.isSeparator {
      cooked.append(first)
    } else if breaks.count == 1 {
      cooked.append(" ", at: first.range.lowerBound)
    }
    breaks.dropFirst().forEach { cooked.append($0) }
  }

  private mutating func skipBlanks() -> [LineBreak] {
    var breaks: [LineBreak] = []
    while offset < end {
      if source[offset].isBlank {
        offset += 1
      } else if let found = lineBreak {
        breaks.append(found)
        offset = found.range.upperBound
      } else {
        break
      }
    }
    return breaks
  }

  private mutating func escape() {
    let start = offset
    offset += 1
    if let escaped = lineBreak {
      offset = escaped.range.upperBound
      return foldBlanks(afterEscape: true)
    }
    guard offset < end else { return }
    let letter = source[offset]
    offset += 1
    if let digits = Self.hexDigits[letter] {
      cooked.append(hexCharacter(digits), at: start)
    } else {
      cooked.append(Self.escapes[letter] ?? Unicode.Scalar(letter), at: start)
    }
  }

  private mutating func hexCharacter(_ digits: Int) -> Unicode.Scalar {
    let code = String(decoding: source[offset..<min(offset + digits, end)], as: UTF8.self)
    offset = min(offset + digits, end)
    return UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
  }

  private static let hexDigits: [UInt8: Int] = [
    UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
  ]

  /// Escapes that do not stand for the character after the backslash.
  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
    UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "r"): "\r",
    UInt8(ascii: "e"): "\u{1B}", UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}",
    UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
  ]
}
