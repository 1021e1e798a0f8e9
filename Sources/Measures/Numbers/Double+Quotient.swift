extension Double {
  /// The double nearest to a quotient of whole numbers; of two that are as near, the one whose last bit is 0.
  ///
  /// The denominator is above 0. No quotient of two such numbers is out of a double's range.
  @inline(__always) init(nearestTo numerator: Int128, over denominator: Int128) {
    let exact = Int128(1) << 53
    if numerator.magnitude <= exact, denominator <= exact {
      self = Double(Int64(truncatingIfNeeded: numerator)) / Double(Int64(truncatingIfNeeded: denominator))
    } else {
      self.init(roundingQuotientOf: numerator, denominator.magnitude)
    }
  }

  /// The quotient's first 55 bits or more, and whether anything follows, are all that rounding has to know.
  @inline(never) private init(roundingQuotientOf numerator: Int128, _ denominator: UInt128) {
    let magnitude = numerator.magnitude
    guard magnitude > 0 else {
      self = 0
      return
    }
    let shift = 55 + denominator.bitWidthInUse - magnitude.bitWidthInUse
    let (quotient, isExact) =
      shift >= 0
      ? divide(magnitude, shiftedBy: shift, by: denominator) : divide(magnitude, by: denominator, droppingBits: -shift)
    // An odd last bit stands for whatever follows: it lies beyond the 53 bits that stay.
    let bits = quotient | (isExact ? 0 : 1)
    let scaled = Double(bits) * Double(sign: .plus, exponent: -shift, significand: 1)
    self = numerator < 0 ? -scaled : scaled
  }
}

/// The shift is such that the quotient has 55 bits or 56.
private func divide(_ numerator: UInt128, shiftedBy shift: Int, by denominator: UInt128) -> (UInt64, isExact: Bool) {
  let wide = numerator.shiftedWide(by: shift)
  if let divisor = UInt64(exactly: denominator) {
    // One division by the processor, as for nearly all sums.
    let dividend = (UInt64(truncatingIfNeeded: wide.low >> 64), UInt64(truncatingIfNeeded: wide.low))
    let (quotient, rest) = divisor.dividingFullWidth(dividend)
    return (quotient, rest == 0)
  }
  let (quotient, rest) = denominator.dividingFullWidth(wide)
  return (UInt64(quotient), rest == 0)
}

private func divide(
  _ numerator: UInt128, by denominator: UInt128, droppingBits count: Int
) -> (UInt64, isExact: Bool) {
  let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
  let kept = quotient >> count
  return (UInt64(kept), rest == 0 && kept << count == quotient)
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
