import SourceText

/// The surroundings of the place where libyaml stopped, as far as they tell what its author meant.
struct FaultSite {
  let file: SourceFile
  /// Where reading stopped.
  let offset: Int
  /// Where the construct starts that was being read.
  let context: Int?
  /// The innermost bracket or brace that is still open.
  let openBracket: Int?
  /// The scalar that was read last.
  let lastScalar: SourceRange?
}

extension FaultSite {
  /// The byte at which reading stopped; `nil` at the end of the file.
  var byte: UInt8? { offset < file.bytes.count ? file.bytes[offset] : nil }

  /// Whether nothing but blanks and line breaks is left.
  var isAtEnd: Bool { file.bytes[min(offset, file.bytes.count)...].allSatisfy { $0 <= UInt8(ascii: " ") } }

  /// Where the first character of the line stands that is no blank.
  func textStart(ofLineAt offset: Int) -> Int {
    let line = line(at: offset)
    return line.first { !file.bytes[$0].isBlank } ?? line.upperBound
  }

  /// Whether something stands before the place on its line.
  var hasTextBefore: Bool { textStart(ofLineAt: offset) < offset }

  /// Whether the last thing before the place, on its line, is a quote.
  var followsQuote: Bool {
    file.bytes[line(at: offset).lowerBound..<offset].last { !$0.isBlank }?.isQuote ?? false
  }

  /// A line that was meant to begin an item, but has no blank after its dash.
  func joinedDash(ofLineAt offset: Int) -> SourceRange? {
    let rest = restOfLine(at: textStart(ofLineAt: offset))
    let text = rest.spelledText
    guard text.hasPrefix("-"), let next = text.dropFirst().first, !next.isWhitespace, !next.isNumber, next != "-" else {
      return nil
    }
    return rest
  }

  /// A bracket that follows a key's colon without a blank, where the line has no key before it.
  var joinedColon: Diagnostic? {
    let line = line(at: offset)
    let start = itemStart(ofLineAt: line.lowerBound)
    guard start + 1 < line.upperBound, !file.bytes[start].opensBracket, !file.bytes[start].isQuote,
      let bracket = (start + 1..<line.upperBound).first(where: { file.bytes[$0].opensBracket })
    else { return nil }
    if file.bytes[bracket - 1] == UInt8(ascii: ":") { return .joinedColon(range(bracket - 1..<bracket)) }
    let wide = file.fullWidthSign(at: max(start, bracket - 3))
    return wide.flatMap { $0.sign == .colon && $0.range.end == bracket ? .fullWidth($0, severity: .error) : nil }
  }

  /// The columns that the line at `offset` is indented by.
  func indentation(at offset: Int) -> Int {
    textStart(ofLineAt: offset) - line(at: offset).lowerBound
  }

  /// The first tab among the blanks that a line starts with.
  func tabInIndentation(at offset: Int) -> SourceRange? {
    let line = line(at: offset)
    let blanks = line.lowerBound..<textStart(ofLineAt: offset)
    return blanks.first { file.bytes[$0] == UInt8(ascii: "\t") }.map { range($0..<($0 + 1)) }
  }

  /// Where the text starts that the place belongs to: the value of the line's key, or an item between brackets.
  var valueStart: Int {
    let line = line(at: offset)
    let start = lineValueStart(line)
    guard isInBrackets else { return start }
    let separator = (start..<max(start, offset)).last {
      file.bytes[$0].opensItem || $0 + 1 < offset && isKeyColon($0, in: line)
    }
    return separator.map { skipBlanks($0 + 1, in: line) } ?? start
  }

  /// The text that the place belongs to, up to its line's or item's end.
  var value: SourceRange { restOfValue(at: valueStart) }

  /// Whether the place lies between brackets or braces, as far as its line shows.
  private var isInBrackets: Bool {
    let start = lineValueStart(line(at: offset))
    return openBracket != nil || start < offset && file.bytes[start].opensBracket
  }

  /// Behind the `- ` of a line.
  func itemStart(ofLineAt offset: Int) -> Int {
    let line = line(at: offset)
    var start = textStart(ofLineAt: line.lowerBound)
    while start + 1 < line.upperBound, file.bytes[start] == UInt8(ascii: "-"), file.bytes[start + 1].isBlank {
      start = skipBlanks(start + 1, in: line)
    }
    return start
  }

  /// Behind the `- ` and the first `key: ` of a line.
  private func lineValueStart(_ line: Range<Int>) -> Int {
    let start = itemStart(ofLineAt: line.lowerBound)
    if start < line.upperBound, file.bytes[start].opensBracket { return start }
    let colon = (start..<line.upperBound).first { isKeyColon($0, in: line) }
    return colon.map { skipBlanks($0 + 1, in: line) } ?? start
  }

  /// From `start` to the next blank, comma or bracket; at least one character, where there is one.
  func word(at start: Int) -> SourceRange {
    let line = line(at: start)
    let end = (start..<max(start, line.upperBound)).first { file.bytes[$0].isBlank || file.bytes[$0].isFlowIndicator }
    return range(start..<max(end ?? line.upperBound, characterEnd(start)))
  }

  /// From `start` to the end of its line.
  func restOfLine(at start: Int) -> SourceRange {
    let line = line(at: start)
    let last = (start..<max(start, line.upperBound)).last { !file.bytes[$0].isBlank }
    return range(start..<max(last.map { $0 + 1 } ?? start, characterEnd(start)))
  }

  /// From `start` to the end of its line; between brackets, to the next comma or closing bracket.
  func restOfValue(at start: Int) -> SourceRange {
    let rest = restOfLine(at: start)
    guard isInBrackets else { return rest }
    let end = (start..<rest.end).first { file.bytes[$0].closesItem } ?? rest.end
    return range(start..<max(end, characterEnd(start)))
  }

  /// An interval such as `[10..50)` on the line of `start`, from there on, that YAML takes for a list.
  func interval(from start: Int) -> SourceRange? {
    let line = line(at: start)
    for opening in start..<max(start, line.upperBound) where file.bytes[opening].opensInterval {
      guard let closing = (opening + 1..<line.upperBound).first(where: { file.bytes[$0].delimitsInterval }) else {
        break
      }
      let interval = range(opening..<(closing + 1))
      if file.bytes[closing].closesInterval, interval.spelledText.contains("..") { return interval }
    }
    return nil
  }

  /// The text of the last line above the place's that is not blank.
  var lineAbove: SourceRange? {
    var index = file.lineIndex(at: offset)
    while index > 0 {
      index -= 1
      let start = textStart(ofLineAt: file.lineRange(index).lowerBound)
      if start < file.lineRange(index).upperBound { return restOfLine(at: start) }
    }
    return nil
  }

  /// The character at `start`.
  func character(at start: Int) -> SourceRange { range(start..<characterEnd(start)) }

  /// A stretch of the file.
  func range(_ bytes: Range<Int>) -> SourceRange {
    SourceRange(file: file, start: bytes.lowerBound, end: bytes.upperBound)
  }

  /// Whether the two places stand on one line.
  func isOnOneLine(_ a: Int, _ b: Int) -> Bool { file.lineIndex(at: a) == file.lineIndex(at: b) }

  private func line(at offset: Int) -> Range<Int> { file.lineRange(file.lineIndex(at: offset)) }

  private func characterEnd(_ start: Int) -> Int {
    var end = min(start + 1, file.bytes.count)
    while end < file.bytes.count, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func skipBlanks(_ start: Int, in line: Range<Int>) -> Int {
    (start..<line.upperBound).first { !file.bytes[$0].isBlank } ?? line.upperBound
  }

  /// Whether a colon stands there that ends a key.
  func isKeyColon(_ offset: Int, in line: Range<Int>) -> Bool {
    file.bytes[offset] == UInt8(ascii: ":") && (offset + 1 == line.upperBound || file.bytes[offset + 1].isBlank)
  }
}

extension UInt8 {
  fileprivate var opensBracket: Bool { self == UInt8(ascii: "[") || self == UInt8(ascii: "{") }
  fileprivate var opensItem: Bool { opensBracket || self == UInt8(ascii: ",") }
  fileprivate var closesItem: Bool { isClosingBracket || self == UInt8(ascii: ",") }
  fileprivate var isFlowIndicator: Bool { opensBracket || closesItem }
  fileprivate var opensInterval: Bool { self == UInt8(ascii: "[") || self == UInt8(ascii: "(") }
  fileprivate var closesInterval: Bool { self == UInt8(ascii: "]") || self == UInt8(ascii: ")") }
  fileprivate var delimitsInterval: Bool { opensInterval || closesInterval || self == UInt8(ascii: ",") }

  /// `]` or `}`.
  var isClosingBracket: Bool { self == UInt8(ascii: "]") || self == UInt8(ascii: "}") }

  /// `'` or `"`.
  var isQuote: Bool { self == UInt8(ascii: "'") || self == UInt8(ascii: "\"") }
}

extension SourceRange {
  /// The text as it stands in the file.
  var spelledText: String { String(decoding: file.bytes[start..<end], as: UTF8.self) }
}
