import Calendars
import Expressions
import SourceText
import Testing

/// Functions that ask the calendar; `as_of` is Saturday 2026-01-31, `opened_on` Thursday 2026-01-01.
@Suite struct CalendarFunctionTests {
  /// China's Spring Festival of 2026, books that are closed on the 25th, a peak over the new year and a summer.
  private static func desk() throws -> Desk {
    var desk = Desk.standard
    let festival = CalendarDate(days: 20_499)...CalendarDate(days: 20_507)
    let (december, february) = (try #require(MonthDay("12-20")), try #require(MonthDay("02-10")))
    let (june, august) = (try #require(MonthDay("06-01")), try #require(MonthDay("08-31")))
    desk.scope.calendar = try WorkingCalendar(
      holidays: [Holiday(festival)], workingDays: [CalendarDate(days: 20_498)], fiscalClose: .day(25),
      seasons: [
        Season(name: "peak", stretches: [.yearly(from: december, until: february)]),
        Season(name: "summer", stretches: [.yearly(from: june, until: august)]),
      ])
    return desk
  }

  @Test(arguments: [
    ("in_season('peak')", "true"), ("in_season('summer')", "false"),
    ("in_season('summer', date('2026-07-01'))", "true"),
    ("in_season('peak', opened_on)", "true"), ("in_season('peak', closed_on)", "unknown"),
    ("in_season('peak', date('2026-02-11'))", "false"), ("is_working_day(as_of)", "false"),
    ("is_working_day(date('2026-02-14'))", "true"), ("is_working_day(date('2026-02-16'))", "false"),
    ("is_working_day(timestamp('2026-02-16T23:59:59Z'))", "false"), ("is_working_day(closed_on)", "unknown"),
    ("working_days_between(opened_on, as_of)", "21"), ("working_days_between(as_of, opened_on)", "-21"),
    ("working_days_between(date('2026-02-13'), date('2026-02-24'))", "2"),
    ("working_days_between(as_of, as_of)", "0"), ("add_working_days(as_of, 1)", "2026-02-02"),
    ("add_working_days(date('2026-02-13'), 2)", "2026-02-24"),
    ("add_working_days(date('2026-02-24'), -1)", "2026-02-14"),
    ("add_working_days(as_of, 0)", "2026-01-31"), ("add_working_days(as_of, visits)", "unknown"),
    (
      "add_working_days(opened_on, largest)",
      "error: add_working_days(2026-01-01, 9223372036854775807) goes beyond the range of its type"
    ),
    ("fiscal_month(date('2026-03-25'))", "3"), ("fiscal_month(date('2026-03-26'))", "4"),
    ("fiscal_year(date('2025-12-26'))", "2026"), ("fiscal_month(as_of)", "2"), ("fiscal_month(opened_on)", "1"),
    ("fiscal_month(closed_on) == 3 || promo", "true"), ("1 / zero > 0.0 || is_working_day(opened_on)", "true"),
    ("is_working_day(dyn(zero))", "error: 'is_working_day' does not take int"),
  ])
  func theyAskTheCalendar(text: String, answer: String) throws {
    #expect(try Self.desk().answer(text) == answer, "\(text)")
  }

  @Test(arguments: [
    ("is_working_day(date('2026-02-16'))", "true"), ("is_working_day(as_of)", "false"),
    ("fiscal_month(date('2026-03-26'))", "3"), ("in_season('peak')", "fault: [\"unknown-season\"]"),
  ])
  func withoutACalendarTheWeekHasFiveDays(text: String, answer: String) {
    #expect(Desk.standard.answer(text) == answer)
  }

  @Test func aSeasonOfTheDayItselfIsAConstant() throws {
    let desk = try Self.desk()
    #expect(desk.compile("in_season('peak')").value?.constant == .bool(true))
    #expect(desk.compile("in_season('summer') && cooperation > 5").value?.constant == .bool(false))
    #expect(desk.compile("in_season('summer') || cooperation > 5").value?.slots == [0])
  }

  @Test func partsOfAnExpressionKeepItsCalendar() throws {
    let desk = try Self.desk()
    let both = try #require(desk.compile("promo && fiscal_month(opened_on + duration('25d')) == 2").value)
    #expect(both.conjuncts.map { $0.evaluate(in: desk.frame) } == [.value(.bool(true)), .value(.bool(true))])
  }

  @Test(arguments: [
    #"""
    in_season('pek') && promo
              ^^^^^ unknown-season
    the calendar has no season 'pek'
    did you mean 'peak'?
    """#,
    #"""
    in_season('spring', opened_on)
              ^^^^^^^^ unknown-season
    the calendar has no season 'spring'
    its seasons are peak, summer
    """#,
    #"""
    in_season(name)
              ^^^^ unknown-season
    the name of a season has to be known when the policy is loaded
    write it in quotes, as in in_season('peak')
    """#,
    #"""
    in_season(peak)
              ^^^^ unknown-name
    there is no 'peak'
    write 'peak'
    """#,
    #"""
    in_season()
    ^^^^^^^^^ wrong-arguments
    'in_season()' does not exist: these are not what 'in_season' takes
    it is written in_season(string), in_season(string, timestamp)
    """#,
    #"""
    is_working_day('2026-01-01')
    ^^^^^^^^^^^^^^ wrong-arguments
    'is_working_day(string)' does not exist: these are not what 'is_working_day' takes
    it is written is_working_day(timestamp)
    """#,
    #"""
    add_working_days(as_of, 1.5) > as_of
    ^^^^^^^^^^^^^^^^ wrong-arguments
    'add_working_days(timestamp, double)' does not exist: these are not what 'add_working_days' takes
    it is written add_working_days(timestamp, int)
    """#,
    #"""
    is_workingday(as_of)
    ^^^^^^^^^^^^^ unknown-function
    there is no function 'is_workingday'
    did you mean 'is_working_day'?
    """#,
  ])
  func faultsSayWhatToWrite(text: String) throws {
    let expression = String(text.prefix { $0 != "\n" })
    #expect(try Self.desk().faults(expression) == text)
  }

  @Test func withoutSeasonsTheyAreToBeDeclared() {
    let faults = Desk.standard.compile("in_season('peak')").diagnostics
    #expect(faults.map(\.hint) == ["declare it under 'seasons' of the calendar"])
  }

  @Test func theLanguageToTheLetterHasNone() {
    var desk = Desk.standard
    desk.scope = Scope(.strict)
    #expect(desk.answer("is_working_day(timestamp('2026-01-01T00:00:00Z'))") == "fault: [\"unknown-function\"]")
  }
}
