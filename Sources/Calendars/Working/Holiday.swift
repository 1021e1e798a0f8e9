/// Days on which nobody works, though the week may say otherwise.
public struct Holiday: Hashable, Sendable {
  /// One or several, one after the other.
  public let days: ClosedRange<CalendarDate>

  /// Its name, by language (`zh`, `en`).
  public let labels: [String: String]

  /// Days off with what people call them.
  public init(_ days: ClosedRange<CalendarDate>, labels: [String: String] = [:]) {
    self.days = days
    self.labels = labels
  }

  /// Whether it is no longer than a year, the most that a holiday may last.
  var isShort: Bool { Int(days.upperBound.days) - Int(days.lowerBound.days) < 366 }
}
