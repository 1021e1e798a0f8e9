import Calendars
import SeededRandom
import Testing

@Suite("A calendar knows its working days") struct WorkingDayTests {
  let china = WorkingCalendar.china2026

  @Test(
    "holidays are off, days worked in exchange are not",
    arguments: [
      ("2026-02-13", true), ("2026-02-14", true), ("2026-02-15", false), ("2026-02-20", false), ("2026-02-23", false),
      ("2026-02-24", true), ("2026-02-28", true), ("2026-03-01", false), ("2026-01-04", true), ("2026-01-01", false),
      ("2025-10-01", true), ("0001-01-01", true), ("9999-12-31", true),
    ])
  func isWorkingDay(text: String, isWorking: Bool) { #expect(china.isWorkingDay(day(text)) == isWorking) }

  @Test(
    "working days between two days are those after the first until the second",
    arguments: [
      ("2026-02-13", "2026-02-24", 2), ("2026-02-13", "2026-02-13", 0), ("2026-02-24", "2026-02-13", -2),
      ("2026-02-15", "2026-02-23", 0), ("2026-01-31", "2026-02-28", 16), ("2025-12-31", "2026-12-31", 248),
      ("2026-02-06", "2026-02-09", 1),
    ])
  func between(start: String, end: String, count: Int) {
    #expect(china.workingDays(after: day(start), until: day(end)) == count)
  }

  @Test(
    "working days are added over closed days",
    arguments: [
      ("2026-02-13", 1, "2026-02-14"), ("2026-02-13", 2, "2026-02-24"), ("2026-02-15", 1, "2026-02-24"),
      ("2026-02-24", -1, "2026-02-14"), ("2026-02-15", -1, "2026-02-14"), ("2026-02-15", 0, "2026-02-15"),
      ("2026-02-13", 248, "2027-02-12"), ("9999-12-31", 1, "none"), ("0001-01-01", -1, "none"),
      ("2026-01-01", 10_000_000, "none"), ("2026-01-01", .max, "none"), ("2026-01-01", .min, "none"),
    ])
  func adding(start: String, count: Int, end: String) {
    #expect(china.adding(workingDays: count, to: day(start))?.description ?? "none" == end)
  }

  @Test(
    "a closed day is moved as the rule says, not before the limit",
    arguments: [
      ("2026-02-18", MoveRule.previous, "0001-01-01", "2026-02-14"),
      ("2026-02-18", .next, "0001-01-01", "2026-02-24"),
      ("2026-02-18", .nearest, "0001-01-01", "2026-02-14"),
      ("2026-02-19", .nearest, "0001-01-01", "2026-02-14"),
      ("2026-02-20", .nearest, "0001-01-01", "2026-02-24"),
      ("2026-02-18", .previous, "2026-02-14", "2026-02-14"),
      ("2026-02-18", .previous, "2026-02-15", "2026-02-24"),
      ("2026-02-18", .nearest, "2026-02-15", "2026-02-24"),
      ("2026-02-13", .next, "2026-02-20", "2026-02-24"),
      ("2026-02-13", .previous, "0001-01-01", "2026-02-13"),
    ])
  func moved(text: String, rule: MoveRule, limit: String, expected: String) {
    #expect(china.moved(day(text), to: rule, notBefore: day(limit)) == day(expected))
  }

  @Test("a day knows its holiday")
  func holidays() throws {
    let festival = Holiday(days("2026-02-15/2026-02-23"), labels: ["zh": "春节", "en": "Spring Festival"])
    let calendar = try WorkingCalendar(holidays: [Holiday(days("2026-10-01/2026-10-07")), festival])
    #expect(calendar.holiday(on: day("2026-02-15")) == festival)
    #expect(calendar.holiday(on: day("2026-02-23"))?.labels["zh"] == "春节")
    #expect(calendar.holiday(on: day("2026-02-24")) == nil)
    #expect(calendar.holiday(on: day("2026-10-08")) == nil)
    #expect(calendar.holidays.map(\.days.lowerBound) == [day("2026-02-15"), day("2026-10-01")])
  }

  @Test("counting and finding agree with looking at every day", arguments: 0..<40 as Range<UInt64>)
  func agreesWithCounting(seed: UInt64) throws {
    var dice = SplitMix(seed: seed)
    let calendar = try Self.random(&dice)
    let start = day("2026-01-01")
    let all = (0..<200).map { start.adding(days: $0) }
    let working = all.filter { calendar.isWorkingDay($0) }
    for from in all {
      #expect(calendar.workingDays(after: from, until: all[199]) == working.count { $0 > from })
      #expect(calendar.workingDay(from: from) == working.first { $0 >= from } ?? calendar.workingDay(from: from))
      #expect(calendar.workingDay(until: from) == working.last { $0 <= from } ?? calendar.workingDay(until: from))
    }
    for (index, from) in working.enumerated() {
      let count = Int.random(in: 0..<working.count - index, using: &dice)
      #expect(calendar.adding(workingDays: count, to: from) == working[index + count])
      #expect(calendar.adding(workingDays: -count, to: working[index + count]) == from)
    }
  }

  /// Working weeks of one to six days, holidays and days worked in exchange in the first half of 2026.
  private static func random(_ dice: inout SplitMix) throws -> WorkingCalendar {
    let week = Weekday.allCases.shuffled(using: &dice).prefix(Int.random(in: 1...6, using: &dice))
    var free = Set(0..<190)
    var holidays: [Holiday] = []
    for _ in 0..<Int.random(in: 0...8, using: &dice) {
      let first = Int.random(in: 0..<180, using: &dice)
      let length = Int.random(in: 1...9, using: &dice)
      let span = Set(first..<first + length)
      guard span.isSubset(of: free) else { continue }
      free.subtract(span)
      let start = day("2026-01-01").adding(days: first)
      holidays.append(Holiday(start...start.adding(days: length - 1)))
    }
    let working = free.sorted().shuffled(using: &dice).prefix(Int.random(in: 0...12, using: &dice))
    return try WorkingCalendar(
      week: Array(week), holidays: holidays, workingDays: working.map { day("2026-01-01").adding(days: $0) })
  }

  @Test("no question about any day traps")
  func extremes() {
    let odd = [Int32.min, -719_163, -719_162, 2_932_896, 2_932_897, .max].map { CalendarDate(days: $0) }
    let calendars = [WorkingCalendar.standard, .china2026, .chinese(fiscalClose: .day(25))]
    for calendar in calendars {
      for first in odd {
        _ = (calendar.isWorkingDay(first), calendar.fiscalMonth(of: first), calendar.isInSeason("peak", first))
        for rule in MoveRule.allCases { _ = calendar.moved(first, to: rule, notBefore: first) }
        for unit in [CalendarUnit.day, .week, .month, .quarter, .year] {
          for count in [Int.min, 1, 7, 10_000, .max] { _ = calendar.period(of: first, unit, count: count).length }
        }
        for second in odd { _ = calendar.workingDays(after: first, until: second) }
        for count in [Int.min, -1, 0, 1, .max] {
          _ = (calendar.adding(workingDays: count, to: first), first.adding(days: count))
        }
      }
    }
  }
}
