/// A stretch of time that visits are counted in: one or several days, weeks, months, quarters or years.
public struct Period: Hashable, Sendable {
  public enum Unit: String, CaseIterable, Sendable {
    case day, week, month, quarter, year
  }
  /// How many units; at least 1.
  public let count: Int64
  public let unit: Unit
}

/// How often a customer is to be visited: so many visits in each period, or only when asked for.
public enum Cadence: Hashable, Sendable {
  /// `visits` is never negative; `1/2 months` is one visit per period of two months.
  case quota(visits: Rational, per: Period)
  /// No quota; the weakest of all.
  case onDemand
}

/// How deep a visit goes, from the lightest to the heaviest.
public enum VisitMode: String, CaseIterable, Sendable {
  case general, deeper, deep
}
