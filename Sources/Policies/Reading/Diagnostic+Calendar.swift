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

  static func notACalendarDay(_ text: String, in fragment: SourceFragment) -> Diagnostic {
    let meant = MeantForm.date(text) ?? MeantForm.days(from: fragment.text)
    return Diagnostic(
      code: "not-a-date", range: fragment.range, message: "'\(text)' is not a date",
      hint: meant.map { "write \($0)" } ?? MeantForm.monthDay(text).map { "write it with its year: 2026-\($0)" }
        ?? "write 2026-01-31, or 2026-02-15..2026-02-23 for the first and the last of several days")
  }

  static func severalWorkingDays(_ text: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "not-a-date", range: text.range, message: "working: '\(text.text)' is not a single day",
      hint: "list each day by itself: `[2026-02-14, 2026-02-15]`")
  }

  static func reversedHolidays(from first: CalendarDate, until last: CalendarDate, at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      code: "empty-stretch", range: range, message: "holidays: they would end on \(last) before they start on \(first)",
      hint: "the first day comes first: \(last)..\(first)")
  }

  static func notASeasonDay(_ text: SourceFragment) -> Diagnostic {
    let meant = MeantForm.monthDay(text.text) ?? MeantForm.date(text.text)
    return Diagnostic(
      code: "not-a-date", range: text.range, message: "'\(text.text)' is no day of the year, and no date",
      hint: (meant.map { "write \($0): " } ?? "write ")
        + "MM-DD, two digits each, for every year, or 2026-01-31 for one year alone")
  }

  static func reversedSeason(
    _ season: String, from first: CalendarDate, until last: CalendarDate, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "empty-stretch", range: range,
      message: "season '\(season)' would end on \(last) before it starts on \(first)",
      hint: "a season that crosses the new year every year is written without years: `{from: 11-15, until: 02-10}`")
  }

  static func halfDatedSeason(_ season: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "half-dated-season", range: range, message: "season '\(season)' has a year at one of its ends only",
      hint: "write both days with their years, or, if it comes every year, both without")
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

  static func policyAsCalendar(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "policy-as-calendar", range: range, message: "'\(path)' is a policy, not a calendar",
      hint: "name a file that begins with `calendar:`")
  }

  static func namelessCalendar(at range: SourceRange) -> Diagnostic {
    missingKey(
      "calendar", owner: "the calendar", hint: "name it at the top of the file: `calendar: my-calendar`", at: range)
  }

  static func calendarCircle(_ path: SourceFragment, circle: [String]) -> Diagnostic {
    Diagnostic(
      code: "calendar-circle", range: path.range,
      message: "the calendar goes by itself: \(circle.joined(separator: " → "))",
      hint: "one of these files has to stand alone, without `from:`")
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
