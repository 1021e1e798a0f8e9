public import Calendars

/// How near to each other two visits may be, and how far apart.
public struct VisitSpacing: Hashable, Sendable {
  /// Days from a visit to the next at least; `nil` if it does not matter.
  public let min: Int?
  /// Days from a visit to the next at most, a promise like the quota; `nil` if it does not matter.
  public let max: Int?

  /// Visits as near and as far apart as the cadence makes them.
  public static let free = VisitSpacing()

  private init() {
    min = nil
    max = nil
  }

  /// `nil` unless both are at least 1 and the first is no greater than the second.
  public init?(min: Int?, max: Int?) {
    if let min, min < 1 { return nil }
    if let max, max < Swift.max(min ?? 1, 1) { return nil }
    self.min = min
    self.max = max
  }
}

/// What a policy says about the days of visits, whoever is visited.
public struct VisitTerms: Hashable, Sendable {
  /// How near and how far apart.
  public let spacing: VisitSpacing
  /// Where a visit goes that falls on a closed day.
  public let moving: MoveRule
  /// Which days are worked on, and when the books of a month are closed.
  public let calendar: WorkingCalendar

  /// One policy's terms.
  public init(spacing: VisitSpacing = .free, moving: MoveRule = .previous, calendar: WorkingCalendar = .standard) {
    self.spacing = spacing
    self.moving = moving
    self.calendar = calendar
  }
}

/// What is known of a customer's visits on the as-of day.
public struct VisitHistory: Hashable, Sendable {
  /// The last visit, not after the as-of day.
  public let last: CalendarDate?

  /// How many visits were made in the stretch of the calendar that the last visit lies in, it included; `nil` if that is not known.
  ///
  /// Then that stretch counts as kept if it is over, and else as having this one visit.
  public let visitsInPeriod: Int?

  /// Since when the customer is to be visited; `nil` for always. Visits before it do not count, and a stretch that it lies in
  /// owes only its share of the visits, rounded down.
  public let start: CalendarDate?

  /// A customer's visits; without any of these, nothing is known.
  public init(last: CalendarDate? = nil, visitsInPeriod: Int? = nil, start: CalendarDate? = nil) {
    self.last = last
    self.visitsInPeriod = visitsInPeriod
    self.start = start
  }

  /// The last visit, if it counts.
  var lastCounted: CalendarDate? {
    guard let last, let start, last < start else { return last }
    return nil
  }
}
