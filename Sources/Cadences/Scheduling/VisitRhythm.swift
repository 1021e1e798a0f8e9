public import Calendars

/// What a cadence means in days: how many lie between two visits, and how many visits each stretch of the calendar owes.
public struct VisitRhythm: Hashable, Sendable {
  /// Days from one visit to the next, at least 1: the period's days by its visits, rounded down. A month is a twelfth and a quarter a
  /// quarter of 365 days, so that monthly visits are 30 days apart, quarterly ones 91.
  public let interval: Int

  /// `nil` for a cadence that is too fine a fraction to be counted in whole visits; then the interval is the promise.
  public let quota: VisitQuota?

  /// `nil` for a cadence that asks for no visits: on demand, or none in a period.
  public init?(_ cadence: Cadence) {
    guard case .quota(let visits, let period) = cadence, visits > .zero else { return nil }
    interval = Self.interval(visits, period)
    quota = VisitQuota(visits, period)
  }

  private static func interval(_ visits: Rational, _ period: Period) -> Int {
    let (days, parts) = period.unit.days
    let whole = Int128(days) * Int128(period.count) * Int128(visits.denominator)
    return Int(min(max(whole / (Int128(parts) * Int128(visits.numerator)), 1), 4_000_000))
  }
}

/// A whole number of visits in each stretch of so many units of the calendar.
public struct VisitQuota: Hashable, Sendable {
  /// At least 1.
  public let visits: Int
  /// Months, quarters and years are those of the books.
  public let unit: CalendarUnit
  /// How many units make a stretch; 1 to ``Period/maximumCount``.
  public let count: Int

  /// The visits of a cadence, `visits` being positive: 3/2 a month are three in two months, 1/2 a month is one in two.
  ///
  /// A fraction whose stretch would have more than ``Period/maximumCount`` units is rounded down to what can be counted: the whole
  /// visits of the period, or one visit in as many periods as it takes. `nil` where that is too long as well.
  init?(_ visits: Rational, _ period: Period) {
    unit = period.unit.calendarUnit
    let (exact, overflows) = period.count.multipliedReportingOverflow(by: visits.denominator)
    if !overflows, exact <= Period.maximumCount {
      self.visits = Int(min(visits.numerator, Self.mostVisits))
      count = Int(exact)
    } else if visits.floor >= 1 {
      self.visits = Int(min(visits.floor, Self.mostVisits))
      count = Int(period.count)
    } else {
      let periods = (visits.denominator - 1) / visits.numerator + 1
      guard periods <= Period.maximumCount / period.count else { return nil }
      self.visits = 1
      count = Int(periods * period.count)
    }
  }

  /// More than the calendar has days.
  private static let mostVisits: Int64 = 4_000_000
}

extension Period.Unit {
  /// The calendar's unit of that name.
  package var calendarUnit: CalendarUnit {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    case .quarter: .quarter
    case .year: .year
    }
  }

  /// How long it is: so many days, divided into so many parts.
  fileprivate var days: (days: Int, parts: Int) {
    switch self {
    case .day: (1, 1)
    case .week: (7, 1)
    case .month: (365, 12)
    case .quarter: (365, 4)
    case .year: (365, 1)
    }
  }
}
