import Calendars
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
      "empty-stretch", "holidays: they would end on 2026-01-01 before they start on 2026-01-02",
      "{holidays: {⟦2026-01-02..2026-01-01⟧: x}}"
    ),
    ("bad-calendar", "the holiday is longer than a year", "{holidays: {⟦2026-01-01..2027-06-01⟧: x}}"),
    ("bad-calendar", "2026-01-02 belongs to two holidays", "{holidays: {2026-01-01..2026-01-02: x, ⟦2026-01-02⟧: y}}"),
    ("expected-list", "working has to be a list", "{working: ⟦2026-01-04⟧}"),
    ("not-a-date", "'04-01' is not a date", "{working: [⟦04-01⟧]}"),
    (
      "not-a-date", "working: '2026-01-04..2026-01-05' is not a single day",
      "{working: [⟦2026-01-04..2026-01-05⟧]}"
    ),
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
    ("not-a-date", "'11-31' is no day of the year, and no date", "{seasons: {peak: {from: ⟦11-31⟧, until: 12-01}}}"),
    ("not-a-date", "'02-30' is no day of the year, and no date", "{seasons: {peak: {from: 12-15, until: ⟦02-30⟧}}}"),
    (
      "half-dated-season", "season 'peak' has a year at one of its ends only",
      "{seasons: {peak: ⟦{from: 2026-12-15, until: 02-10}⟧}}"
    ),
    (
      "empty-stretch", "season 'peak' would end on 2026-01-01 before it starts on 2026-02-01",
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

  private static let hints: [(String, String)] = [
    ("{holidays: {2026-01-02..2026-01-01: x}}", "the first day comes first: 2026-01-01..2026-01-02"),
    ("{holidays: {2026/1/2: x}}", "write 2026-01-02"),
    ("{holidays: {2026-01-01~2026-01-03: x}}", "write 2026-01-01..2026-01-03"),
    ("{holidays: {10-29: x}}", "write it with its year: 2026-10-29"),
    ("{working: [2026-01-04..2026-01-05]}", "list each day by itself: `[2026-02-14, 2026-02-15]`"),
    (
      "{seasons: {peak: {from: 12-15, until: 2-10}}}",
      "write 02-10: MM-DD, two digits each, for every year, or 2026-01-31 for one year alone"
    ),
    (
      "{seasons: {peak: {from: 12-15, until: 02-30}}}",
      "write MM-DD, two digits each, for every year, or 2026-01-31 for one year alone"
    ),
    (
      "{seasons: {peak: {from: 2026-12-15, until: 2026-02-10}}}",
      "a season that crosses the new year every year is written without years: `{from: 11-15, until: 02-10}`"
    ),
  ]

  @Test(arguments: hints)
  func `a hint repairs what was written`(_ calendar: String, _ hint: String) {
    let policy = MarkedPolicy.head(with: "calendar: \(calendar)\n")
    #expect(diagnostics(["p.yaml": policy.text]).map(\.hint) == [hint])
  }

  private static let holidays = "calendar: china\nholidays: {2026-01-01: 元旦}\nclose: 25\n"

  private func check(_ policy: MarkedPolicy, _ files: [String: String]) -> [Diagnostic] {
    diagnostics(files.merging(["p.yaml": policy.text]) { own, _ in own }, paths: ["p.yaml"])
  }

  private static let files: [(String, String, String, [String: String])] = [
    ("no-calendar", "there is no calendar at 'china'", "calendar: {from: ⟦china⟧}\n", [:]),
    (
      "policy-as-calendar", "'other.yaml' is a policy, not a calendar", "calendar: {from: ⟦other⟧}\n",
      ["other.yaml": "policy: other\nversion: \"1\"\n"]
    ),
    ("expected-value", "from has to be a single value", "calendar: {from: ⟦[china]⟧}\n", ["china.yaml": holidays]),
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

  /// The fault of a file that a policy's calendar leads to, and whose text is marked.
  private static let followed: [(String, String, String, [String: String])] = [
    ("no-calendar", "there is no calendar at 'nowhere'", "calendar: f\nfrom: ⟦nowhere⟧\n", [:]),
    ("calendar-circle", "the calendar goes by itself: f.yaml → f.yaml", "calendar: f\nfrom: ⟦f⟧\n", [:]),
    (
      "calendar-circle", "the calendar goes by itself: f.yaml → china.yaml → f.yaml", "calendar: f\nfrom: china\n",
      ["china.yaml": "calendar: china\nfrom: ⟦f.yaml⟧\n"]
    ),
    (
      "missing-key", "the calendar has no 'calendar'", "⟦week: [mon]⟧\nseasons: {peak: {from: 01-01, until: 02-01}}\n",
      [:]
    ),
    ("yaml-duplicate-key", "the key `close` is written twice", "calendar: f\nclose: 25\n⟦close⟧: 26\n", [:]),
    (
      "bad-calendar", "2026-01-01 belongs to two holidays",
      "calendar: f\nholidays:\n  2026-01-01..2026-01-02: x\n  ⟦2026-01-01⟧: y\nseasons: {peak: {from: 01-01, until: 02-01}}\n",
      [:]
    ),
  ]

  @Test(arguments: followed)
  func `a fault of a calendar's file is told alone, not what follows from it`(
    _ code: String, _ message: String, _ calendar: String, _ others: [String: String]
  ) throws {
    let policy = MarkedPolicy.head(with: "calendar: {from: f}\nderive: {d: in_season('peak')}\n")
    let marked = (others.mapValues { MarkedPolicy($0) }).merging(["f.yaml": MarkedPolicy(calendar)]) { own, _ in own }
    let found = check(policy, marked.mapValues(\.text))
    #expect(found.map(\.code) == [code], "\(found.said)")
    #expect(found.first?.message == message)
    let place = try #require(marked.first { $0.value.mark != nil })
    #expect(found.first?.range.file.path == place.key)
    #expect(found.first.map { $0.range.start..<$0.range.end } == place.value.mark)
  }

  private func calendar(_ policy: MarkedPolicy, _ files: [String: String]) throws -> WorkingCalendar {
    let all = files.merging(["p.yaml": policy.text]) { own, _ in own }
    let loaded = PolicySet.load(["p.yaml"], from: .memory(all), asOf: someDay)
    return try #require(loaded.value?.policies.first?.calendar, "\(loaded.diagnostics.said)")
  }

  @Test func `a calendar's file is laid over the one that it goes by itself, and so on`() throws {
    let files = [
      "cal/city.yaml": "calendar: city\nfrom: ../fujian\nholidays: {2026-04-22: 市}\n",
      "fujian.yaml": "calendar: fujian\nfrom: china\nholidays: {2026-04-20: 省}\nworking: [2026-01-04]\n",
      "china.yaml": "calendar: china\nholidays: {2026-01-01: 元旦}\nworking: [2026-02-14]\nclose: 25\nweek: [mon]\n",
    ]
    let found = try calendar(.head(with: "calendar: {from: cal/city}\n"), files)
    #expect(found.holidays.map { $0.days.lowerBound.description } == ["2026-01-01", "2026-04-20", "2026-04-22"])
    #expect(found.fiscalClose == .day(25))
    #expect(
      ["2026-01-04", "2026-02-14", "2026-01-06"].map { found.isWorkingDay(CalendarDate($0)!) } == [true, true, false])
  }

  /// What the policy and the file below it say, and which of 9 to 13 May 2026, Saturday to Wednesday, are worked on.
  private static let layers: [(String, String, String)] = [
    ("{}", "working: [2026-05-09]", "9 11 12 13"),
    ("{holidays: {2026-05-09: x}}", "working: [2026-05-09]", "11 12 13"),
    ("{holidays: {2026-05-09..2026-05-11: x}}", "working: [2026-05-09]", "12 13"),
    ("{working: [2026-05-12]}", "holidays: {2026-05-11..2026-05-13: x}", "12"),
    ("{working: [2026-05-11, 2026-05-13]}", "holidays: {2026-05-11..2026-05-13: x}", "11 13"),
    ("{working: [2026-05-12]}", "holidays: {2026-05-12: x}", "11 12 13"),
  ]

  @Test(arguments: layers)
  func `what is laid over a calendar's file may turn its days round`(_ own: String, _ file: String, _ days: String)
    throws
  {
    let separator = own == "{}" ? "" : ", "
    let policy = MarkedPolicy.head(with: "calendar: {from: c\(separator)\(own.dropFirst().dropLast())}\n")
    let found = try calendar(policy, ["c.yaml": "calendar: c\n\(file)\n"])
    let worked = (9...13).filter { found.isWorkingDay(CalendarDate(year: 2026, month: 5, day: $0)!) }
    #expect(worked.map { "\($0)" }.joined(separator: " ") == days)
  }

  @Test func `an overlay may turn the days of its base round`() throws {
    let base = MarkedPolicy.head(with: "governs: none\ncalendar: {working: [2026-05-09], holidays: {2026-05-12: x}}\n")
    let overlay = "policy: o\nversion: \"1\"\nextends: p\ncalendar: {holidays: {2026-05-09: y}}\n"
    let loaded = PolicySet.load(["o.yaml"], from: .memory(["p.yaml": base.text, "o.yaml": overlay]), asOf: someDay)
    let found = try #require(loaded.value?.policies.first?.calendar, "\(loaded.diagnostics.said)")
    #expect(!found.isWorkingDay(CalendarDate("2026-05-09")!))
  }
}
