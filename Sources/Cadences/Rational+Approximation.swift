extension Rational {
  /// The fraction that a computed number means: the first convergent of its continued fraction within a billionth of it.
  ///
  /// A double only comes near 2/3 or 1.14, by some 1e-16; taken at its word it would round 3 × 2/3 up to 3. Quotients of
  /// everyday numbers come back exactly, and denominators stay small enough to go on counting with (about 30,000 at most).
  /// `nil` for NaN, infinities and what lies beyond ±1e12.
  public init?(near double: Double) {
    guard double.magnitude <= 1e12 else { return nil }
    let tolerance = 1e-9 * max(1, double.magnitude)
    var numerator = Convergents()
    var denominator = Convergents(last: 1, current: 0)
    var rest = double
    repeat {
      // 99999.99999999999 is 100000.
      let nearest = rest.rounded()
      let whole = (rest - nearest).magnitude <= 1e-9 * rest.magnitude ? nearest : rest.rounded(.down)
      guard numerator.advance(by: whole), denominator.advance(by: whole) else { return nil }
      rest = 1 / (rest - whole)
    } while (double - Double(numerator.current) / Double(denominator.current)).magnitude > tolerance
    self.init(numerator.current, denominator.current)
  }
}

/// The numerators, or the denominators, of a continued fraction.
private struct Convergents {
  private var last: Int64
  private(set) var current: Int64

  /// Of the numerators, unless told otherwise.
  init(last: Int64 = 0, current: Int64 = 1) {
    self.last = last
    self.current = current
  }

  /// The next one; false where it does not fit 64 bits.
  mutating func advance(by whole: Double) -> Bool {
    guard let whole = Int64(exactly: whole) else { return false }
    let (product, overflows) = whole.multipliedReportingOverflow(by: current)
    let (next, overflowsToo) = product.addingReportingOverflow(last)
    (last, current) = (current, next)
    return !overflows && !overflowsToo
  }
}
