extension Cadence {
  /// `factor` times as many visits in the same period, never below 0; on demand stays so.
  public func multiplied(by factor: Rational) throws(ArithmeticOverflow) -> Cadence {
    guard case .quota(let visits, let period) = self else { return self }
    return try Cadence(visits: visits * factor, per: period)
  }

  /// `amount` (which may be negative) visits more in each `period`, never below 0.
  ///
  /// The result counts in the longer of the two periods: weekly and one more a month are 52/12 + 1 a month. On demand with something
  /// added is that quota; with nothing or less added it stays on demand.
  public func adding(_ amount: Rational, per period: Period) throws(ArithmeticOverflow) -> Cadence {
    guard case .quota(let visits, let own) = self else {
      return amount > .zero ? try Cadence(visits: amount, per: period) : self
    }
    let common = period.isLonger(than: own) ? period : own
    let sum = try Self.convert(visits, from: own, to: common) + Self.convert(amount, from: period, to: common)
    return try Cadence(visits: sum, per: common)
  }

  /// A whole number of visits in the same period; on demand stays so.
  public func rounded(_ rounding: Rational.Rounding) throws(ArithmeticOverflow) -> Cadence {
    guard case .quota(let visits, let period) = self else { return self }
    return try Cadence(visits: visits.rounded(rounding), per: period)
  }

  private static func convert(
    _ visits: Rational, from: Period, to: Period
  ) throws(ArithmeticOverflow) -> Rational {
    from == to ? visits : try visits * from.perYear / to.perYear
  }
}
