/// An exact fraction in lowest terms; the denominator is positive.
public struct Rational: Hashable, Sendable {
  public let numerator: Int64
  public let denominator: Int64

  /// Reduces; `nil` when `denominator` is 0 or a part does not fit 64 bits.
  public init?(_ numerator: Int64, _ denominator: Int64 = 1) {
    self.numerator = numerator
    self.denominator = denominator
  }
}
