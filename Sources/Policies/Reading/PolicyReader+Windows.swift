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
      guard let unit = Period.Unit(rawValue: String(words[1])) else { return nil }
      let begin = calendar.beginning(of: unit, with: asOf)
      // Of the unit before, no more than of this one: a month to date is held against as much of the last month.
      self.init(
        begin: begin, until: asOf, from: calendar.beginning(1, unit, before: begin),
        before: unit.moved(asOf, by: -1))
    case "last" where words.count == 2 || words.count == 3:
      guard let (count, unit) = Self.length(words.dropFirst()) else { return nil }
      let end = calendar.beginning(of: unit, with: asOf)
      let begin = calendar.beginning(count, unit, before: end)
      self.init(
        begin: begin, until: end.dayBefore, from: calendar.beginning(count, unit, before: begin),
        before: begin.dayBefore)
    default:
      guard let (count, unit) = words.count == 2 ? Self.length(words[...]) : Self.shortLength(text) else { return nil }
      let begin = unit.moved(asOf, by: -count)
      let before = unit.moved(asOf, by: -2 * count)
      self.init(
        Measure.Window(first: begin.days + 1, last: asOf.days),
        before: Measure.Window(first: before.days + 1, last: begin.days))
    }
  }

  /// From the first day of a unit of the calendar on; the window before begins as many units earlier, on `first`.
  private init(begin: CalendarDate, until last: CalendarDate, from first: CalendarDate, before: CalendarDate) {
    self.init(
      Measure.Window(first: begin.days, last: last.days),
      before: Measure.Window(first: first.days, last: min(before.days, begin.dayBefore.days)))
  }

  /// `month`, `3 months`.
  private static func length(_ words: ArraySlice<Substring>) -> (Int, Period.Unit)? {
    guard let last = words.last, let unit = Period.Unit(rawValue: String(last.last == "s" ? last.dropLast() : last))
    else { return nil }
    guard words.count > 1 else { return (1, unit) }
    guard words.count == 2, let count = words.first.flatMap({ count($0) }), count <= 1000 else { return nil }
    return (count, unit)
  }

  /// `30d`, `4w`.
  private static func shortLength(_ text: String) -> (Int, Period.Unit)? {
    let units: [Character: Period.Unit] = ["d": .day, "w": .week]
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

extension WorkingCalendar {
  /// The first day of the unit that a day lies in; months, quarters and years are those of the books.
  fileprivate func beginning(of unit: Period.Unit, with day: CalendarDate) -> CalendarDate {
    hasBooks(for: unit) ? period(of: day, unit.calendarUnit).first : unit.beginning(of: day)
  }

  /// The first day of the unit that comes so many before the one that begins on `day`.
  fileprivate func beginning(_ count: Int, _ unit: Period.Unit, before day: CalendarDate) -> CalendarDate {
    guard hasBooks(for: unit) else { return unit.moved(day, by: -count) }
    var begin = day
    for _ in 0..<count {
      guard begin > .first else { return CalendarDate(days: CalendarDate.beforeAll) }
      begin = period(of: begin.dayBefore, unit.calendarUnit).first
    }
    return begin
  }

  /// Whether such units end when the books are closed, and not when the calendar's do.
  private func hasBooks(for unit: Period.Unit) -> Bool {
    guard case .day = fiscalClose else { return false }
    return unit != .day && unit != .week
  }
}

extension Period.Unit {
  /// The first day of the unit that a day lies in; weeks begin on Monday.
  fileprivate func beginning(of day: CalendarDate) -> CalendarDate {
    switch self {
    case .day: day
    case .week: CalendarDate(days: day.days - ((day.days + 3) % 7 + 7) % 7)
    case .month: day.first(ofMonth: day.components.month)
    case .quarter: day.first(ofMonth: (day.components.month - 1) / 3 * 3 + 1)
    case .year: day.first(ofMonth: 1)
    }
  }

  /// So many units later; a day that the month does not have is its last.
  fileprivate func moved(_ day: CalendarDate, by count: Int) -> CalendarDate {
    switch self {
    case .day: day.moved(days: count)
    case .week: day.moved(days: 7 * count)
    case .month: day.moved(months: count)
    case .quarter: day.moved(months: 3 * count)
    case .year: day.moved(months: 12 * count)
    }
  }
}

extension CalendarDate {
  /// The day before 0001-01-01: no window goes further back.
  fileprivate static let beforeAll: Int32 = -719_163

  fileprivate var dayBefore: CalendarDate { CalendarDate(days: days - 1) }

  fileprivate func first(ofMonth month: Int) -> CalendarDate {
    CalendarDate(year: components.year, month: month, day: 1) ?? self
  }

  fileprivate func moved(days count: Int) -> CalendarDate {
    CalendarDate(days: Int32(max(Int(Self.beforeAll), Int(days) + count)))
  }

  fileprivate func moved(months count: Int) -> CalendarDate {
    let (year, month, day) = components
    let months = year * 12 + month - 1 + count
    guard months >= 12 else { return CalendarDate(days: Self.beforeAll) }
    return (0...3).lazy.compactMap { CalendarDate(year: months / 12, month: months % 12 + 1, day: day - $0) }.first
      ?? self
  }
}
