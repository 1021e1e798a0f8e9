import Calendars
import Testing

@Suite("Periods and seasons") struct PeriodTests {
  @Test(
    "what comes after the close counts for the next month",
    arguments: [
      ("2026-03-25", 25, "2026-03"), ("2026-03-26", 25, "2026-04"), ("2025-12-25", 25, "2025-12"),
      ("2025-12-26", 25, "2026-01"), ("2026-02-28", 28, "2026-02"), ("2024-02-29", 28, "2024-03"),
      ("2026-03-01", 1, "2026-03"), ("2026-03-02", 1, "2026-04"), ("2026-03-31", 0, "2026-03"),
      ("9999-12-31", 25, "10000-01"), ("0001-01-01", 25, "0001-01"),
    ])
  func fiscalMonth(text: String, close: Int, month: String) throws {
    let calendar = try WorkingCalendar(fiscalClose: FiscalClose(day: close) ?? .endOfMonth)
    #expect(calendar.fiscalMonth(of: day(text)).description == month)
  }

  @Test("a close is a day that every month has", arguments: [-1, 0, 29, 31])
  func noClose(day: Int) { #expect(FiscalClose(day: day) == nil) }

  @Test(
    "a day lies in its day, week, month, quarter and year",
    arguments: [
      ("2026-02-11", CalendarUnit.day, 1, 0, "2026-02-11/2026-02-11"),
      ("2026-02-11", .week, 1, 0, "2026-02-09/2026-02-15"),
      ("2026-02-15", .week, 1, 0, "2026-02-09/2026-02-15"),
      ("2026-02-11", .week, 2, 0, "2026-02-02/2026-02-15"),
      ("2026-02-11", .month, 1, 0, "2026-02-01/2026-02-28"),
      ("2026-02-11", .month, 2, 0, "2026-01-01/2026-02-28"),
      ("2026-02-11", .quarter, 1, 0, "2026-01-01/2026-03-31"),
      ("2026-08-11", .quarter, 2, 0, "2026-07-01/2026-12-31"),
      ("2026-08-11", .year, 1, 0, "2026-01-01/2026-12-31"),
      ("2026-03-26", .month, 1, 25, "2026-03-26/2026-04-25"),
      ("2026-03-25", .month, 1, 25, "2026-02-26/2026-03-25"),
      ("2026-03-26", .quarter, 1, 25, "2026-03-26/2026-06-25"),
      ("2025-12-26", .year, 1, 25, "2025-12-26/2026-12-25"),
      ("2025-12-26", .week, 1, 25, "2025-12-22/2025-12-28"),
      ("0001-01-02", .month, 1, 25, "0001-01-01/0001-01-25"),
      ("9999-12-31", .year, 1, 0, "9999-01-01/9999-12-31"),
      ("9999-12-31", .year, 10_000, 0, "0001-01-01/9999-12-31"),
    ])
  func period(text: String, unit: CalendarUnit, count: Int, close: Int, expected: String) throws {
    let calendar = try WorkingCalendar(fiscalClose: FiscalClose(day: close) ?? .endOfMonth)
    let period = calendar.period(of: day(text), unit, count: count)
    #expect(period.first...period.last == days(expected))
    #expect(period.contains(day(text)))
  }

  @Test(
    "the first day of a unit, and of one before it",
    arguments: [
      ("2026-02-11", CalendarUnit.day, 2, 0, "2026-02-09"), ("2026-02-11", .week, 0, 0, "2026-02-09"),
      ("2026-02-11", .week, 1, 0, "2026-02-02"), ("2026-02-11", .month, 3, 0, "2025-11-01"),
      ("2026-03-26", .month, 1, 25, "2026-02-26"), ("2026-04-10", .month, 2, 28, "2026-01-29"),
      ("2026-02-11", .quarter, 1, 0, "2025-10-01"), ("2026-02-11", .year, 2026, 0, "0001-01-01"),
    ])
  func firstDay(text: String, unit: CalendarUnit, earlier: Int, close: Int, expected: String) throws {
    let calendar = try WorkingCalendar(fiscalClose: FiscalClose(day: close) ?? .endOfMonth)
    #expect(calendar.firstDay(of: unit, with: day(text), earlier: earlier).description == expected)
  }

  @Test(
    "periods follow on each other without a gap",
    arguments: [CalendarUnit.day, .week, .month, .quarter, .year], [1, 2, 3, 5])
  func seamless(unit: CalendarUnit, count: Int) throws {
    for close in [0, 1, 25, 28] {
      let calendar = try WorkingCalendar(fiscalClose: FiscalClose(day: close) ?? .endOfMonth)
      var period = calendar.period(of: day("2019-06-15"), unit, count: count)
      while period.last < day("2026-01-01") {
        let next = calendar.period(of: period.last.adding(days: 1), unit, count: count)
        #expect(next.first == period.last.adding(days: 1) && next.index == period.index + 1)
        #expect(calendar.period(of: next.last, unit, count: count) == next)
        period = next
      }
    }
  }

  @Test(
    "seasons come every year, over the new year too, or once",
    arguments: [
      ("peak", "2025-12-19", false), ("peak", "2025-12-20", true), ("peak", "2026-01-15", true),
      ("peak", "2026-02-10", true), ("peak", "2026-02-11", false), ("festival", "2025-01-15", true),
      ("festival", "2025-02-13", false), ("festival", "2026-02-12", true), ("festival", "2027-02-12", false),
      ("summer", "2026-06-30", false), ("summer", "1950-07-01", true), ("summer", "2026-08-31", true),
      ("summer", "2026-09-01", false), ("leap", "2024-02-29", true), ("leap", "2026-02-28", false),
      ("leap", "2026-03-01", false), ("nothing", "2026-03-01", false),
    ])
  func season(name: String, text: String, isIn: Bool) {
    #expect(WorkingCalendar.china2026.isInSeason(name, day(text)) == isIn)
  }

  @Test(
    "a day of the year reads and is written back",
    arguments: [
      ("12-25", "12-25"), ("02-29", "02-29"), ("02-30", "none"), ("13-01", "none"), ("1-1", "none"), ("", "none"),
      ("12/25", "none"), ("12-25 ", "none"),
    ])
  func monthDays(text: String, written: String) { #expect(MonthDay(text)?.description ?? "none" == written) }
}

@Suite("A calendar that is none says everything that is wrong") struct CalendarFaultTests {
  @Test("all faults are told at once, with their places")
  func all() {
    let faults = Self.faults { () throws(CalendarFaults) in
      try WorkingCalendar(
        week: [],
        holidays: [
          Holiday(days("2026-05-01/2026-05-05")), Holiday(days("2026-05-05/2026-05-06")),
          Holiday(days("2026-06-01/2027-06-02")),
        ],
        workingDays: [day("2026-04-26"), day("2026-05-04")],
        seasons: [
          Season(name: "peak", stretches: [.once(days("2026-01-01"))]), Season(name: "peak", stretches: []),
          Season(name: "", stretches: [.once(days("2026-01-01"))]),
        ])
    }
    let expected: [CalendarFault] = [
      .noWorkingWeekday, .sharedDay(day("2026-05-05"), holidays: 0, 1), .longHoliday(holiday: 2),
      .workingHoliday(day("2026-05-04"), holiday: 0, workingDay: 1), .repeatedSeason("peak", season: 1),
      .emptySeason("peak", season: 1), .namelessSeason(season: 2),
    ]
    #expect(faults == expected)
    let told = faults.prefix(2).map(\.message)
    #expect(told[0] == "no day of the week is worked on")
    #expect(told[1] == "2026-05-05 belongs to two holidays")
  }

  @Test("what is needless is no fault: a holiday on a Sunday, a working Monday")
  func needless() throws {
    let calendar = try WorkingCalendar(
      holidays: [Holiday(days("2026-03-01"))], workingDays: [day("2026-03-02"), day("2026-03-02")])
    #expect(calendar.workingDays(after: day("2026-02-27"), until: day("2026-03-06")) == 5)
  }

  private static func faults(_ make: () throws(CalendarFaults) -> WorkingCalendar) -> [CalendarFault] {
    do throws(CalendarFaults) {
      _ = try make()
      return []
    } catch {
      return error.faults
    }
  }
}
