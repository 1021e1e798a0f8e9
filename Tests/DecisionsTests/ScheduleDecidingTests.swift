import Cadences
import Decisions
import Expressions
import Policies
import Testing

/// A customer of a policy with one cadence, and what is decided of the days of its visits.
struct DatedCase: Sendable, CustomStringConvertible {
  let asOf: String
  let visits: String
  let spacing: String
  let move: String
  let calendar: String
  let customer: String
  /// Interval, next due, latest, days overdue, reason, then flags.
  let told: String

  init(
    _ asOf: String, _ visits: String, _ customer: String, spacing: String = "", move: String = "",
    calendar: String = "",
    told: String
  ) {
    self.asOf = asOf
    self.visits = visits
    self.spacing = spacing
    self.move = move
    self.calendar = calendar
    self.customer = customer
    self.told = told
  }

  var description: String { "\(asOf): \(visits) \(customer) \(spacing) \(move) \(calendar)" }

  var policy: String {
    """
    \(calendar.isEmpty ? "" : "calendar: {\(calendar)}")
    facts:
      id: {type: string, key: true}
      last: {type: date, missing: unknown}
      made: {type: number, missing: unknown}
      opened: {type: date, missing: unknown}
    cadence:
      obligations: [{id: all, visits: \(visits)}]
      spacing: {\(spacing)}
      schedule: {last_visit: last, made: made, since: opened\(move.isEmpty ? "" : ", move: \(move)")}
    flags: [{id: overdue, when: days_overdue > 0}]
    """
  }

  func decision() throws -> Decision {
    let day = try #require(CalendarDate(asOf))
    return try Fixture(policy, asOf: day).policies.decide(Fixture.facts(customer)).get()
  }
}

@Suite("The days of visits, from policy text to decision")
struct ScheduleDecidingTests {
  static let spring = "holidays: {2026-02-15..2026-02-23: 春节}, working: [2026-02-14, 2026-02-28]"
  static let sixDays = "week: [mon, tue, wed, thu, fri, sat]"

  static let cases: [DatedCase] = [
    // Thirty days after the last of January would leave February empty.
    DatedCase("2023-02-01", "1/month", "last=2023-01-31", told: "30 2023-02-28 2023-02-28 0 quota;promise"),
    DatedCase("2026-01-05", "1/quarter", "last=2025-12-31", told: "91 2026-03-31 2026-03-31 0 quota;promise"),
    // One a month is kept with visits on 01-02 and 02-27, no more than 45 days between two is not.
    DatedCase(
      "2026-02-16", "1/month", "last=2026-01-02", spacing: "max: 45d",
      told: "30 2026-01-30 2026-02-16 0 interval;closed-day"),
    DatedCase(
      "2026-02-17", "1/month", "last=2026-01-02", spacing: "max: 45d",
      told: "30 2026-01-30 2026-02-16 1 interval;closed-day overdue"),
    DatedCase(
      "2026-02-27", "1/month", "last=2026-02-27", spacing: "max: 45d",
      told: "30 2026-03-27 2026-03-31 0 interval;closed-day"),
    // The books close on the 25th: the 26th of March counts for April.
    DatedCase(
      "2026-03-27", "1/month", "last=2026-03-26", calendar: "close: 25",
      told: "30 2026-04-24 2026-05-25 0 interval;closed-day"),
    DatedCase(
      "2026-03-25", "1/month", "last=2026-03-25", calendar: "close: 25",
      told: "30 2026-04-24 2026-04-24 0 interval"),
    // Spring Festival.
    DatedCase(
      "2026-02-12", "1/week", "last=2026-02-11", calendar: spring,
      told: "7 2026-02-14 2026-02-28 0 interval;closed-day"),
    DatedCase(
      "2026-02-12", "1/week", "last=2026-02-11", move: "next", calendar: spring,
      told: "7 2026-02-24 2026-02-28 0 interval;closed-day"),
    DatedCase(
      "2026-02-12", "1/week", "last=2026-02-11", move: "nearest", calendar: spring,
      told: "7 2026-02-14 2026-02-28 0 interval;closed-day"),
    DatedCase(
      "2026-03-02", "1/week", "last=2026-02-11", calendar: spring,
      told: "7 2026-02-14 2026-02-28 2 interval;closed-day overdue"),
    // The visits that are still owed have to fit in.
    DatedCase("2026-06-15", "2/month", "last=2026-06-02 made=1", told: "15 2026-06-17 2026-06-30 0 interval"),
    DatedCase("2026-06-15", "2/month", "last=2026-06-02 made=2", told: "15 2026-06-17 2026-07-30 0 interval"),
    DatedCase("2026-06-15", "2/month", "last=2026-06-02 made=1.9", told: "15 2026-06-17 2026-06-30 0 interval"),
    // None in the stretch of the last visit cannot be: it is not known, and a stretch that is over counts as kept.
    DatedCase("2026-06-15", "2/month", "last=2026-06-02 made=-5", told: "15 2026-06-17 2026-06-30 0 interval"),
    DatedCase(
      "2026-06-15", "2/month", "last=2026-05-29 made=0", told: "15 2026-06-12 2026-06-29 0 interval;closed-day"),
    DatedCase(
      "2026-06-15", "2/month", "last=2026-05-28 made=1", told: "15 2026-05-29 2026-05-29 17 quota;promise overdue"),
    DatedCase("2026-06-15", "2/month", "last=2026-06-02 made=99", told: "15 2026-06-17 2026-07-30 0 interval"),
    DatedCase(
      "2026-06-29", "4/month", "last=2026-06-26 made=1",
      told: "7 2026-06-29 2026-06-29 0 quota;promise;quota-out-of-reach"),
    DatedCase(
      "2026-06-29", "4/month", "last=2026-06-26 made=2", spacing: "min: 3d",
      told: "7 2026-06-29 2026-06-29 0 quota;promise;min-spacing-broken"),
    DatedCase(
      "2026-06-15", "1/week", "last=2026-06-10", spacing: "min: 10d",
      told: "7 2026-06-19 2026-06-19 0 quota;min-spacing;promise;min-spacing-broken"),
    DatedCase("2026-06-15", "3/week", "last=2026-06-15 made=1", told: "2 2026-06-17 2026-06-18 0 interval"),
    DatedCase("2026-06-15", "1/2 months", "last=2026-05-29", told: "60 2026-07-28 2026-08-31 0 interval"),
    DatedCase("2026-06-15", "1.5/month", "last=2026-05-29 made=1", told: "20 2026-06-18 2026-06-29 0 interval"),
    DatedCase("2026-06-15", "1/year", "last=2025-03-10", told: "365 2026-03-10 2026-12-31 0 interval"),
    DatedCase(
      "2026-01-12", "1/month", "last=2025-12-05", calendar: sixDays,
      told: "30 2026-01-03 2026-01-31 0 interval;closed-day"),
    DatedCase(
      "2026-06-15", "1/month", "last=2026-06-03", spacing: "max: 3d",
      calendar: "holidays: {2026-06-04..2026-06-12: x}",
      told: "30 2026-06-15 2026-06-15 0 gap;promise;closed-throughout"),
    // Who was never visited: at once, or by the end of the first interval.
    DatedCase("2026-06-15", "1/month", "", told: "30 2026-06-15 2026-06-15 0 first-visit"),
    DatedCase("2026-06-14", "1/month", "", told: "30 2026-06-15 2026-06-15 0 first-visit;closed-day"),
    DatedCase("2026-06-15", "1/month", "opened=2026-06-01", told: "30 2026-06-30 2026-06-30 0 first-visit"),
    DatedCase("2026-07-15", "1/month", "opened=2026-06-01", told: "30 2026-06-30 2026-06-30 15 first-visit overdue"),
    DatedCase(
      "2026-06-15", "1/month", "opened=2026-06-01", spacing: "max: 14d",
      told: "30 2026-06-15 2026-06-15 0 first-visit"),
    DatedCase(
      "2026-06-15", "1/month", "last=2026-05-20 made=1 opened=2026-06-01",
      told: "30 2026-06-30 2026-06-30 0 first-visit"
    ),
    // A visit after the as-of date is not seen.
    DatedCase("2026-06-15", "1/month", "last=2026-06-16", told: "30 2026-06-15 2026-06-15 0 first-visit"),
    // No visits, no days.
    DatedCase("2026-06-15", "on_demand", "last=2026-06-01", told: "- - - - -"),
    DatedCase("2026-06-15", "0/month", "last=2026-06-01", told: "- - - - -"),
  ]

  @Test("worked by hand", arguments: cases)
  func worked(_ one: DatedCase) throws {
    let decision = try one.decision()
    let values = decision.outputs.map { $0.values[0].value?.text ?? "-" }
    #expect((values + decision.flags.map(\.id)).joined(separator: " ") == one.told)
    #expect(
      decision.outputs.map(\.name) == ["interval_days", "next_due", "latest", "days_overdue", "due_reason"])
  }

  static let stages = Fixture(
    """
    facts:
      id: {type: string, key: true}
      last: {type: date, missing: unknown}
      rest: {type: integer, missing: unknown}
      big: {type: bool, missing: {default: false}}
    cadence:
      obligations: [{id: big, when: big, visits: 1/week}, {id: rest, visits: on_demand}]
      schedule: {last_visit: last, made: 10 % rest}
    flags:
      - {id: soon, when: "next_due <= as_of && latest < date('2026-07-01')"}
      - {id: wide, when: interval_days > 6}
    outputs:
      told: {value: "due_reason + ' ' + string(days_overdue)"}
    """)

  @Test(
    "flags and outputs read the days; what is missing is listed where there are days; what fails rejects the customer",
    arguments: [
      (
        "last=2026-06-08 rest=3 big=yes",
        """
        1/week/big told=interval 0 interval_days=7 next_due=2026-06-15 latest=2026-06-19 days_overdue=0 \
        due_reason=interval flags=soon/medium,wide/medium
        """
      ),
      (
        "rest=3 big=yes",
        """
        1/week/big told=first-visit 0 interval_days=7 next_due=2026-06-15 latest=2026-06-15 days_overdue=0 \
        due_reason=first-visit flags=soon/medium,wide/medium missing=last
        """
      ),
      (
        "last=2026-06-08 big=yes",
        """
        1/week/big told=interval 0 interval_days=7 next_due=2026-06-15 latest=2026-06-19 days_overdue=0 \
        due_reason=interval flags=soon/medium,wide/medium missing=rest
        """
      ),
      ("", "on_demand/rest told=- interval_days=- next_due=- latest=- days_overdue=- due_reason=-"),
      ("rest=0", "on_demand/rest told=- interval_days=- next_due=- latest=- days_overdue=- due_reason=-"),
      ("rest=0 big=yes", "evaluation-error: schedule (p.yaml:10): division by zero"),
    ])
  func read(customer: String, decision: String) { #expect(Self.stages.decide(customer) == decision) }

  @Test("a trace says what was read, and has the schedule")
  func trace() throws {
    let policy = DatedCase("2023-02-01", "1/month", "last=2023-01-31", told: "").policy
    let asOf = try #require(CalendarDate("2023-02-01"))
    let facts = Fixture.facts("last=2023-01-31 made=1")
    let trace = try #require(
      try Fixture(policy, asOf: asOf).policies.decide(facts, tracing: true).get().trace)
    #expect(
      trace.entries.map(\.line) == [
        "obligations/all: matched ()", "schedule/schedule: matched (last=2023-01-31, made=1, opened=-)",
        "flags/overdue: not matched (days_overdue=0)", "interval_days/interval_days: matched (interval_days=30)",
        "next_due/next_due: matched (next_due=2023-02-28)", "latest/latest: matched (latest=2023-02-28)",
        "days_overdue/days_overdue: matched (days_overdue=0)",
        "due_reason/due_reason: matched (due_reason=quota;promise)",
      ])
    #expect(trace.schedule?.intervalEnd.description == "2023-03-02")
    #expect(trace.schedule?.promisedUntil.description == "2023-02-28")
  }
}
