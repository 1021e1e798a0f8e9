/// Doubles as the decimals that were meant by them, to nine places.
enum MeantDecimal {
  /// Numbers that are not less than this, whatever their sign, are no values to compare.
  static let bound = 1e18

  /// The most digits behind the point.
  static let mostDigits = 9

  /// The double nearest to the decimal that was meant: what differs by a mere error of arithmetic becomes equal. `nil` for what is no
  /// finite number below ``bound``.
  @inline(__always) static func value(_ number: Double) -> Double? {
    guard abs(number) < bound else { return nil }
    // Adding 0 makes a negative zero a plain one.
    return isWhole(number) ? number + 0 : fraction(number)
  }

  @inline(__always) private static func isWhole(_ number: Double) -> Bool { Double(Int64(number)) == number }

  private static func fraction(_ number: Double) -> Double {
    let hundredths = (number * 1e2).rounded(.toNearestOrEven) / 1e2
    if hundredths == number { return number }
    return (number * 1e9).rounded(.toNearestOrEven) / 1e9 + 0
  }

  /// How many digits behind the point a value has, which is one of ``value(_:)``: 0, 2, 4, 6 or 9.
  static func digits(of value: Double) -> Int {
    if isWhole(value) { return 0 }
    for digits in [2, 4, 6] {
      let factor = power(digits)
      if (value * factor).rounded(.toNearestOrEven) / factor == value { return digits }
    }
    return mostDigits
  }

  /// A value in units of its last digit but `digits` ones behind the point, of which it has no more.
  static func units(_ value: Double, digits: Int) -> Int128 {
    let scaled = value * power(digits)
    // Up to here the product's error is less than a half.
    if abs(scaled) < 0x1p51 { return Int128(Int64(scaled.rounded(.toNearestOrEven))) }
    let own = self.digits(of: value)
    return Int128((value * power(own)).rounded(.toNearestOrEven)) * Int128(power(digits - own))
  }

  /// 10 to the power of up to 9.
  static func power(_ digits: Int) -> Double { powers[digits] }

  private static let powers: InlineArray<10, Double> = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
}
