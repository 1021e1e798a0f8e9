import Cadences
import Calendars
import Testing

/// One customer of one policy on one day.
struct ScheduleCase: CustomTestStringConvertible, Sendable {
  var cadence: String
  var last: String?
  var visits: Int?
  var start: String?
  var min: Int?
  var max: Int?
  var calendar = WorkingCalendar.standard
  var moving = MoveRule.previous
  var asOf: String
  var told: String

  var testDescription: String { "\(cadence) since \(last ?? "never") as of \(asOf)" }

  func schedule() throws -> VisitSchedule? {
    let history = VisitHistory(last: last.map { day($0) }, visitsInPeriod: visits, start: start.map { day($0) })
    let spacing = try #require(VisitSpacing(min: min, max: max))
    return VisitSchedule(
      try Cadence.parse(cadence), history, VisitTerms(spacing: spacing, moving: moving, calendar: calendar),
      asOf: day(asOf))
  }
}

@Suite("The next visit is due when the interval, the quota, the gap and the calendar say") struct VisitScheduleTests {
  private func check(_ one: ScheduleCase) throws { #expect(try one.schedule()?.told ?? "none" == one.told) }

  @Test("the worked cases", arguments: worked)
  func workedCases(one: ScheduleCase) throws { try check(one) }

  private static let worked = [
    ScheduleCase(
      cadence: "1/month", last: "2023-01-31", asOf: "2023-01-31",
      told: "30d due 2023-02-28 (promise) latest 2023-02-28 (quota until 2023-02-28)"),
    ScheduleCase(
      cadence: "1/quarter", last: "2025-12-31", asOf: "2026-01-05",
      told: "91d due 2026-03-31 (promise) latest 2026-03-31 (quota until 2026-03-31)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-01-02", max: 45, asOf: "2026-02-16",
      told: "30d due 2026-01-30 (closed) latest 2026-02-16 (gap until 2026-02-16)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-01-02", max: 45, asOf: "2026-02-17",
      told: "30d due 2026-01-30 (closed) latest 2026-02-16 (gap until 2026-02-16) overdue 1"),
    ScheduleCase(
      cadence: "1/month", last: "2026-01-02", max: 45, asOf: "2026-02-27",
      told: "30d due 2026-01-30 (closed) latest 2026-02-16 (gap until 2026-02-16) overdue 11"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-11", calendar: .china, asOf: "2026-02-12",
      told: "7d due 2026-02-14 (closed) latest 2026-02-28 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-03-26", calendar: .chinaClosing25, asOf: "2026-03-26",
      told: "30d due 2026-04-24 (closed) latest 2026-05-25 (quota until 2026-05-25)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-03-25", calendar: .chinaClosing25, asOf: "2026-03-26",
      told: "30d due 2026-04-24 latest 2026-04-24 (quota until 2026-04-25)"),
  ]

  @Test("a closed day is moved as the policy says", arguments: closedDays)
  func closed(one: ScheduleCase) throws { try check(one) }

  private static let closedDays = [
    ScheduleCase(
      cadence: "1/week", last: "2026-02-11", calendar: .china, moving: .next, asOf: "2026-02-12",
      told: "7d due 2026-02-24 (closed) latest 2026-02-28 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-11", calendar: .china, moving: .nearest, asOf: "2026-02-12",
      told: "7d due 2026-02-14 (closed) latest 2026-02-28 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-13", calendar: .china, moving: .nearest, asOf: "2026-02-13",
      told: "7d due 2026-02-24 (closed) latest 2026-02-28 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-14", calendar: .china, asOf: "2026-02-14",
      told: "7d due 2026-02-24 (closed) latest 2026-02-28 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-11", min: 5, calendar: .china, asOf: "2026-02-12",
      told: "7d due 2026-02-24 (closed) latest 2026-02-28 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-11", max: 10, calendar: .china, moving: .next, asOf: "2026-02-12",
      told: "7d due 2026-02-14 (promise) latest 2026-02-14 (gap until 2026-02-21)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-02-14", max: 8, calendar: .china, asOf: "2026-02-23",
      told: "7d due 2026-02-24 (closed) latest 2026-02-24 (gap until 2026-02-22) ! all closed"),
    ScheduleCase(
      cadence: "1/day", last: "2026-02-13", calendar: .standard, asOf: "2026-02-13",
      told: "1d due 2026-02-16 (closed) latest 2026-02-16 (quota until 2026-02-16)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-04-30", calendar: .china, asOf: "2026-04-30",
      told: "30d due 2026-05-29 (promise) latest 2026-05-29 (quota until 2026-05-31)"),
  ]

  @Test("several visits in a period leave room for each other", arguments: several)
  func severalVisits(one: ScheduleCase) throws { try check(one) }

  private static let several = [
    ScheduleCase(
      cadence: "4/month", last: "2026-01-20", visits: 2, calendar: .everyDay, asOf: "2026-01-20",
      told: "7d due 2026-01-27 latest 2026-01-30 (quota until 2026-01-31)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-20", visits: 2, min: 5, calendar: .everyDay, asOf: "2026-01-20",
      told: "7d due 2026-01-26 (promise) latest 2026-01-26 (quota until 2026-01-31)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-27", visits: 3, asOf: "2026-01-27",
      told: "7d due 2026-01-30 (promise) latest 2026-01-30 (quota until 2026-01-31)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-30", visits: 4, asOf: "2026-01-30",
      told: "7d due 2026-02-06 latest 2026-02-24 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "2/month", last: "2026-01-28", visits: 2, min: 10, asOf: "2026-01-28",
      told: "15d due 2026-02-12 latest 2026-02-17 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-20", asOf: "2026-02-03",
      told: "7d due 2026-01-27 latest 2026-02-24 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-20", visits: 2, asOf: "2026-02-03",
      told: "7d due 2026-01-27 latest 2026-01-29 (quota until 2026-01-31) overdue 5"),
    ScheduleCase(
      cadence: "2/month", last: "2026-01-22", min: 10, asOf: "2026-01-22",
      told: "15d due 2026-01-30 (promise) latest 2026-01-30 (quota until 2026-01-31) ! spacing"),
    ScheduleCase(
      cadence: "3/month", last: "2026-01-22", min: 10, asOf: "2026-01-22",
      told: "10d due 2026-01-29 (promise) latest 2026-01-29 (quota until 2026-01-31) ! spacing"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-29", asOf: "2026-01-29",
      told: "7d due 2026-01-30 (promise) latest 2026-01-30 (quota until 2026-01-31) ! out of reach"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-30", asOf: "2026-01-30",
      told: "7d due 2026-02-06 latest 2026-02-24 (quota until 2026-02-28) ! out of reach"),
    ScheduleCase(
      cadence: "6/week", last: "2026-02-13", visits: 5, asOf: "2026-02-13",
      told: "1d due 2026-02-16 (closed) latest 2026-02-16 (quota until 2026-02-22)"),
    ScheduleCase(
      cadence: "3/day", last: "2026-02-12", asOf: "2026-02-12",
      told: "1d due 2026-02-13 latest 2026-02-13 (quota until 2026-02-13)"),
  ]

  @Test("periods of several units, weeks against months, fractions", arguments: units)
  func periods(one: ScheduleCase) throws { try check(one) }

  private static let units = [
    ScheduleCase(
      cadence: "1/2 months", last: "2026-01-05", asOf: "2026-01-05",
      told: "60d due 2026-03-06 latest 2026-04-30 (quota until 2026-04-30)"),
    ScheduleCase(
      cadence: "1/2 months", last: "2025-12-31", asOf: "2026-01-05",
      told: "60d due 2026-02-27 (promise) latest 2026-02-27 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "0.5/month", last: "2025-12-31", asOf: "2026-01-05",
      told: "60d due 2026-02-27 (promise) latest 2026-02-27 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "3/2 months", last: "2026-01-05", visits: 1, asOf: "2026-01-05",
      told: "20d due 2026-01-23 (closed) latest 2026-02-26 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "1.5/month", last: "2026-01-05", visits: 1, asOf: "2026-01-05",
      told: "20d due 2026-01-23 (closed) latest 2026-02-26 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "52/year", last: "2026-01-05", visits: 1, asOf: "2026-01-05",
      told: "7d due 2026-01-12 latest 2026-10-22 (quota until 2026-12-31)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-05", visits: 1, asOf: "2026-01-05",
      told: "7d due 2026-01-12 latest 2026-01-28 (quota until 2026-01-31)"),
    ScheduleCase(
      cadence: "1/week", last: "2026-01-05", asOf: "2026-01-05",
      told: "7d due 2026-01-12 latest 2026-01-16 (quota until 2026-01-18)"),
    ScheduleCase(
      cadence: "1/2 weeks", last: "2026-02-13", asOf: "2026-02-13",
      told: "14d due 2026-02-27 latest 2026-02-27 (quota until 2026-03-01)"),
    ScheduleCase(
      cadence: "1/year", last: "2025-06-30", asOf: "2026-06-30",
      told: "365d due 2026-06-30 latest 2026-12-31 (quota until 2026-12-31)"),
    ScheduleCase(
      cadence: "0.00001/year", last: "2026-01-05", asOf: "2026-01-05",
      told: "4000000d due 9999-12-31 latest 9999-12-31 (interval until 9999-12-31)"),
    ScheduleCase(
      cadence: "1.0000001/month", last: "2026-01-05", asOf: "2026-01-05",
      told: "30d due 2026-02-04 latest 2026-02-27 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "0.3333333/month", last: "2026-01-05", asOf: "2026-01-05",
      told: "91d due 2026-04-06 latest 2026-08-31 (quota until 2026-08-31)"),
  ]

  @Test("spacing moves what the cadence alone would make", arguments: spaced)
  func spacing(one: ScheduleCase) throws { try check(one) }

  private static let spaced = [
    ScheduleCase(
      cadence: "5/week", last: "2026-02-02", min: 2, asOf: "2026-02-02",
      told: "1d due 2026-02-03 (spacing, promise) latest 2026-02-03 (quota until 2026-02-08) ! spacing"),
    ScheduleCase(
      cadence: "8/month", last: "2026-02-02", visits: 8, min: 7, asOf: "2026-02-02",
      told: "3d due 2026-02-09 (spacing) latest 2026-03-20 (quota until 2026-03-31) ! spacing"),
    ScheduleCase(
      cadence: "1/year", last: "2026-02-02", max: 45, asOf: "2026-02-02",
      told: "365d due 2026-03-19 (promise) latest 2026-03-19 (gap until 2026-03-19)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-01-02", max: 43, calendar: .china, asOf: "2026-02-02",
      told: "30d due 2026-01-30 (closed) latest 2026-02-14 (gap until 2026-02-14)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-01-02", max: 51, calendar: .china, asOf: "2026-02-15",
      told: "30d due 2026-01-30 (closed) latest 2026-02-14 (gap until 2026-02-22) overdue 1"),
  ]

  @Test("new customers, and those without dates", arguments: new)
  func newCustomers(one: ScheduleCase) throws { try check(one) }

  private static let new = [
    ScheduleCase(
      cadence: "1/month", asOf: "2026-02-18", told: "30d due 2026-02-18 latest 2026-02-18 (firstVisit until 2026-02-18)"
    ),
    ScheduleCase(
      cadence: "1/month", calendar: .china, asOf: "2026-02-18",
      told: "30d due 2026-02-24 (closed) latest 2026-02-24 (firstVisit until 2026-02-18)"),
    ScheduleCase(
      cadence: "1/month", start: "2026-01-20", asOf: "2026-01-25",
      told: "30d due 2026-02-18 latest 2026-02-18 (firstVisit until 2026-02-18)"),
    ScheduleCase(
      cadence: "1/month", start: "2026-01-20", calendar: .china, asOf: "2026-02-20",
      told: "30d due 2026-02-14 (closed) latest 2026-02-14 (firstVisit until 2026-02-18) overdue 6"),
    ScheduleCase(
      cadence: "1/month", start: "2026-01-20", max: 14, asOf: "2026-01-25",
      told: "30d due 2026-02-03 latest 2026-02-03 (firstVisit until 2026-02-03)"),
    ScheduleCase(
      cadence: "1/week", start: "2026-02-15", calendar: .china, asOf: "2026-02-15",
      told: "7d due 2026-02-24 (closed) latest 2026-02-24 (firstVisit until 2026-02-21) ! all closed"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-26", start: "2026-01-20", asOf: "2026-01-26",
      told: "7d due 2026-02-02 latest 2026-02-24 (quota until 2026-02-28)"),
    ScheduleCase(
      cadence: "4/month", last: "2026-01-12", start: "2026-01-10", asOf: "2026-01-12",
      told: "7d due 2026-01-19 latest 2026-01-30 (quota until 2026-01-31)"),
    ScheduleCase(
      cadence: "1/month", last: "2026-01-10", start: "2026-01-20", asOf: "2026-01-25",
      told: "30d due 2026-02-18 latest 2026-02-18 (firstVisit until 2026-02-18)"),
    ScheduleCase(cadence: "on_demand", last: "2026-01-10", max: 10, asOf: "2026-01-25", told: "none"),
    ScheduleCase(cadence: "0/month", last: "2026-01-10", asOf: "2026-01-25", told: "none"),
  ]

  @Test(
    "the interval is the period by its visits, rounded down",
    arguments: [
      ("1/day", 1), ("5/day", 1), ("1/week", 7), ("2/week", 3), ("7/week", 1), ("1/month", 30), ("2/month", 15),
      ("4/month", 7), ("3/2 months", 20), ("1/2 months", 60), ("1/quarter", 91), ("1/year", 365), ("12/year", 30),
      ("52/year", 7), ("16/3 per month", 5), ("1/10000 years", 3_650_000),
    ])
  func interval(cadence: String, days: Int) throws {
    #expect(VisitRhythm(try Cadence.parse(cadence))?.interval == days)
  }

  @Test(
    "a quota is whole visits in so many units",
    arguments: [
      ("3/2 per month", "3 in 2 month"), ("16/3 per month", "16 in 3 month"), ("0.5/week", "1 in 2 week"),
      ("2/2 months", "2 in 2 month"), ("1/10000 months", "1 in 10000 month"), ("5.0001/5 months", "5 in 5 month"),
      ("0.00003/month", "none"), ("0.3/10000 months", "none"), ("25000000000000000/day", "4000000 in 1 day"),
    ])
  func quota(cadence: String, told: String) throws {
    let quota = VisitRhythm(try Cadence.parse(cadence))?.quota
    #expect(quota.map { "\($0.visits) in \($0.count) \($0.unit)" } ?? "none" == told)
  }

  @Test("spacing that no two visits can keep is none", arguments: [(0, 5), (5, 4), (-1, 1), (nil, 0)])
  func noSpacing(min: Int?, max: Int?) { #expect(VisitSpacing(min: min, max: max) == nil) }
}
