import Calendars
import Expressions
import SourceText

/// What can be wrong with a calendar.
extension Diagnostic {
  static func badCalendar(_ fault: CalendarFault, at range: SourceRange) -> Diagnostic {
    Diagnostic(code: "bad-calendar", range: range, message: fault.message, hint: fault.hint)
  }

  static func notACloseDay(_ text: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "not-a-close", range: text.range, message: "close: '\(text.text)' is no day on which each month can close",
      hint: "write a day from 1 to 28, or `end`")
  }

  static func unknownTimeZone(_ text: SourceFragment) -> Diagnostic {
    let meant = closestMatch(to: text.text, among: TimeZoneNames.places)
    return Diagnostic(
      code: "unknown-time-zone", range: text.range, message: "time_zone: no time zone is called '\(text.text)'",
      hint: meant.map { "did you mean '\($0)'?" } ?? "write the name of a place, such as `Asia/Shanghai`")
  }

  static func notACalendarDay(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-date", range: range, message: "'\(text)' is not a date",
      hint: "write 2026-01-31, or 2026-02-15..2026-02-23 for the first and the last of several days")
  }

  static func emptyStretch(
    _ what: String, from first: CalendarDate, until last: CalendarDate, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "empty-stretch", range: range, message: "\(what): it would end on \(last) before it starts on \(first)",
      hint: "a season that crosses the new year every year is written without years: `{from: 11-15, until: 02-10}`")
  }

  static func calendarAsPolicy(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "calendar-as-policy", range: range, message: "'\(path)' is a calendar, not a policy",
      hint: "name a policy; one that keeps this calendar says `calendar: {from: …}`")
  }

  static func noCalendar(_ path: SourceFragment, target: String) -> Diagnostic {
    Diagnostic(
      code: "no-calendar", range: path.range, message: "there is no calendar at '\(target)'",
      hint:
        "the path counts from this file's folder; it names a file, with or without .yaml, that begins with `calendar:`")
  }
}

extension CalendarFault {
  /// What to write instead.
  fileprivate var hint: String {
    switch self {
    case .noWorkingWeekday: "name at least one, such as mon"
    case .longHoliday: "write the days on which nobody works, first and last"
    case .sharedDay: "leave it to one of them"
    case .workingHoliday: "take it out of one of them; a holiday that is interrupted is written in two parts"
    case .namelessSeason: "give it one"
    case .repeatedSeason: "write all its days under one name"
    case .emptySeason: "write from when until when it lasts"
    }
  }
}
