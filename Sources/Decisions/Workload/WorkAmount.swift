import Cadences

/// So many visits or minutes, in grains of which 25,200,000 make one: halves, thirds, sevenths, eighths, ninths and ten-thousandths of
/// one are so many whole grains.
///
/// Never negative. A part of a grain is dropped, so that a sum is never more than that of the fractions, and nobody is short of time
/// for it. Sums are the same in any order; what is beyond the greatest number of grains stays there.
struct WorkAmount: Hashable, Sendable {
  private let grains: Int128
  private static let grainsOfOne: Int128 = 25_200_000

  private init(grains: Int128) { self.grains = grains }

  /// What a fraction comes to that is not negative.
  init(_ fraction: Rational) {
    grains = Int128(max(fraction.numerator, 0)) * Self.grainsOfOne / Int128(fraction.denominator)
  }

  /// Nothing.
  static let zero = WorkAmount(grains: 0)
}

extension WorkAmount {
  static func + (a: WorkAmount, b: WorkAmount) -> WorkAmount {
    let (sum, overflows) = a.grains.addingReportingOverflow(b.grains)
    return WorkAmount(grains: overflows ? .max : sum)
  }

  static func += (a: inout WorkAmount, b: WorkAmount) { a = a + b }

  /// What is left; nothing where `b` is more.
  static func - (a: WorkAmount, b: WorkAmount) -> WorkAmount { WorkAmount(grains: max(a.grains - b.grains, 0)) }

  /// So many times as much.
  static func * (a: WorkAmount, count: Int) -> WorkAmount {
    WorkAmount(grains: quotient(a.grains, times: Int128(count), by: 1))
  }

  /// As much for each of so many.
  static func * (a: WorkAmount, b: WorkAmount) -> WorkAmount { a.times(b, by: WorkAmount(grains: grainsOfOne)) }

  /// A multiple: so many parts, of which `whole` make it; `whole` is not nothing.
  func times(_ parts: WorkAmount, by whole: WorkAmount) -> WorkAmount {
    WorkAmount(grains: Self.quotient(grains, times: parts.grains, by: whole.grains))
  }

  /// The whole number below, where that is not a whole number.
  var roundedDown: WorkAmount { WorkAmount(grains: grains - grains % Self.grainsOfOne) }

  /// The whole number that is not less; the greatest where that is more.
  var ceiling: Int { Int(clamping: grains / Self.grainsOfOne + (grains % Self.grainsOfOne > 0 ? 1 : 0)) }

  /// How many thousandths of `whole` it is, the nearest number, halves up; `whole` is not nothing.
  func thousandths(of whole: WorkAmount) -> Int {
    let halves = Self.quotient(grains, times: 2000, by: whole.grains)
    return Int(clamping: halves / 2 + halves % 2)
  }

  /// A product divided, rounded down.
  private static func quotient(_ a: Int128, times b: Int128, by divisor: Int128) -> Int128 {
    let product = a.magnitude.multipliedFullWidth(by: b.magnitude)
    guard product.high < divisor.magnitude else { return .max }
    return Int128(clamping: divisor.magnitude.dividingFullWidth(product).quotient)
  }
}

extension WorkAmount: Comparable {
  static func < (a: WorkAmount, b: WorkAmount) -> Bool { a.grains < b.grains }
}

extension Rational {
  /// The very amount, or where that is no fraction of 64 bits, the whole number below it, or the greatest of these.
  init(_ amount: WorkAmount) {
    self = amount.fraction ?? Rational(Int64(clamping: amount.roundedDown.ceiling))
  }
}

extension WorkAmount {
  fileprivate var fraction: Rational? { Rational(reducing: grains, over: Self.grainsOfOne) }
}
