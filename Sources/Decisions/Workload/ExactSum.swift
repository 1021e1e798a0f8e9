import Cadences

/// A sum of fractions, kept apart by denominator: it comes out the same in whatever order they are added.
struct ExactSum {
  /// The numerators over each denominator.
  private var numerators: [Int64: Int128] = [:]
}

extension ExactSum {
  /// Adds a fraction so many times.
  mutating func add(_ fraction: Rational, times count: Int = 1) throws(ArithmeticOverflow) {
    let (sum, overflows) = numerators[fraction.denominator, default: 0]
      .addingReportingOverflow(Int128(fraction.numerator) * Int128(count))
    if overflows { throw ArithmeticOverflow() }
    numerators[fraction.denominator] = sum
  }

  /// Adds what another sum comes to.
  mutating func add(_ other: ExactSum) throws(ArithmeticOverflow) {
    for (denominator, numerator) in other.numerators {
      let (sum, overflows) = numerators[denominator, default: 0].addingReportingOverflow(numerator)
      if overflows { throw ArithmeticOverflow() }
      numerators[denominator] = sum
    }
  }

  /// The sum; throws where it, or what the smallest denominators come to on the way, is no fraction of 64 bits.
  var total: Rational {
    get throws(ArithmeticOverflow) {
      var total = Rational.zero
      for (denominator, numerator) in numerators.sorted(by: { $0.key < $1.key }) {
        guard let numerator = Int64(exactly: numerator), let part = Rational(numerator, denominator) else {
          throw ArithmeticOverflow()
        }
        total = try total + part
      }
      return total
    }
  }
}
