/// Doubles as the decimals that were meant by them: of those that read back as the same double the shortest, to nine places.
///
/// Sums of them are whole numbers of billionths, and so exact, whatever the order in which they are added.
enum MeantDecimal {
  /// Numbers that are not less than this, whatever their sign, and those that are not finite, are no amounts.
  static let bound = 1e18

  /// How many billionths make one.
  static let billion: Int128 = 1_000_000_000

  /// The billionths of the decimal that was meant; traps at ``bound`` and beyond.
  @inline(__always) static func billionths(_ number: Double) -> Int128 {
    if let hundredths = hundredths(number) { return product(hundredths, 10_000_000) }
    return billionthsOfOther(number)
  }

  /// The hundredths that a number is meant as; `nil` if it has more than two places, or more than 15 digits.
  ///
  /// Different decimals of up to 15 digits are different doubles: one that divides back to the number is the one that was meant.
  @inline(__always) static func hundredths(_ number: Double) -> Int64? {
    let hundredths = (number * 100).rounded(.toNearestOrEven)
    return hundredths / 100 == number && hundredths.magnitude < 1e15 ? Int64(hundredths) : nil
  }

  /// The double nearest to the decimal that was meant: what differs by a mere error of arithmetic becomes equal. `nil` for what is no
  /// finite number below ``bound``.
  @inline(__always) static func value(_ number: Double) -> Double? {
    guard abs(number) < bound else { return nil }
    // Adding 0 makes a negative zero a plain one.
    if hundredths(number) != nil { return number + 0 }
    return Double(nearestTo: billionthsOfOther(number), over: billion)
  }

  @inline(__always) private static func product(_ whole: Int64, _ factor: Int64) -> Int128 {
    let product = whole.multipliedFullWidth(by: factor)
    return Int128(product.high) << 64 | Int128(product.low)
  }

  /// Of what has not at most two places.
  @inline(never) private static func billionthsOfOther(_ number: Double) -> Int128 {
    let scaled = number * 1e9
    let billionths = scaled.rounded(.toNearestOrEven)
    // Up to here, the number and its product are off by less than a sixteenth: far from halves, the nearest whole number is sure.
    if billionths.magnitude < 0x1p48, abs(scaled - billionths) < 0.4 { return Int128(Int64(billionths)) }
    return WrittenDecimal(number).billionths
  }
}

/// A number in digits, as it is shown.
private struct WrittenDecimal {
  private var isNegative = false
  private var digits: UInt64 = 0
  /// Of ten, by which the digits are to be multiplied.
  private var power = 0

  init(_ number: Double) {
    isNegative = number < 0
    var isBehindPoint = false
    let text = number.magnitude.description
    for byte in text.utf8 {
      if byte == UInt8(ascii: "e") { break }
      if byte == UInt8(ascii: ".") {
        isBehindPoint = true
      } else {
        digits = digits * 10 + UInt64(byte & 15)
        power -= isBehindPoint ? 1 : 0
      }
    }
    if let sign = text.lastIndex(of: "e") { power += Int(text[text.index(after: sign)...]) ?? 0 }
  }

  /// Halves are rounded away from 0.
  var billionths: Int128 {
    let power = power + 9
    // Twenty digits are more than any number of 64 bits has.
    guard power > -20 else { return 0 }
    let factor = (0..<abs(power)).reduce(Int128(1)) { product, _ in product * 10 }
    let magnitude = power >= 0 ? Int128(digits) * factor : (Int128(digits) + factor / 2) / factor
    return isNegative ? -magnitude : magnitude
  }
}
