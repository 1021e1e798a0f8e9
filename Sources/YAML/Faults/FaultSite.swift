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
    let before = file.bytes[line(at: offset).lowerBound..<offset].last { !$0.isBlank }
    return before == UInt8(ascii: "\"") || before == UInt8(ascii: "'")
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

  /// Where the value starts on the place's line: behind `- ` and behind the line's first `key: `.
  var valueStart: Int {
    let line = line(at: offset)
    var start = textStart(ofLineAt: offset)
    while start + 1 < line.upperBound, file.bytes[start] == UInt8(ascii: "-"), file.bytes[start + 1].isBlank {
      start = skipBlanks(start + 1, in: line)
    }
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

  /// From `start` to where the item of a bracket ends on its line: before the next comma or closing bracket.
  func restOfItem(at start: Int) -> SourceRange {
    let rest = restOfLine(at: start)
    let closers = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]
    let end = (start..<rest.end).first { closers.contains(file.bytes[$0]) } ?? rest.end
    return range(start..<max(end, characterEnd(start)))
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

  private func isKeyColon(_ offset: Int, in line: Range<Int>) -> Bool {
    file.bytes[offset] == UInt8(ascii: ":") && (offset + 1 == line.upperBound || file.bytes[offset + 1].isBlank)
  }
}

extension UInt8 {
  fileprivate var isFlowIndicator: Bool {
    [UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(self)
  }
}

extension SourceRange {
  /// The text as it stands in the file.
  var spelledText: String { String(decoding: file.bytes[start..<end], as: UTF8.self) }
}
