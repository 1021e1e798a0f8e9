import Cadences
import Calendars
import SourceText

/// What can be wrong with a capacity.
extension Diagnostic {
  static func noVisitingTime(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-visiting-time", range: range, message: "the day has no time for visits",
      hint: "write how many minutes go into visits: `visiting: 420`")
  }

  static func shiftsTooMuch(_ id: String, from part: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shifts-too-much", range: range, message: "'\(id)' takes more minutes from '\(part)' than it has",
      hint: "take fewer, or give the day more of them")
  }

  static func shiftAsksCustomers(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shift-asks-customers", range: range, message: "a shift of time cannot depend on the customer",
      hint: "ask the day alone, for example `in_season('peak')` or `month(as_of) == 1`")
  }

  static func shiftWithoutAnswer(on day: CalendarDate, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shift-without-answer", range: range, message: "the condition has no answer on \(day)",
      hint: "ask something that every day of the month answers, for example `in_season('peak')`")
  }

  static func noMinutes(_ what: String, for mode: VisitMode, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-minutes", range: range,
      message: "'\(what)' does not say how long a visit of the mode '\(mode.rawValue)' takes",
      hint: "write a number for each of general, deeper and deep, or one for all")
  }

  static func notMinutes(what: String, text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-minutes", range: range, message: "\(what): '\(text)' is no number of minutes of a day",
      hint: "write a number from 0 to 1440")
  }

  static func notDaysOfMonth(_ text: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "not-days-of-month", range: text.range,
      message: "days: '\(text.text)' is no number of working days of a month",
      hint: "write 0 to 31, or leave it out: the calendar says")
  }

  static func namesNobody(_ name: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "names-nobody", range: name.range, message: "'\(name.text)' is no text and names nobody and no area",
      hint: "name a fact of the type string or enum")
  }

  static func dayTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "day-too-long", range: range, message: "the parts of the day come to more than 24 hours",
      hint: "write minutes, 1440 in all at most")
  }

  static func shiftsNowhere(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shifts-nowhere", range: range, message: "'\(id)' takes the minutes from where it puts them",
      hint: "write two parts of the day in `from` and `to`")
  }
}
