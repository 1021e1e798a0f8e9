/// A day of the proleptic Gregorian calendar.
public struct CalendarDate: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let days: Int32

  /// The day `days` after 1970-01-01.
  public init(days: Int32) { self.days = days }
}
