public import Calendars

extension VisitHistory {
  /// What is known on the as-of day, from what data says: a last visit that lies after it is not seen; visits are counted in whole
  /// ones, and none at all, which cannot be where the last one lies, is as good as not known.
  public init(last: CalendarDate?, made: Double?, since: CalendarDate?, asOf: CalendarDate) {
    self.init(last: last.flatMap { $0 > asOf ? nil : $0 }, visitsInPeriod: made.flatMap(Self.whole), start: since)
  }

  /// The visits of a number, broken ones left out; no more than the calendar has days. `nil` where that is none.
  private static func whole(_ made: Double) -> Int? {
    made >= 1 ? Int(min(made, 4_000_000)) : nil
  }
}
