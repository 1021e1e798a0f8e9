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
      guard let unit = Period.Unit(rawValue: String(words[1]))?.calendarUnit else { return nil }
      // Of the unit before, no more than of this one: a month to date is held against as much of the last month.
      self.init(
        from: calendar.firstDay(of: unit, with: asOf), until: asOf.days,
        before: calendar.firstDay(of: unit, with: asOf, earlier: 1), until: Self.day(asOf, 1, unit))
    case "last" where words.count == 2 || words.count == 3:
      guard let (count, unit) = Self.length(words.dropFirst()) else { return nil }
      let begin = calendar.firstDay(of: unit, with: asOf, earlier: count)
      self.init(
        from: begin, until: calendar.firstDay(of: unit, with: asOf).days - 1,
        before: calendar.firstDay(of: unit, with: asOf, earlier: 2 * count), until: begin.days - 1)
    default:
      guard let (count, unit) = words.count == 2 ? Self.length(words[...]) : Self.shortLength(text) else { return nil }
      let (end, endBefore) = (Self.day(asOf, count, unit), Self.day(asOf, 2 * count, unit))
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

  /// `month`, `3 months`.
  private static func length(_ words: ArraySlice<Substring>) -> (Int, CalendarUnit)? {
    guard let last = words.last,
      let unit = Period.Unit(rawValue: String(last.last == "s" ? last.dropLast() : last))?.calendarUnit
    else { return nil }
    guard words.count > 1 else { return (1, unit) }
    guard words.count == 2, let count = words.first.flatMap({ count($0) }), count <= 1000 else { return nil }
    return (count, unit)
  }

  /// `30d`, `4w`.
  private static func shortLength(_ text: String) -> (Int, CalendarUnit)? {
    let units: [Character: CalendarUnit] = ["d": .day, "w": .week]
    guard let unit = text.last.flatMap({ units[$0] }), let count = count(text.dropLast()), count <= 36_500
    else { return nil }
    return (count, unit)
  }

  /// A count of at least 1, in digits.
  private static func count(_ text: Substring) -> Int? {
    guard text.allSatisfy({ ("0"..."9").contains($0) }), let count = Int(text), count > 0 else { return nil }
    return count
  }
}
