public import Calendars

/// When a customer is to be visited next, by when at the latest, and why then.
public struct VisitSchedule: Hashable, Sendable {
  /// What makes a day the latest.
  public enum Promise: Hashable, Sendable {
    /// So many visits in each stretch of the calendar.
    case quota
    /// No more than so many days between two visits.
    case gap
    /// The cadence's own interval, where no quota can be counted.
    case interval
    /// The first visit of a customer within the first interval, or at once.
    case firstVisit
  }

  /// What moved the due day away from the interval's end.
  public struct Moves: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt8

    /// Those whose bits are set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Later: the last visit was too near.
    public static let minimumSpacing = Moves(rawValue: 1)
    /// Earlier: a promise would have broken; which one ``VisitSchedule/promise`` tells.
    public static let promise = Moves(rawValue: 2)
    /// The day is closed, and the policy's rule applied.
    public static let closedDay = Moves(rawValue: 4)
  }

  /// What could not be kept together.
  public struct Conflicts: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt8

    /// Those whose bits are set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Visits have to follow on each other more closely than the policy wants, or a promise breaks; the promise is kept.
    public static let minimumSpacing = Conflicts(rawValue: 1)
    /// The quota of the last visit's stretch cannot be kept any more, even with a visit on each working day that is left.
    public static let quotaOutOfReach = Conflicts(rawValue: 2)
    /// All days are closed after the last visit until the promise breaks; it is owed on the first working day after them.
    public static let closedThroughout = Conflicts(rawValue: 4)
  }

  /// Days from one visit to the next, by the cadence alone.
  public let interval: Int

  /// The interval's end, before anything moved it.
  public let intervalEnd: CalendarDate

  /// When the visit is due: never after ``latest``, and on a working day.
  public let nextDue: CalendarDate

  /// The last day on which no promise is broken yet; a working day.
  public let latest: CalendarDate

  /// The promise that makes ``latest`` the latest.
  public let promise: Promise

  /// The last day that the promise itself leaves, be it closed: the end of the stretch that the quota counts, or of the gap.
  public let promisedUntil: CalendarDate

  /// The visits of the stretch that ends on ``promisedUntil``, where the promise is a quota; else `nil`.
  public let balance: VisitBalance?

  /// How many days ``latest`` is past on the as-of day; 0 if it is not.
  public let overdueDays: Int

  /// What moved the due day, if anything.
  public let moves: Moves

  /// What could not be kept, if anything.
  public let conflicts: Conflicts
}
