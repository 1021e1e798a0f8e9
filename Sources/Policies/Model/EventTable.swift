public import Calendars

/// Things that happened to customers, one row each: visits, orders, complaints.
///
/// Whoever measures events decides each row by ``questions``, as if it were a customer: its outputs are the answers that measures
/// count by.
public struct EventTable: Sendable {
  /// As the policy calls it.
  public let name: String
  /// The policy whose facts are the event's fields and whose outputs are what measures ask of an event.
  public let questions: Policy
  /// The index in the facts of `questions` of the field that names the customer; it is of the key fact's type.
  package let keyField: Int
  /// The index in the facts of `questions` of the date on which it happened.
  package let timeField: Int
  /// The index of the output of `questions` that gives the customer; `nil` for a string, which is told apart byte by byte as it stands.
  package let keyQuestion: Int?
  /// The index of the output of `questions` that gives the date.
  package let timeQuestion: Int
  /// Where it was declared.
  public let provenance: Provenance
}

extension EventTable {
  /// The field that says when an event happened, a date.
  package var timeFact: Fact { questions.facts[timeField] }

  /// The set of the one policy that decides events.
  package var questionSet: PolicySet { PolicySet(asOf: questions.asOf, inForce: [questions]) }
}

/// What the events of one customer come to.
public struct Measure: Sendable {
  /// What is made of the events that count.
  public enum Aggregate: Hashable, Sendable {
    /// How many there are; 0 where there is none.
    case count
    /// The sum of a number; 0 where there is none. Numbers count to nine decimal places, so that no order of events matters.
    case sum
    /// The least, the greatest, the mean of a number; unknown where there is no event.
    case min, max, average
    /// How many different values a field has; 0 where there is no event.
    case distinct
    /// A field of the earliest or the latest event; of one day's events, the one further down in the file is the later.
    case first, last
    /// Days from the latest event to the as-of date; unknown where there is none.
    case daysSince
    /// How many of the latest events satisfy a condition, counted from the latest back to the first that does not.
    case streak
    /// By how much the sum (or, without a value, the count) of the window differs from that of the window of the same length before
    /// it, as a part of the latter: 0.25 is a quarter more. Unknown where that is 0.
    case trend
    /// On how many days they lie in the week, the month, the quarter and the year of the latest, by a calendar: ``VisitCounts`` in one number.
    /// Unknown where there is none.
    case visitCounts(WorkingCalendar)
  }

  /// A stretch of days, both ends included; the last day is never after the as-of date.
  public struct Window: Hashable, Sendable {
    /// Days since 1970-01-01.
    public let first: Int32
    /// Days since 1970-01-01; before `first` where no day belongs to it.
    public let last: Int32

    /// Both days and those between them.
    public init(first: Int32, last: Int32) {
      self.first = first
      self.last = last
    }
  }

  /// The name that conditions use.
  public let name: String
  /// The index of the fact that it stands for in the policy.
  package let fact: Int
  /// The index of its table in the policy.
  package let table: Int
  /// What is made of the events.
  public let aggregate: Aggregate
  /// The days whose events count; `nil`: all up to the as-of date.
  public let window: Window?
  /// The window before, for a trend.
  public let windowBefore: Window?
  /// The index of the output of the table's questions that says whether an event is looked at (`where:`); `nil`: each is.
  package let filter: Int?
  /// The index of the output that is summed, compared, kept or, for a streak, has to be true; `nil` where none is needed.
  package let value: Int?
  /// Where it was declared.
  public let provenance: Provenance
}
