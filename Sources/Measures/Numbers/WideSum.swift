/// A whole number of up to 256 bits without a sign: large enough for the squares of all that is compared.
struct WideSum: Hashable, Comparable {
  private(set) var high: UInt128 = 0
  private(set) var low: UInt128 = 0

  /// 0.
  init() {}

  /// A product.
  init(_ a: UInt128, times b: UInt128) { (high, low) = a.multipliedFullWidth(by: b) }

  static func < (a: WideSum, b: WideSum) -> Bool { (a.high, a.low) < (b.high, b.low) }

  static func += (sum: inout WideSum, other: WideSum) {
    let (low, carries) = sum.low.addingReportingOverflow(other.low)
    sum.low = low
    sum.high += other.high + (carries ? 1 : 0)
  }

  static func -= (sum: inout WideSum, other: WideSum) {
    let (low, borrows) = sum.low.subtractingReportingOverflow(other.low)
    sum.low = low
    sum.high -= other.high + (borrows ? 1 : 0)
  }

  /// The product with `factor`; traps if it is no number of 256 bits.
  static func * (sum: WideSum, factor: UInt128) -> WideSum {
    var product = WideSum(sum.low, times: factor)
    product.high += sum.high * factor
    return product
  }

  /// The number as a double, to within one unit in its last place.
  var approximately: Double { Double(high) * 0x1p128 + Double(low) }
}

// MARK: - Text

extension WideSum {
  /// Two halves in hexadecimal digits.
  var text: String { String(high, radix: 16) + ":" + String(low, radix: 16) }

  /// Reads ``text``.
  init?(text: some StringProtocol) {
    let halves = text.split(separator: ":", omittingEmptySubsequences: false).compactMap { UInt128($0, radix: 16) }
    guard halves.count == 2 else { return nil }
    (high, low) = (halves[0], halves[1])
  }
}
