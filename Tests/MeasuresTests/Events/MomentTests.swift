import Testing

@Suite("Of one day's events, the time of day says which is the later")
struct MomentTests {
  @Test(
    "whatever their order in the file",
    arguments: [
      ("last: who", ["a 2026-03-01T10:00 - - - x", "a 2026-03-01T09:59:59 - - - y"], "x"),
      ("first: who", ["a 2026-03-01T10:00 - - - x", "a 2026-03-01T09:59:59 - - - y"], "y"),
      ("last: who", ["a 2026-03-01T10:00:01 - - - x", "a 2026-03-01T10:00 - - - y"], "x"),
      ("streak: cooperated", ["a 2026-03-01T10:00 - yes", "a 2026-03-01T09:00 - no"], "1"),
      ("streak: cooperated", ["a 2026-03-01T09:00 - yes", "a 2026-03-01T10:00 - no"], "0"),
      ("streak: cooperated", ["a 2026-03-01T11:00 - yes", "a 2026-03-01T09:00 - yes", "a 2026-03-01T10:00 - no"], "1"),
      // Without a time it is the day's beginning; of the same moment, the one further down is the later.
      ("last: who", ["a 2026-03-01T00:01 - - - x", "a 2026-03-01 - - - y"], "x"),
      ("last: who", ["a 2026-03-01T09:30 - - - x", "a 2026-03-01T09:30:00.9 - - - y"], "y"),
      ("last: who", ["a 2026/3/1T9:30 - - - x", "a 2026-03-01T09:29 - - - y"], "x"),
      // An offset is taken into account: without a time zone the calendar's days are those of UTC.
      ("last: who", ["a 2026-03-01T09:30+08:00 - - - x", "a 2026-03-01T02:00Z - - - y"], "y"),
      ("days_since: true", ["a 2026-03-10T23:30-08:00"], "7"),
      ("count: true", ["a 2026-03-18T23:59", "a 2026-03-19T00:00"], "1"),
    ] as [(String, [String], String)])
  func order(form: String, visits: [String], expected: String) throws {
    #expect(try Visits.measure(form, visits) == expected)
  }
}
