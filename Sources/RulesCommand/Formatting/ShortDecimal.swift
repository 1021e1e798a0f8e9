/// A number with at most 15 digits, up to six of them behind the point: that many always are the shortest text that reads back.
struct ShortDecimal {
  private let isNegative: Bool
  /// All digits.
  private let digits: UInt64
  /// How many of them stand behind the point; the last of these is no zero.
  private let places: Int

  /// How many bytes its text has at most.
  static let mostBytes = 24

  /// `nil` for numbers that need more digits, and for those that are spelled with an exponent, or with a sign before zero.
  init?(_ number: Double) {
    let size = number.magnitude
    guard size < 1e15, size >= 1e-4 || (number == 0 && number.sign == .plus) else { return nil }
    isNegative = number < 0
    if size.rounded(.down) == size {
      (digits, places) = (UInt64(size), 0)
      return
    }
    var power = 1.0
    for places in 1...6 {
      power *= 10
      let scaled = (size * power).rounded(.toNearestOrEven)
      guard scaled < 1e15 else { return nil }
      // Both are exact, so the quotient is what reading the digits gives.
      guard scaled / power == size else { continue }
      (digits, self.places) = (UInt64(scaled), places)
      return
    }
    return nil
  }

  /// Writes the text, for which there has to be room for ``mostBytes``; returns the place behind it.
  func write(to start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    var length = 1
    var limit: UInt64 = 10
    while digits >= limit {
      length += 1
      limit *= 10
    }
    length = max(length, places + 1)
    var rest = digits
    let first = isNegative ? start + 1 : start
    if isNegative { start[0] = UInt8(ascii: "-") }
    let end = first + length + (places > 0 ? 1 : 0)
    var place = end
    for written in 0..<length {
      if written == places, places > 0 {
        place -= 1
        place[0] = UInt8(ascii: ".")
      }
      place -= 1
      place[0] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    return end
  }
}
