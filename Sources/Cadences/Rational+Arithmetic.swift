/// The exact result does not fit 64 bits above and below the fraction's bar.
public struct ArithmeticOverflow: Error, Hashable, Sendable {
  /// The one thing that can go wrong with exact arithmetic.
  public init() {}
}

extension Rational {
  /// The exact sum.
  public static func + (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try fitting(
      Int128(a.numerator) * Int128(b.denominator) + Int128(b.numerator) * Int128(a.denominator),
      over: Int128(a.denominator) * Int128(b.denominator))
  }

  /// The exact difference.
  public static func - (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try fitting(
      Int128(a.numerator) * Int128(b.denominator) - Int128(b.numerator) * Int128(a.denominator),
      over: Int128(a.denominator) * Int128(b.denominator))
  }

  /// The exact product.
  public static func * (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    try fitting(
      Int128(a.numerator) * Int128(b.numerator), over: Int128(a.denominator) * Int128(b.denominator))
  }

  /// The exact quotient; traps when `b` is 0.
  public static func / (a: Rational, b: Rational) throws(ArithmeticOverflow) -> Rational {
    precondition(b.numerator != 0, "division by zero")
    return try fitting(
      Int128(a.numerator) * Int128(b.denominator), over: Int128(a.denominator) * Int128(b.numerator))
  }

  private static func fitting(
    _ numerator: Int128, over denominator: Int128
  ) throws(ArithmeticOverflow) -> Rational {
    guard let result = Rational(reducing: numerator, over: denominator) else { throw ArithmeticOverflow() }
    return result
  }
}

extension Rational {
  /// What becomes of the part behind the point.
  public enum Rounding: Sendable {
    /// To the next whole number above.
    case up
    /// To the next whole number below.
    case down
    /// To the nearest whole number; halves go up.
    case nearest
  }

  /// The whole number that `rounding` makes of it.
  public func rounded(_ rounding: Rounding) -> Rational {
    switch rounding {
    case .up: Rational(ceiling)
    case .down: Rational(floor)
    case .nearest: Rational(nearest)
    }
  }

  /// The greatest whole number that is not greater.
  public var floor: Int64 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The least whole number that is not less.
  public var ceiling: Int64 {
    isInteger ? numerator : floor + 1
  }

  /// The whole number that lies nearest; a half goes to the greater one.
  public var nearest: Int64 {
    let below = floor
    let rest = Int128(numerator) - Int128(below) * Int128(denominator)
    return rest * 2 >= Int128(denominator) ? below + 1 : below
  }
}

extension Double {
  /// The nearest double, or one next to it.
  public init(_ rational: Rational) {
    self = Double(rational.numerator) / Double(rational.denominator)
  }
}
