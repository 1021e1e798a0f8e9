import SourceText

extension Lexer {
  /// How a string literal is written.
  private struct Quoting {
    var isBytes = false
    var isRaw = false
    let quote: UInt8
    let isTriple: Bool

    var delimiterLength: Int { isTriple ? 3 : 1 }
  }

  /// Whether a string literal begins here, with or without a prefix.
  func opensString() -> Bool { quoting() != nil }

  private func quoting() -> (Quoting, prefix: Int)? {
    var prefix = 0
    if peek() | 0x20 == UInt8(ascii: "b") { prefix += 1 }
    let isBytes = prefix == 1
    let isRaw = peek(prefix) | 0x20 == UInt8(ascii: "r")
    if isRaw { prefix += 1 }
    let quote = peek(prefix)
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    let isTriple = peek(prefix + 1) == quote && peek(prefix + 2) == quote
    return (Quoting(isBytes: isBytes, isRaw: isRaw, quote: quote, isTriple: isTriple), prefix)
  }

  mutating func readString() {
    guard let (quoting, prefix) = quoting() else { return }
    let start = offset
    offset += prefix + quoting.delimiterLength
    var content: [UInt8] = []
    while !closes(quoting) {
      guard offset < bytes.count, quoting.isTriple || peek() != UInt8(ascii: "\n") else {
        diagnostics.append(.unclosedQuote(String(Character(Unicode.Scalar(quoting.quote))), at: range(from: start)))
        append(.faulty, from: start)
        return
      }
      readCharacter(quoting, into: &content)
    }
    offset += quoting.delimiterLength
    let value: Value = quoting.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    append(.literal(value), from: start)
  }

  private func closes(_ quoting: Quoting) -> Bool {
    guard peek() == quoting.quote, offset < bytes.count else { return false }
    return !quoting.isTriple || (peek(1) == quoting.quote && peek(2) == quoting.quote)
  }

  private mutating func readCharacter(_ quoting: Quoting, into content: inout [UInt8]) {
    guard peek() == UInt8(ascii: "\\"), !quoting.isRaw else {
      // In raw text a backslash is a character, though a quote after it still does not close.
      content.append(peek())
      offset += 1
      return
    }
    let start = offset
    offset += 1
    if !readEscape(quoting, into: &content) {
      diagnostics.append(.unknownEscape(text(from: start), at: range(from: start)))
    }
  }

  /// Reads what follows a backslash; `false` if it is no escape.
  private mutating func readEscape(_ quoting: Quoting, into content: inout [UInt8]) -> Bool {
    let byte = peek()
    if byte.isDigit { return readOctal(quoting, into: &content) }
    if offset < bytes.count { offset += scalar().map { UTF8.width($0) } ?? 1 }
    if let plain = Self.escapes[byte] {
      content.append(plain)
      return true
    }
    switch byte {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return readHexadecimal(2, quoting, into: &content)
    case UInt8(ascii: "u") where !quoting.isBytes: return readHexadecimal(4, quoting, into: &content)
    case UInt8(ascii: "U") where !quoting.isBytes: return readHexadecimal(8, quoting, into: &content)
    default: return false
    }
  }

  private mutating func readOctal(_ quoting: Quoting, into content: inout [UInt8]) -> Bool {
    var number: UInt32 = 0
    for _ in 0..<3 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(peek()) else { return false }
      number = number * 8 + UInt32(peek() - UInt8(ascii: "0"))
      offset += 1
    }
    return number < 256 && append(number, quoting, to: &content)
  }

  private mutating func readHexadecimal(_ count: Int, _ quoting: Quoting, into content: inout [UInt8]) -> Bool {
    var number: UInt32 = 0
    for _ in 0..<count {
      guard let digit = peek().hexadecimalValue else { return false }
      number = number << 4 | digit
      offset += 1
    }
    return append(number, quoting, to: &content)
  }

  /// Appends a byte of bytes, or a code point of text.
  private func append(_ number: UInt32, _ quoting: Quoting, to content: inout [UInt8]) -> Bool {
    if quoting.isBytes {
      content.append(UInt8(truncatingIfNeeded: number))
      return true
    }
    guard let scalar = Unicode.Scalar(number) else { return false }
    content.append(contentsOf: Array(String(Character(scalar)).utf8))
    return true
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "?"): UInt8(ascii: "?"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "`"): UInt8(ascii: "`"),
  ]
}
