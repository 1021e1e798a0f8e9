/// How often a customer is to be visited: so many visits in each period, or only when asked for.
///
/// Equality is that of the spelling: 1 a month and 12 a year are different promises that are equally strong. The visits of
/// a year and of a month are exact fractions of 64 bits: whatever makes a cadence here sees to that.
public enum Cadence: Hashable, Sendable {
  /// `visits` is never negative; `1/2 months` is one visit per period of two months.
  case quota(visits: Rational, per: Period)
  /// No quota; the weakest of all.
  case onDemand
}

extension Cadence {
  /// So many visits in each period, none if `visits` is negative; throws when a year's or a month's visits are no fraction of 64 bits.
  public init(visits: Rational, per period: Period) throws(ArithmeticOverflow) {
    self = .quota(visits: max(visits, .zero), per: period)
    _ = try perMonth
  }

  /// How many visits a year has; 0 on demand. Traps where ``init(visits:per:)`` would have thrown.
  public var visitsPerYear: Rational { Self.trapping { () throws(ArithmeticOverflow) in try perYear } }

  /// How many visits an average month has; 0 on demand. Traps where ``init(visits:per:)`` would have thrown.
  public var visitsPerMonth: Rational { Self.trapping { () throws(ArithmeticOverflow) in try perMonth } }

  /// Whether it asks for more visits a year; exact for all values. On demand is weaker than any quota, even of none.
  public func isStronger(than other: Cadence) -> Bool {
    guard case .quota(let visits, let period) = self else { return false }
    guard case .quota(let otherVisits, let otherPeriod) = other else { return true }
    return Self.isGreater(visits, times: period.perYear, than: otherVisits, times: otherPeriod.perYear)
  }

  /// Whether it asks for fewer visits a year.
  public func isWeaker(than other: Cadence) -> Bool { other.isStronger(than: self) }

  private var perYear: Rational {
    get throws(ArithmeticOverflow) {
      guard case .quota(let visits, let period) = self else { return .zero }
      return try visits * period.perYear
    }
  }

  private var perMonth: Rational {
    get throws(ArithmeticOverflow) { try perYear / 12 }
  }

  private static func trapping(_ number: () throws(ArithmeticOverflow) -> Rational) -> Rational {
    do { return try number() } catch { preconditionFailure("the visits of a year are no fraction of 64 bits") }
  }

  /// Compares two products of fractions by cross products of quadruple width.
  private static func isGreater(_ a: Rational, times b: Rational, than c: Rational, times d: Rational) -> Bool {
    // A year's count of periods has small parts (365 over 10,000 at most), so that two factors fit 128 bits with room.
    let left = (Int128(a.numerator) * Int128(b.numerator) * Int128(d.denominator))
      .multipliedFullWidth(by: Int128(c.denominator))
    let right = (Int128(c.numerator) * Int128(d.numerator) * Int128(b.denominator))
      .multipliedFullWidth(by: Int128(a.denominator))
    return (left.high, left.low) > (right.high, right.low)
  }
}

extension Cadence: CustomStringConvertible {
  /// As policies write it, exactly: `2/month`, `1/2 months`, `1.5/week`, `16/3 per month`, `on_demand`.
  public var description: String {
    guard case .quota(let visits, let period) = self else { return Self.onDemandText }
    guard let decimal = visits.exactDecimalText else { return "\(visits) per \(period)" }
    return "\(decimal)/\(period)"
  }

  /// How policies spell the cadence without a quota.
  static let onDemandText = "on_demand"
}
