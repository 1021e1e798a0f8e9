import Expressions
import Policies
import SourceText
import Testing

/// Each fault of a calendar: its code, its words and the place that it points at.
struct CalendarDiagnosticsTests {
  typealias Case = (code: String, message: String, calendar: String)

  private static let faults: [Case] = [
    ("expected-mapping", "calendar has to be a mapping of keys to values", "⟦china⟧"),
    ("unknown-key", "calendar has no key 'holiday'", "{⟦holiday⟧: {}}"),
    ("expected-list", "week has to be a list", "{week: ⟦mon⟧}"),
    ("unknown-value", "'monday' is no day of the week", "{week: [⟦monday⟧]}"),
    ("bad-calendar", "no day of the week is worked on", "⟦{week: []}⟧"),
    ("expected-mapping", "holidays has to be a mapping of keys to values", "{holidays: ⟦[2026-01-01]⟧}"),
    ("not-a-date", "'2026-02-30' is not a date", "{holidays: {⟦2026-02-30⟧: x}}"),
    ("not-a-date", "'2026-1-1' is not a date", "{holidays: {⟦2026-01-01..2026-1-1⟧: x}}"),
    (
      "empty-stretch", "holidays: it would end on 2026-01-01 before it starts on 2026-01-02",
      "{holidays: {⟦2026-01-02..2026-01-01⟧: x}}"
    ),
    ("bad-calendar", "the holiday is longer than a year", "{holidays: {⟦2026-01-01..2027-06-01⟧: x}}"),
    ("bad-calendar", "2026-01-02 belongs to two holidays", "{holidays: {2026-01-01..2026-01-02: x, ⟦2026-01-02⟧: y}}"),
    ("expected-list", "working has to be a list", "{working: ⟦2026-01-04⟧}"),
    ("not-a-date", "'04-01' is not a date", "{working: [⟦04-01⟧]}"),
    (
      "bad-calendar", "2026-01-02 is both a holiday and a working day",
      "{holidays: {2026-01-02: x}, working: [⟦2026-01-02⟧]}"
    ),
    ("not-a-close", "close: '31' is no day on which each month can close", "{close: ⟦31⟧}"),
    ("not-a-close", "close: 'last' is no day on which each month can close", "{close: ⟦last⟧}"),
    ("expected-value", "close has to be a single value", "{close: ⟦[25]⟧}"),
    ("expected-mapping", "seasons has to be a mapping of keys to values", "{seasons: ⟦[peak]⟧}"),
    (
      "expected-mapping", "season 'peak' has to be a mapping of keys to values",
      "{seasons: {peak: [{from: 01-01, until: 02-01}, ⟦x⟧]}}"
    ),
    ("missing-key", "season 'peak' has no 'until'", "{seasons: {peak: ⟦{from: 11-15}⟧}}"),
    ("not-a-date", "'11-31' is not a date", "{seasons: {peak: {from: ⟦11-31⟧, until: 2026-12-01}}}"),
    (
      "empty-stretch", "peak: it would end on 2026-01-01 before it starts on 2026-02-01",
      "{seasons: {peak: ⟦{from: 2026-02-01, until: 2026-01-01}⟧}}"
    ),
    ("bad-calendar", "the season 'peak' has no days", "{seasons: {⟦peak⟧: []}}"),
    ("expected-value", "time_zone has to be a single value", "{time_zone: ⟦[x]⟧}"),
    ("unknown-time-zone", "time_zone: no time zone is called 'Asia/Shanghi'", "{time_zone: ⟦Asia/Shanghi⟧}"),
    ("unknown-time-zone", "time_zone: no time zone is called '北京'", "{time_zone: ⟦北京⟧}"),
  ]

  @Test(arguments: faults)
  func `a fault is told at its place`(one: Case) {
    expectFault(one.code, one.message, .head(with: "calendar: \(one.calendar)\n"))
  }

  private static let holidays = "calendar: china\nholidays: {2026-01-01: 元旦}\nclose: 25\n"

  private func check(_ policy: MarkedPolicy, _ files: [String: String]) -> [Diagnostic] {
    diagnostics(files.merging(["p.yaml": policy.text]) { own, _ in own }, paths: ["p.yaml"])
  }

  private static let files: [(String, String, String, [String: String])] = [
    ("no-calendar", "there is no calendar at 'china'", "calendar: {from: ⟦china⟧}\n", [:]),
    (
      "no-calendar", "there is no calendar at 'other'", "calendar: {from: ⟦other⟧}\n",
      ["other.yaml": "policy: other\nversion: \"1\"\n"]
    ),
    (
      "calendar-as-policy", "'china.yaml' is a calendar, not a policy", "extends: ⟦china⟧\n", ["china.yaml": holidays]
    ),
  ]

  @Test(arguments: files)
  func `a calendar's file has to be there, and be one`(
    _ code: String, _ message: String, _ sections: String, _ files: [String: String]
  ) {
    let policy = MarkedPolicy.head(with: sections)
    let found = check(policy, files)
    #expect(found.map(\.code) == [code], "\(found.said)")
    #expect(found.first?.message == message)
    #expect(found.first.map { $0.range.start..<$0.range.end } == policy.mark)
  }

  @Test func `what a policy says of its calendar is laid over what the file says`() throws {
    let policy = MarkedPolicy.head(
      with: "calendar: {from: china, holidays: {2026-05-01: 劳动节}, working: [2026-01-04], week: [mon]}\n")
    let loaded = PolicySet.load(
      ["p.yaml"], from: .memory(["p.yaml": policy.text, "china.yaml": Self.holidays]), asOf: someDay)
    let calendar = try #require(loaded.value?.policies.first?.calendar, "\(loaded.diagnostics.said)")
    #expect(calendar.holidays.map { $0.days.lowerBound.description } == ["2026-01-01", "2026-05-01"])
    #expect(calendar.fiscalClose == .day(25))
  }
}
