import Calendars
import Testing

/// A day as people write it; the tests' texts are days.
func day(_ text: String) -> CalendarDate {
  guard let day = CalendarDate(text) else {
    Issue.record("\(text) is no day")
    return .first
  }
  return day
}

/// Days as people write them: one, or the first and the last.
func days(_ text: String) -> ClosedRange<CalendarDate> {
  let ends = text.split(separator: "/").map { day(String($0)) }
  return (ends.first ?? .first)...(ends.last ?? .first)
}

extension WorkingCalendar {
  /// China's public holidays of 2026, and days worked on in exchange.
  static let china2026 = chinese()

  static func chinese(fiscalClose: FiscalClose = .endOfMonth) -> WorkingCalendar {
    let holidays = [
      "2026-01-01/2026-01-03", "2026-02-15/2026-02-23", "2026-04-04/2026-04-06", "2026-05-01/2026-05-05",
      "2026-06-19/2026-06-21", "2026-09-25/2026-09-27", "2026-10-01/2026-10-07",
    ]
    let working = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
    do throws(CalendarFaults) {
      return try WorkingCalendar(
        holidays: holidays.map { Holiday(days($0)) }, workingDays: working.map { day($0) }, fiscalClose: fiscalClose,
        seasons: [
          Season(name: "peak", stretches: [.yearly(from: monthDay("12-20"), until: monthDay("02-10"))]),
          Season(
            name: "festival",
            stretches: [.once(days("2025-01-15/2025-02-12")), .once(days("2026-02-04/2026-03-03"))]),
          Season(name: "summer", stretches: [.yearly(from: monthDay("07-01"), until: monthDay("08-31"))]),
          Season(name: "leap", stretches: [.yearly(from: monthDay("02-29"), until: monthDay("02-29"))]),
        ], timeZone: "Asia/Shanghai")
    } catch {
      Issue.record("\(error)")
      return .standard
    }
  }
}

func monthDay(_ text: String) -> MonthDay {
  guard let day = MonthDay(text) else {
    Issue.record("\(text) is no day of a year")
    return MonthDay(of: .first)
  }
  return day
}
