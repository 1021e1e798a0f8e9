extension JSONParser {
  /// The string whose opening quote stands next.
  mutating func parseString() throws(JSONFault) -> String {
    index += 1
    let start = index
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return text(start..<index - 1)
      case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
      case 0..<0x20: throw JSONFault(offset: index, problem: .controlCharacter(byte))
      default: index += 1
      }
    }
    throw unexpected("a closing quote")
  }

  /// Goes on with a string that began at `start` and has its first escape next.
  private mutating func parseEscapedString(from start: Int) throws(JSONFault) -> String {
    var decoded = Array(bytes[start..<index])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"): decoded.append(contentsOf: Unicode.Scalar(try parseEscape()).utf8)
      case 0..<0x20: throw JSONFault(offset: index, problem: .controlCharacter(byte))
      default:
        decoded.append(byte)
        index += 1
      }
    }
    throw unexpected("a closing quote")
  }

  private mutating func parseEscape() throws(JSONFault) -> Unicode.Scalar {
    guard let start = bytes.baseAddress, let escape = JSONEscape(in: start, at: index, before: bytes.count) else {
      throw badEscape(from: index)
    }
    index = escape.end
    return escape.scalar
  }

  /// A fault that shows the escape from its backslash on, as far as the line goes.
  private func badEscape(from start: Int) -> JSONFault {
    guard start + 1 < bytes.count else {
      return JSONFault(offset: bytes.count, problem: .endsEarly(expected: "an escape"))
    }
    let isUnicode = bytes[start + 1] == UInt8(ascii: "u")
    let shown = text(start..<min(bytes.count, start + (isUnicode ? 6 : 5)))
    return JSONFault(offset: start, problem: .badEscape(String(shown.prefix(isUnicode ? 6 : 2))))
  }

  /// The number that stands next: an integer where its spelling is that of one and it fits.
  mutating func parseNumber() throws(JSONFault) -> FieldValue {
    let start = index
    let isPlain = takeNumber()
    let isComplete = isPlain != nil && !(peek.map(Self.isNumberByte) ?? false)
    while let byte = peek, Self.isNumberByte(byte) { index += 1 }
    let spelling = text(start..<index)
    guard isComplete else { throw JSONFault(offset: start, problem: .badNumber(spelling)) }
    if isPlain == true, spelling != "-0", let integer = Int64(spelling) { return .integer(integer) }
    guard let number = Double(spelling), number.isFinite else {
      throw JSONFault(offset: start, problem: .numberTooLarge(spelling))
    }
    return .number(number, spelling: spelling)
  }

  /// Reads a number's grammar; whether it had neither fraction nor exponent, `nil` if it is no number.
  private mutating func takeNumber() -> Bool? {
    _ = take("-")
    if !take("0"), !takeDigits() { return nil }
    var isPlain = true
    if take(".") {
      isPlain = false
      if !takeDigits() { return nil }
    }
    if take("e") || take("E") {
      isPlain = false
      if !take("+") { _ = take("-") }
      if !takeDigits() { return nil }
    }
    return isPlain
  }

  private mutating func takeDigits() -> Bool {
    let start = index
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
