/// The double nearest to a quotient of whole numbers, the even one of two that are equally near.
///
/// The denominator is positive; no quotient of these is out of a double's range.
func nearestDouble(_ numerator: Int128, dividedBy denominator: Int128) -> Double {
  let exact = Int128(1) << 53
  if numerator.magnitude <= exact, denominator <= exact { return Double(Int64(numerator)) / Double(Int64(denominator)) }
  let quotient = nearestDouble(numerator.magnitude, dividedBy: denominator.magnitude)
  return numerator < 0 ? -quotient : quotient
}

/// As above, for numbers without a sign: the quotient's first 55 bits or more, and whether anything follows, are all that rounding
/// has to know.
private func nearestDouble(_ numerator: UInt128, dividedBy denominator: UInt128) -> Double {
  if numerator == 0 { return 0 }
  let shift = 55 + denominator.bitWidthInUse - numerator.bitWidthInUse
  let (quotient, isExact) =
    shift >= 0
    ? divide(numerator.shiftedWide(by: shift), by: denominator)
    : divide(numerator, by: denominator, droppingBits: -shift)
  // An odd last bit stands for whatever follows: it lies beyond the 53 bits that stay.
  let bits = UInt64(quotient) | (isExact ? 0 : 1)
  return Double(bits) * Double(sign: .plus, exponent: -shift, significand: 1)
}

private func divide(_ wide: (high: UInt128, low: UInt128), by denominator: UInt128) -> (UInt128, isExact: Bool) {
  let (quotient, remainder) = denominator.dividingFullWidth((wide.high, wide.low))
  return (quotient, remainder == 0)
}

private func divide(
  _ numerator: UInt128, by denominator: UInt128, droppingBits count: Int
) -> (UInt128, isExact: Bool) {
  let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
  let kept = quotient >> count
  return (kept, remainder == 0 && kept << count == quotient)
}

extension UInt128 {
  /// How many bits it takes to write the number.
  fileprivate var bitWidthInUse: Int { Self.bitWidth - leadingZeroBitCount }

  /// The number times 2 to the power of `count`, which leaves it below 2 to the power of 256.
  fileprivate func shiftedWide(by count: Int) -> (high: UInt128, low: UInt128) {
    // Shifts beyond a number's width, either way, leave nothing of it.
    count >= Self.bitWidth ? (self << (count - Self.bitWidth), 0) : (self >> (Self.bitWidth - count), self << count)
  }
}
