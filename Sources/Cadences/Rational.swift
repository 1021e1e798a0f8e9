/// An exact fraction in lowest terms; the denominator is positive.
///
/// Both parts fit 64 bits; arithmetic whose exact result does not fit throws ``ArithmeticOverflow``, it never rounds.
public struct Rational: Hashable, Sendable {
  /// Carries the sign.
  public let numerator: Int64

  /// At least 1.
  public let denominator: Int64

  /// Reduces; `nil` when `denominator` is 0 or a part does not fit 64 bits.
  public init?(_ numerator: Int64, _ denominator: Int64) {
    self.init(reducing: Int128(numerator), over: Int128(denominator))
  }

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// Reduces parts of twice the width, as products of two fractions have; `nil` as above.
  package init?(reducing numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let isNegative = (numerator < 0) != (denominator < 0)
    guard let above = Int64(exactly: numerator.magnitude / divisor, negative: isNegative),
      let below = Int64(exactly: denominator.magnitude / divisor)
    else { return nil }
    self.numerator = above
    self.denominator = below
  }

  /// Nothing.
  public static let zero = Rational(0)

  /// Whether it is a whole number.
  public var isInteger: Bool { denominator == 1 }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

extension Int64 {
  /// A magnitude with a sign; `nil` if it does not fit.
  fileprivate init?(exactly magnitude: UInt128, negative: Bool) {
    guard let wide = Int128(exactly: magnitude) else { return nil }
    self.init(exactly: negative ? -wide : wide)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int64) { self.init(value) }
}

extension Rational: Comparable {
  /// Exact for all values: cross products are taken at twice the width.
  public static func < (a: Rational, b: Rational) -> Bool {
    Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }
}
