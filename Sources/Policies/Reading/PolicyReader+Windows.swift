import Cadences
import Calendars
import Expressions
import SourceText
import YAML

/// A stretch of days that ends on the as-of date or before, and the one of the same length before it.
struct EventWindow {
  let window: Measure.Window
  let before: Measure.Window

  private init(_ window: Measure.Window, before: Measure.Window) {
    self.window = window
    self.before = before
  }
}

extension PolicyReader {
  /// `30d`, `4w`, `3 months` (rolling, the as-of date included), `this quarter`, `last month`, `last 3 months` (of the calendar).
  mutating func eventWindow(_ node: YAMLNode) -> EventWindow? {
    guard let fragment = text(node, what: "within") else { return nil }
    guard let window = EventWindow(fragment.text, asOf: asOf, calendar) else {
      diagnostics.append(.notAWindow(fragment))
      return nil
    }
    return window
  }
}

extension EventWindow {
  /// `nil` if the text is no window.
  init?(_ text: String, asOf: CalendarDate, _ calendar: WorkingCalendar) {
    let words = text.split(separator: " ")
    switch words.first {
    case "this" where words.count == 2:
      guard let unit = Period.Unit(word: words[1])?.calendarUnit else { return nil }
      let begin = calendar.firstDay(of: unit, with: asOf)
      let before = calendar.firstDay(of: unit, with: asOf, earlier: 1)
      // Of the unit before, no more than of this one: the first ten days of a month are held against the first ten of the last.
      self.init(from: begin, until: asOf.days, before: before, until: before.days + asOf.days - begin.days)
    case "last" where words.count == 2 || words.count == 3:
      guard let (count, unit) = Self.length(words[1...].joined(separator: " ")) else { return nil }
      let begin = calendar.firstDay(of: unit, with: asOf, earlier: count)
      self.init(
        from: begin, until: calendar.firstDay(of: unit, with: asOf).days - 1,
        before: calendar.firstDay(of: unit, with: asOf, earlier: 2 * count), until: begin.days - 1)
    default:
      guard let length = TimeLength(text), length.count > 0 else { return nil }
      let unit = length.unit.calendarUnit
      let (end, endBefore) = (Self.day(asOf, length.count, unit), Self.day(asOf, 2 * length.count, unit))
      self.init(
        Measure.Window(first: end + 1, last: asOf.days), before: Measure.Window(first: endBefore + 1, last: end))
    }
  }

  /// Two stretches of the calendar, of which the earlier one ends before the other begins.
  private init(from first: CalendarDate, until last: Int32, before: CalendarDate, until lastBefore: Int32) {
    self.init(
      Measure.Window(first: first.days, last: last),
      before: Measure.Window(first: before.days, last: min(lastBefore, first.days - 1)))
  }

  /// The day so many units before another, since 1970-01-01; the one before 0001-01-01 where it would be earlier.
  private static func day(_ day: CalendarDate, _ count: Int, _ unit: CalendarUnit) -> Int32 {
    day.adding(-count, unit)?.days ?? CalendarDate.first.days - 1
  }

  /// `month`, `3 months`: of the calendar, so that `4w` is none.
  private static func length(_ text: String) -> (Int, CalendarUnit)? {
    if let unit = Period.Unit(word: text[...]) { return (1, unit.calendarUnit) }
    guard text.last.map({ !"dw".contains($0) }) ?? false, let length = TimeLength(text), length.count > 0 else {
      return nil
    }
    return (length.count, length.unit.calendarUnit)
  }
}
