/// A unit that the calendar is cut into.
public enum CalendarUnit: Hashable, Sendable {
  /// Weeks begin on Monday.
  case day, week, month, quarter, year
}

/// One stretch of a calendar that is cut into stretches of equally many units.
public struct CalendarPeriod: Hashable, Sendable {
  /// Which one it is, counted from the one with 0001-01-01, which is 0.
  public let index: Int

  /// Its first day.
  public let first: CalendarDate

  /// Its last day, which still belongs to it.
  public let last: CalendarDate

  /// How many days it has.
  public var length: Int { Int(last.days) - Int(first.days) + 1 }

  /// Whether a day lies in it.
  public func contains(_ day: CalendarDate) -> Bool { first <= day && day <= last }
}
