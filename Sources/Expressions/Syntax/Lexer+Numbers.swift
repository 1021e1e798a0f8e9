import SourceText

extension Lexer {
  /// Reads `12`, `0xFF`, `12u`, `1.5`, `.5` or `1e3`.
  mutating func readNumber() {
    let start = offset
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x"), peek(2).hexadecimalValue != nil {
      offset += 2
      let digits = take { $0.hexadecimalValue != nil }
      finishInteger(UInt64(digits, radix: 16), from: start)
      return
    }
    let digits = take(\.isDigit)
    let hasFraction = peek() == UInt8(ascii: ".") && peek(1).isDigit
    if hasFraction {
      offset += 1
      _ = take(\.isDigit)
    }
    let hasExponent = takeExponent()
    if hasFraction || hasExponent {
      finishDouble(from: start)
    } else {
      finishInteger(UInt64(digits), from: start)
    }
  }

  private mutating func take(_ belongs: (UInt8) -> Bool) -> String {
    let start = offset
    while offset < bytes.count, belongs(peek()) { offset += 1 }
    return text(from: start)
  }

  /// The word of another script that sticks to a number, as in `50万元`; `nil` for none, and for an operator.
  private mutating func takeUnit() -> String? {
    guard dialect == .business, peek() >= 0x80 else { return nil }
    let start = offset
    while let length = nameScalarLength() { offset += length }
    let word = text(from: start)
    guard word.isEmpty || Self.operatorWords.contains(word) else { return word }
    offset = start
    return nil
  }

  private mutating func takeExponent() -> Bool {
    guard peek() | 0x20 == UInt8(ascii: "e") else { return false }
    let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
    guard peek(hasSign ? 2 : 1).isDigit else { return false }
    offset += hasSign ? 2 : 1
    _ = take(\.isDigit)
    return true
  }

  private mutating func finishDouble(from start: Int) {
    let number = Double(text(from: start)).flatMap { $0.isFinite ? $0 : nil }
    finish(number.map { .literal(.double($0)) }, from: start)
  }

  private mutating func finishInteger(_ number: UInt64?, from start: Int) {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { offset += 1 }
    finish(number.map { isUnsigned ? .literal(.uint($0)) : .integer($0) }, from: start)
  }

  /// Ends a number, which is `nil` if it is too large; letters that stick to it, as in `30d`, are a fault too.
  private mutating func finish(_ number: Token.Kind?, from start: Int) {
    if peek().isNameStart {
      _ = take { $0.isNameStart || $0.isDigit }
      diagnostics.append(.numberWithLetters(text(from: start), at: range(from: start)))
      append(.faulty, from: start)
    } else if let unit = takeUnit() {
      let number = String(text(from: start).dropLast(unit.count))
      diagnostics.append(.numberWithUnit(number, unit: unit, at: range(from: start)))
      append(.faulty, from: start)
    } else if let number {
      append(number, from: start)
    } else {
      diagnostics.append(.numberTooLarge(text(from: start), at: range(from: start)))
      append(.faulty, from: start)
    }
  }
}
