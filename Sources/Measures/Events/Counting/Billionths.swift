/// Exact sums of numbers: whole numbers of billionths.
enum Billionths {
  /// Numbers that large, and those that are not finite, cannot be counted.
  static let limit = 1e18
  /// How many make one.
  static let one: Int128 = 1_000_000_000

  /// The billionths of the decimal number that `number` was written as, as far as nine places go; traps at ``limit`` and beyond.
  @inline(__always) static func of(_ number: Double) -> Int128 {
    let hundredths = (number * 100).rounded(.toNearestOrEven)
    if hundredths / 100 == number, hundredths.magnitude < 0x1p53 { return product(hundredths, 10_000_000) }
    return ofOther(number)
  }

  /// Those of a whole number.
  @inline(__always) static func of(_ whole: Int64) -> Int128 {
    let product = whole.multipliedFullWidth(by: 1_000_000_000)
    return Int128(product.high) << 64 | Int128(product.low)
  }

  @inline(__always) private static func product(_ whole: Double, _ factor: Int64) -> Int128 {
    let product = Int64(whole).multipliedFullWidth(by: factor)
    return Int128(product.high) << 64 | Int128(product.low)
  }

  /// Of what has not at most two places.
  @inline(never) private static func ofOther(_ number: Double) -> Int128 {
    if number.magnitude >= 0x1p53 { return product(number, 1_000_000_000) }
    for (scale, factor) in scales {
      let scaled = (number * scale).rounded(.toNearestOrEven)
      if scaled / scale == number, scaled.magnitude < 0x1p53 { return product(scaled, factor) }
    }
    // Below 2^53, so that 53 bits and the 30 of a billion are far from the end.
    let numerator = Int128(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0)) * one
    let shift = 52 - Int(number.exponent)
    guard number != 0, shift < 120 else { return 0 }
    let half: Int128 = shift > 0 ? 1 << (shift - 1) : 0
    let magnitude = (numerator + half) >> shift
    return number < 0 ? -magnitude : magnitude
  }

  private static let scales: [(Double, Int64)] = [(1, 1_000_000_000), (1e4, 100_000), (1e6, 1_000), (1e9, 1)]
}

extension Double {
  /// The double nearest to so many billionths.
  @inline(__always) init(billionths: Int128) {
    let small = Int64(truncatingIfNeeded: billionths)
    // Amounts of cents, as nearly all are: one exact division.
    let (hundredths, rest) = small.quotientAndRemainder(dividingBy: 10_000_000)
    if Int128(small) == billionths, rest == 0, hundredths.magnitude <= 1 << 53 {
      self = Double(hundredths) / 100
    } else {
      self.init(nearestTo: billionths, over: Billionths.one)
    }
  }

  /// The double nearest to a fraction; of two as near, the one whose last bit is 0. `denominator` is above 0, below 2^67.
  init(nearestTo numerator: Int128, over denominator: Int128) {
    let (magnitude, divisor) = (numerator.magnitude, denominator.magnitude)
    guard magnitude > 0 else {
      self = 0
      return
    }
    // So far left, or right, that the quotient has 60 bits or one more; what the division leaves counts as a last bit.
    let shift = 60 + magnitude.leadingZeroBitCount - divisor.leadingZeroBitCount
    let (quotient, rest) =
      shift >= 0
      ? (magnitude << UInt128(shift)).quotientAndRemainder(dividingBy: divisor)
      : magnitude.quotientAndRemainder(dividingBy: divisor << UInt128(-shift))
    let bits = UInt64(truncatingIfNeeded: quotient) | (rest == 0 ? 0 : 1)
    let scaled = Double(bits) * Double(sign: .plus, exponent: -shift, significand: 1)
    self = numerator < 0 ? -scaled : scaled
  }

  /// By how much `amount` differs from `base`, as a part of `base`; `base` is not 0.
  init(changeFrom base: Int128, to amount: Int128) {
    var (difference, part) = (amount - base, base)
    if part < 0 { (difference, part) = (-difference, -part) }
    // Amounts seldom have nine places; without the zeros behind them, nearly all are small enough to be divided exactly.
    for power in [1_000_000_000, 10_000_000, 100_000, 1_000] as [Int128] {
      guard difference % power == 0, part % power == 0 else { continue }
      (difference, part) = (difference / power, part / power)
      break
    }
    while part >> 66 != 0 { (difference, part) = (difference >> 1, part >> 1) }
    self.init(nearestTo: difference, over: part)
  }
}
