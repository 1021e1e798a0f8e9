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
    return shortest(number) ?? WrittenDecimal(number).billionths
  }

  /// As ``WrittenDecimal``, without text: the nearest decimal of the fewest places that reads as the number; `nil` where that takes more
  /// than whole numbers of 128 bits, where two are as near, and where it lies just between two doubles.
  private static func shortest(_ number: Double) -> Int128? {
    let shift = 52 - Int(number.exponent)
    guard (0...60).contains(shift), number.significandBitPattern != 0 else { return nil }
    var (scaled, power) = (UInt128(number.significandBitPattern | 1 << 52), UInt128(1))
    for places in 0...12 {
      let nearest = (scaled + (1 << shift) >> 1) >> shift
      let distance = 2 * max(nearest << shift, scaled) - 2 * min(nearest << shift, scaled)
      // Half the gap to the next double is half a unit of the significand, times the power.
      if distance == power || distance == 1 << shift { return nil }
      if distance < power { return signed(rounded(nearest, places: places), as: number) }
      (scaled, power) = (scaled * 10, power * 10)
    }
    return nil
  }
}

extension MeantDecimal {
  /// Billionths of a decimal that is given in units of its last place; halves are rounded away from 0.
  fileprivate static func rounded(_ digits: UInt128, places: Int) -> UInt128 {
    let factor = (0..<abs(places - 9)).reduce(UInt128(1)) { product, _ in product * 10 }
    return places <= 9 ? digits * factor : (digits + factor / 2) / factor
  }

  fileprivate static func signed(_ magnitude: UInt128, as number: Double) -> Int128 {
    number < 0 ? -Int128(magnitude) : Int128(magnitude)
  }
}

/// A number in digits, as it is shown.
private struct WrittenDecimal {
  let number: Double
  private var digits: UInt128 = 0
  /// How many of the digits stand behind the point.
  private var places = 0

  init(_ number: Double) {
    self.number = number
    var isBehindPoint = false
    let text = number.magnitude.description
    for byte in text.utf8 {
      if byte == UInt8(ascii: "e") { break }
      if byte == UInt8(ascii: ".") {
        isBehindPoint = true
      } else {
        digits = digits * 10 + UInt128(byte & 15)
        places += isBehindPoint ? 1 : 0
      }
    }
    if let sign = text.lastIndex(of: "e") { places -= Int(text[text.index(after: sign)...]) ?? 0 }
  }

  var billionths: Int128 {
    // A number of 17 digits and as many places behind the ninth is less than a tenth of one.
    places > 27 ? 0 : MeantDecimal.signed(MeantDecimal.rounded(digits, places: places), as: number)
  }
}
