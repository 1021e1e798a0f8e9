import Cadences
import Calendars
import Testing

/// A day as people write it.
func day(_ text: some StringProtocol) -> CalendarDate {
  guard let day = CalendarDate(String(text)) else {
    Issue.record("\(text) is no day")
    return .first
  }
  return day
}

extension WorkingCalendar {
  /// All days are worked on.
  static let everyDay = made { () throws(CalendarFaults) in try WorkingCalendar(week: Weekday.allCases) }

  /// China's public holidays of 2025 and 2026.
  static let china = chinese(.endOfMonth)

  /// The same, with books that are closed on the 25th.
  static let chinaClosing25 = chinese(.day(25))

  private static func chinese(_ close: FiscalClose) -> WorkingCalendar {
    let holidays = [
      "2025-01-01", "2025-01-28/2025-02-04", "2025-04-04/2025-04-06", "2025-05-01/2025-05-05", "2025-05-31/2025-06-02",
      "2025-10-01/2025-10-08", "2026-01-01/2026-01-03", "2026-02-15/2026-02-23", "2026-04-04/2026-04-06",
      "2026-05-01/2026-05-05", "2026-06-19/2026-06-21", "2026-09-25/2026-09-27", "2026-10-01/2026-10-07",
    ]
    let working = [
      "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28",
      "2026-05-09", "2026-09-20", "2026-10-10",
    ]
    return made { () throws(CalendarFaults) in
      try WorkingCalendar(
        holidays: holidays.map { Holiday(span($0)) }, workingDays: working.map { day($0) }, fiscalClose: close)
    }
  }

  private static func span(_ text: String) -> ClosedRange<CalendarDate> {
    let ends = text.split(separator: "/").map { day($0) }
    return (ends.first ?? .first)...(ends.last ?? .first)
  }

  private static func made(_ make: () throws(CalendarFaults) -> WorkingCalendar) -> WorkingCalendar {
    do throws(CalendarFaults) { return try make() } catch {
      Issue.record("\(error)")
      return .standard
    }
  }
}

extension VisitSchedule {
  /// `30d due 2023-02-28 (promise) latest 2023-02-28 (quota until 2023-02-28) overdue 0`, with conflicts at the end.
  var told: String {
    let moves = [(Moves.minimumSpacing, "spacing"), (.promise, "promise"), (.closedDay, "closed")]
      .filter { self.moves.contains($0.0) }.map(\.1)
    let conflicts = [
      (Conflicts.minimumSpacing, "spacing"), (.quotaOutOfReach, "out of reach"), (.closedThroughout, "all closed"),
    ].filter { self.conflicts.contains($0.0) }.map(\.1)
    let moved = moves.isEmpty ? "" : " (\(moves.joined(separator: ", ")))"
    let failed = conflicts.isEmpty ? "" : " ! \(conflicts.joined(separator: ", "))"
    let overdue = overdueDays == 0 ? "" : " overdue \(overdueDays)"
    return "\(interval)d due \(nextDue)\(moved) latest \(latest) (\(promise) until \(promisedUntil))\(overdue)\(failed)"
  }
}
