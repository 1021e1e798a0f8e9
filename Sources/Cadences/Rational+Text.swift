extension Rational {
  /// Reads a decimal number with an optional exponent (`1.5`, `-2`, `1e3`), exactly.
  ///
  /// `nil` for anything else (spaces, a bare point, separators of thousands) and for what does not fit 64 bits.
  public init?(decimal text: some StringProtocol) {
    var reader = DecimalReader(text)
    guard let (digits, exponent) = reader.read() else { return nil }
    self.init(digits: digits, exponent: exponent)
  }

  private init?(digits: Int128, exponent: Int) {
    guard digits != 0 else {
      self = .zero
      return
    }
    guard let scale = Self.powerOfTen(exponent.magnitude) else { return nil }
    if exponent < 0 {
      self.init(reducing: digits, over: scale)
      return
    }
    let (product, overflows) = digits.multipliedReportingOverflow(by: scale)
    guard !overflows else { return nil }
    self.init(reducing: product, over: 1)
  }

  fileprivate static func powerOfTen(_ exponent: UInt) -> Int128? {
    guard exponent <= 38 else { return nil }
    return (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }
}

/// Reads the digits of a decimal number and where its point stands.
private struct DecimalReader {
  private var rest: Substring.UTF8View
  private var digits: Int128 = 0
  private var scale = 0

  init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  /// The number as `digits × 10^exponent`; `nil` if the text is anything else.
  mutating func read() -> (digits: Int128, exponent: Int)? {
    let isNegative = takeSign()
    guard let whole = takeDigits() else { return nil }
    var count = whole
    if take(UInt8(ascii: ".")) {
      guard let fraction = takeDigits(), fraction > 0 else { return nil }
      scale -= fraction
      count += fraction
    }
    guard count > 0, let exponent = takeExponent(), rest.isEmpty else { return nil }
    return (isNegative ? -digits : digits, scale + exponent)
  }

  /// How many digits stand here; `nil` when the number grows past any use.
  private mutating func takeDigits() -> Int? {
    var count = 0
    while let digit = takeDigit() {
      let (tenfold, overflows) = digits.multipliedReportingOverflow(by: 10)
      let (sum, carries) = tenfold.addingReportingOverflow(Int128(digit))
      guard !overflows, !carries else { return nil }
      digits = sum
      count += 1
    }
    return count
  }

  private mutating func takeDigit() -> Int? {
    guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    rest.removeFirst()
    return Int(byte - UInt8(ascii: "0"))
  }

  /// 0 if there is none; `nil` if there is a broken one.
  private mutating func takeExponent() -> Int? {
    guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return 0 }
    let isNegative = takeSign()
    var exponent = 0
    var count = 0
    while let digit = takeDigit() {
      exponent = min(exponent * 10 + digit, 10_000)
      count += 1
    }
    return count == 0 ? nil : isNegative ? -exponent : exponent
  }

  private mutating func takeSign() -> Bool {
    if take(UInt8(ascii: "-")) { return true }
    _ = take(UInt8(ascii: "+"))
    return false
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }
}

extension Rational {
  /// The exact decimal text where it ends, within 18 places (`1.5`); `nil` for thirds and their like.
  public var exactDecimalText: String? {
    var places: UInt = 0
    while places <= 18 {
      if let power = Self.powerOfTen(places), power % Int128(denominator) == 0 {
        return decimalText(places: Int(places))
      }
      places += 1
    }
    return nil
  }

  /// Decimal text rounded to at most `places` (0 to 18) places, halves away from zero, for people: `5.33`, `3`, `0.5`.
  public func decimalText(places: Int) -> String {
    let scale = Self.powerOfTen(UInt(min(max(places, 0), 18))) ?? 1
    let scaled = (numerator.magnitude128 * UInt128(scale) * 2 / UInt128(denominator) + 1) / 2
    let (whole, part) = scaled.quotientAndRemainder(dividingBy: UInt128(scale))
    let sign = numerator < 0 && scaled > 0 ? "-" : ""
    return sign + String(whole) + Self.fraction(part, outOf: UInt128(scale))
  }

  /// The digits behind the point, with it, without trailing zeros.
  private static func fraction(_ part: UInt128, outOf scale: UInt128) -> String {
    guard part > 0 else { return "" }
    var digits = Substring(String(scale + part).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}

extension Int64 {
  fileprivate var magnitude128: UInt128 { UInt128(magnitude) }
}

extension Rational: CustomStringConvertible {
  /// Exact: decimal where that ends (`1.5`), else the fraction (`16/3`).
  public var description: String { exactDecimalText ?? "\(numerator)/\(denominator)" }
}
