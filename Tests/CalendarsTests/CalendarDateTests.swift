import Calendars
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2026-01-31", 20_484),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1900-03-01", -25_508),
  ])
  func datesAreDaysSinceTheEpoch(text: String, days: Int32) {
    #expect(CalendarDate(text)?.days == days)
    #expect(CalendarDate(days: days).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-3", "2026/04/03", "20260403", "",
    "2026-04-03 ", "0000-01-01", "２０２６-01-01", "2026-01-1x", "+026-01-01",
  ])
  func whatIsNoDateIsRefused(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func everyDayOfFourCenturiesReadsBack() {
    for days in Int32(-150_000)...Int32(150_000) {
      let (year, month, day) = CalendarDate(days: days).components
      #expect(CalendarDate(year: year, month: month, day: day)?.days == days)
    }
  }

  @Test(arguments: [
    ("2026-03-01", -1, CalendarUnit.day, "2026-02-28"), ("2026-01-01", -4, .week, "2025-12-04"),
    ("2026-03-31", -1, .month, "2026-02-28"), ("2024-03-31", -1, .month, "2024-02-29"),
    ("2026-01-31", 1, .month, "2026-02-28"), ("2026-08-31", -2, .quarter, "2026-02-28"),
    ("2024-02-29", -1, .year, "2023-02-28"), ("2026-12-15", 1, .month, "2027-01-15"),
    ("0001-01-31", -1, .month, "none"), ("9999-12-31", 1, .day, "none"), ("0001-01-01", -1, .week, "none"),
  ])
  func unitsLaterAMonthThatLacksTheDayEnds(text: String, count: Int, unit: CalendarUnit, expected: String) {
    #expect(day(text).adding(count, unit)?.description ?? "none" == expected)
  }

  @Test func weekdaysCountFromMonday() {
    #expect(CalendarDate("1970-01-01")?.weekday == 4)
    #expect(CalendarDate("2026-02-01")?.weekday == 7)
    #expect(CalendarDate("1969-12-29")?.weekday == 1)
  }
}
