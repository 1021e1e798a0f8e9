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

  private mutating func takeExponent() -> Bool {
    guard peek() | 0x20 == UInt8(ascii: "e") else { return false }
    let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
    guard peek(hasSign ? 2 : 1).isDigit else { return false }
    offset += hasSign ? 2 : 1
    _ = take(\.isDigit)
    return true
  }

  private mutating func finishDouble(from start: Int) {
    let number = Double(text(from: start)) ?? .infinity
    if number.isInfinite { diagnostics.append(.numberTooLarge(text(from: start), at: range(from: start))) }
    append(.literal(.double(number)), from: start)
    checkNumberEnds(from: start)
  }

  private mutating func finishInteger(_ number: UInt64?, from start: Int) {
    if number == nil { diagnostics.append(.numberTooLarge(text(from: start), at: range(from: start))) }
    if peek() | 0x20 == UInt8(ascii: "u") {
      offset += 1
      append(.literal(.uint(number ?? 0)), from: start)
    } else {
      append(.integer(number ?? 0), from: start)
    }
    checkNumberEnds(from: start)
  }

  /// Reports letters that stick to a number, such as `30d`.
  private mutating func checkNumberEnds(from start: Int) {
    guard peek().isNameStart else { return }
    _ = take { $0.isNameStart || $0.isDigit }
    diagnostics.append(.numberWithLetters(text(from: start), at: range(from: start)))
  }
}
