/// A time of the year with a name, such as a peak.
public struct Season: Hashable, Sendable {
  /// When it is; both ends belong to it.
  public enum Stretch: Hashable, Sendable {
    /// Every year; over the new year if the second day is the earlier one.
    case yearly(from: MonthDay, until: MonthDay)
    /// Once.
    case once(ClosedRange<CalendarDate>)
  }

  /// As conditions call it.
  public let name: String

  /// One or several: a season that moves with the moon has one for each year.
  public let stretches: [Stretch]

  /// A name for some time.
  public init(name: String, stretches: [Stretch]) {
    self.name = name
    self.stretches = stretches
  }

  /// Whether a day lies in it. O(stretches).
  public func contains(_ day: CalendarDate) -> Bool {
    let inYear = MonthDay(of: day)
    return stretches.contains { stretch in
      switch stretch {
      case .yearly(let from, let until) where from <= until: from <= inYear && inYear <= until
      case .yearly(let from, let until): from <= inYear || inYear <= until
      case .once(let days): days.contains(day)
      }
    }
  }
}
