public import Calendars

extension VisitHistory {
  /// What is known on the as-of day, from what data says: a last visit that lies after it is not seen, and a number of visits is
  /// counted in whole ones.
  public init(last: CalendarDate?, made: Double?, since: CalendarDate?, asOf: CalendarDate) {
    self.init(last: last.flatMap { $0 > asOf ? nil : $0 }, visitsInPeriod: made.flatMap(Self.whole), start: since)
  }

  /// The visits of a number, broken ones left out; no more than the calendar has days. `nil` for what is no number.
  private static func whole(_ made: Double) -> Int? {
    made.isNaN ? nil : Int(min(max(made, 0), 4_000_000))
  }
}
