/// A day that every year has, leap days included: in a year without 02-29, what begins or ends there does so beside it.
public struct MonthDay: Hashable, Sendable {
  /// 1...12.
  public let month: Int
  /// 1 to the longest that the month can have.
  public let day: Int

  /// `nil` if no year has such a day.
  public init?(month: Int, day: Int) {
    guard (1...12).contains(month), (1...CalendarDate.length(ofMonth: month, year: 2000)).contains(day) else {
      return nil
    }
    self.month = month
    self.day = day
  }

  /// The day in its year.
  public init(of date: CalendarDate) {
    let parts = date.components
    month = parts.month
    day = parts.day
  }
}

extension MonthDay: Comparable {
  /// The earlier in the year first.
  public static func < (a: MonthDay, b: MonthDay) -> Bool { (a.month, a.day) < (b.month, b.day) }
}

extension MonthDay: CustomStringConvertible {
  /// Reads `12-25`; `nil` if it reads otherwise or no year has such a day.
  public init?(_ text: String) {
    // A leap year has them all.
    guard text.utf8.count == 5, let date = CalendarDate("2000-" + text) else { return nil }
    self.init(of: date)
  }

  /// `12-25`.
  public var description: String { "\(padded(month, to: 2))-\(padded(day, to: 2))" }
}
