import Expressions
import Policies
import SourceText
import Testing

/// The days that a window takes in, and those of the window before it.
struct WindowTests {
  /// The windows of a measure, as `first..last`, the latter being the one before.
  private func windows(_ text: String, asOf: String, calendar: String = "{}") throws -> [String] {
    let policy = """
      policy: p
      version: "1"
      calendar: \(calendar)
      facts: {id: {type: string, key: true}}
      events: {v: {key: id, time: day}}
      measures: {m: {of: v, trend: true, within: \(text)}}
      """
    let day = try #require(CalendarDate(asOf))
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy]), asOf: day)
    let measure = try #require(loaded.value?.policies.first?.measures.first, "\(loaded.diagnostics.said)")
    return try [measure.windowBefore, measure.window].map { window in
      let window = try #require(window)
      return "\(CalendarDate(days: window.first))..\(CalendarDate(days: window.last))"
    }
  }

  /// Text, as-of date, the window before and the window.
  private static let cases: [(String, String, String, String)] = [
    // Rolling: so many days up to the as-of date, which counts.
    ("1d", "2026-03-01", "2026-02-28..2026-02-28", "2026-03-01..2026-03-01"),
    ("30d", "2026-03-01", "2026-01-01..2026-01-30", "2026-01-31..2026-03-01"),
    ("30d", "2024-03-01", "2024-01-02..2024-01-31", "2024-02-01..2024-03-01"),
    ("4w", "2026-01-01", "2025-11-07..2025-12-04", "2025-12-05..2026-01-01"),
    ("7 days", "2026-01-01", "2025-12-19..2025-12-25", "2025-12-26..2026-01-01"),
    ("1 week", "2026-01-01", "2025-12-19..2025-12-25", "2025-12-26..2026-01-01"),
    // Months that lack the day end on their last one.
    ("1 month", "2026-03-31", "2026-02-01..2026-02-28", "2026-03-01..2026-03-31"),
    ("1 month", "2024-03-30", "2024-01-31..2024-02-29", "2024-03-01..2024-03-30"),
    ("1 month", "2026-02-28", "2025-12-29..2026-01-28", "2026-01-29..2026-02-28"),
    ("3 months", "2026-05-31", "2025-12-01..2026-02-28", "2026-03-01..2026-05-31"),
    ("2 quarters", "2026-08-31", "2025-09-01..2026-02-28", "2026-03-01..2026-08-31"),
    ("1 year", "2024-02-29", "2022-03-01..2023-02-28", "2023-03-01..2024-02-29"),
    ("1 year", "2025-02-28", "2023-03-01..2024-02-28", "2024-02-29..2025-02-28"),
    // Of the calendar, to date: held against as much of the one before.
    ("this month", "2026-03-10", "2026-02-01..2026-02-10", "2026-03-01..2026-03-10"),
    ("this month", "2026-03-31", "2026-02-01..2026-02-28", "2026-03-01..2026-03-31"),
    ("this month", "2026-03-01", "2026-02-01..2026-02-01", "2026-03-01..2026-03-01"),
    ("this quarter", "2026-05-31", "2026-01-01..2026-03-02", "2026-04-01..2026-05-31"),
    ("this quarter", "2026-01-01", "2025-10-01..2025-10-01", "2026-01-01..2026-01-01"),
    ("this year", "2024-02-29", "2023-01-01..2023-03-01", "2024-01-01..2024-02-29"),
    ("this day", "2026-03-01", "2026-02-28..2026-02-28", "2026-03-01..2026-03-01"),
    // Weeks begin on Monday; 2026-11-23 is one.
    ("this week", "2026-11-23", "2026-11-16..2026-11-16", "2026-11-23..2026-11-23"),
    ("this week", "2026-11-29", "2026-11-16..2026-11-22", "2026-11-23..2026-11-29"),
    ("this week", "1969-12-31", "1969-12-22..1969-12-24", "1969-12-29..1969-12-31"),
    // Whole ones of the calendar.
    ("last week", "2026-11-29", "2026-11-09..2026-11-15", "2026-11-16..2026-11-22"),
    ("last 2 weeks", "2026-01-01", "2025-12-01..2025-12-14", "2025-12-15..2025-12-28"),
    ("last month", "2026-03-31", "2026-01-01..2026-01-31", "2026-02-01..2026-02-28"),
    ("last month", "2024-03-01", "2024-01-01..2024-01-31", "2024-02-01..2024-02-29"),
    ("last 3 months", "2026-01-15", "2025-07-01..2025-09-30", "2025-10-01..2025-12-31"),
    ("last quarter", "2026-01-01", "2025-07-01..2025-09-30", "2025-10-01..2025-12-31"),
    ("last 2 years", "2026-06-15", "2022-01-01..2023-12-31", "2024-01-01..2025-12-31"),
    ("last 3 days", "2026-03-01", "2026-02-23..2026-02-25", "2026-02-26..2026-02-28"),
    // The ends of the calendar: nothing lies before the first day, and a window there may be empty.
    ("this year", "9999-12-31", "9998-01-01..9998-12-31", "9999-01-01..9999-12-31"),
    ("1000 years", "9999-12-31", "8000-01-01..8999-12-31", "9000-01-01..9999-12-31"),
    ("36500d", "9999-12-31", "9800-02-18..9900-01-24", "9900-01-25..9999-12-31"),
    ("1 month", "9999-12-31", "9999-11-01..9999-11-30", "9999-12-01..9999-12-31"),
  ]

  @Test(arguments: cases)
  func `a window takes in these days`(_ text: String, _ asOf: String, _ before: String, _ window: String) throws {
    #expect(try windows(text, asOf: asOf) == [before, window])
  }

  /// Where the books of a month close on the 25th, or on the 28th.
  private static let booked: [(String, String, String, String, String)] = [
    ("25", "this month", "2026-03-25", "2026-01-26..2026-02-22", "2026-02-26..2026-03-25"),
    ("25", "this month", "2026-03-26", "2026-02-26..2026-02-26", "2026-03-26..2026-03-26"),
    ("25", "this month", "2026-03-01", "2026-01-26..2026-01-29", "2026-02-26..2026-03-01"),
    ("25", "this month", "2026-03-31", "2026-02-26..2026-03-03", "2026-03-26..2026-03-31"),
    ("25", "this month", "2026-04-10", "2026-02-26..2026-03-13", "2026-03-26..2026-04-10"),
    ("25", "last month", "2026-03-31", "2026-01-26..2026-02-25", "2026-02-26..2026-03-25"),
    ("25", "last 2 months", "2026-03-25", "2025-10-26..2025-12-25", "2025-12-26..2026-02-25"),
    ("25", "this quarter", "2026-03-26", "2025-12-26..2025-12-26", "2026-03-26..2026-03-26"),
    ("25", "this year", "2025-12-26", "2024-12-26..2024-12-26", "2025-12-26..2025-12-26"),
    ("25", "last year", "2025-12-26", "2023-12-26..2024-12-25", "2024-12-26..2025-12-25"),
    // A month that has no 29th begins in the next.
    ("28", "last month", "2026-04-10", "2026-01-29..2026-02-28", "2026-03-01..2026-03-28"),
    ("28", "last 2 months", "2026-04-10", "2025-11-29..2026-01-28", "2026-01-29..2026-03-28"),
    // Weeks and rolling windows know no books.
    ("25", "this week", "2026-11-29", "2026-11-16..2026-11-22", "2026-11-23..2026-11-29"),
    ("25", "3 months", "2026-05-31", "2025-12-01..2026-02-28", "2026-03-01..2026-05-31"),
    ("end", "last month", "2026-03-31", "2026-01-01..2026-01-31", "2026-02-01..2026-02-28"),
  ]

  @Test(arguments: booked)
  func `months, quarters and years of windows are those of the books`(
    _ close: String, _ text: String, _ asOf: String, _ before: String, _ window: String
  ) throws {
    #expect(try windows(text, asOf: asOf, calendar: "{close: \(close)}") == [before, window])
  }

  @Test(arguments: ["last 1000 years", "last month", "this quarter", "last 1000 months"])
  func `windows of the books reach back to the beginning of the calendar`(_ text: String) throws {
    for day in 1...62 {
      let asOf = try #require(CalendarDate(year: 1, month: (day - 1) / 31 + 1, day: min((day - 1) % 31 + 1, 28)))
      let found = try windows(text, asOf: asOf.description, calendar: "{close: 25}")
      #expect(found.count == 2)
    }
  }

  @Test(arguments: ["1", "15", "25", "28", "end"])
  func `what is so far is held against as many days, or all that the unit before has`(_ close: String) throws {
    let units = ["week", "month", "quarter", "year"]
    let measures = units.map { "\($0): {of: v, trend: true, within: this \($0)}" }.joined(separator: ", ")
    let policy =
      "policy: p\nversion: \"1\"\ncalendar: {close: \(close)}\nfacts: {id: {type: string, key: true}}\n"
      + "events: {v: {key: id, time: day}}\nmeasures: {\(measures)}\n"
    for days in Int32(20_454)..<Int32(20_454 + 731) {
      let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy]), asOf: CalendarDate(days: days))
      for measure in try #require(loaded.value).policies[0].measures {
        let (window, before) = (try #require(measure.window), try #require(measure.windowBefore))
        let missing = (window.last - window.first) - (before.last - before.first)
        // No month, quarter or year is longer than another of its kind by more than three days.
        let isWhole = before.last == window.first - 1
        #expect(
          missing == 0 || isWhole && (1...3).contains(missing) && measure.name != "week", "\(measure.name) \(days)")
      }
    }
  }

  @Test(arguments: [
    ("30天", "30d"), ("4周", "4w"), ("3个月", "3 months"), ("2 季度", "2 quarters"), ("1年", "1 year"),
    ("this 月", "this month"), ("last 2 周", "last 2 weeks"),
  ])
  func `units may be written in Chinese`(_ chinese: String, _ english: String) throws {
    #expect(try windows(chinese, asOf: "2026-03-31") == windows(english, asOf: "2026-03-31"))
  }

  private static let first = Int32(-719_162)

  @Test(arguments: [
    "36500d", "1 month", "1000 years", "this week", "this year", "last 1000 years", "last month", "last week", "5000w",
  ])
  func `at the beginning of the calendar every window reaches back to it, and none fails`(_ text: String) throws {
    for days in Self.first...Self.first + 62 {
      let policy =
        "policy: p\nversion: \"1\"\nfacts: {id: {type: string, key: true}}\nevents: {v: {key: id, time: day}}\n"
        + "measures: {m: {of: v, trend: true, within: \(text)}}\n"
      let set = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy]), asOf: CalendarDate(days: days))
      let measure = try #require(set.value?.policies[0].measures.first)
      let (window, before) = (try #require(measure.window), try #require(measure.windowBefore))
      #expect(window.last <= days)
      #expect(before.last < max(window.first, Self.first))
      #expect(before.last == window.first - 1 || !text.contains { $0.isNumber })
      if text.contains("1000") || text.hasSuffix("d") || text.hasSuffix("w") { #expect(window.first <= Self.first) }
    }
  }

  @Test func `a measure without a window has none, and only a trend has one before`() throws {
    let policy =
      "policy: p\nversion: \"1\"\nfacts: {id: {type: string, key: true}}\nevents: {v: {key: id, time: day}}\n"
      + "measures: {a: {of: v, count: true}, b: {of: v, count: true, within: 2d}}\n"
    let set = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy]), asOf: CalendarDate(days: 100))
    let measures = try #require(set.value?.policies[0].measures)
    #expect(measures.map(\.window) == [nil, Measure.Window(first: 99, last: 100)])
    #expect(measures.map(\.windowBefore) == [nil, nil])
  }
}
