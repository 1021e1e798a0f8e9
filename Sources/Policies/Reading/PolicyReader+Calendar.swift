import Calendars
import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `calendar`, as `files` say, the uppermost first; the standard one where the policy has none, or one with faults.
  mutating func readCalendar(of files: [SourceFile]) -> WorkingCalendar {
    guard let node = sections.value("calendar"),
      var fields = Fields(node, owner: "calendar", diagnostics: &diagnostics)
    else { return .standard }
    // Said by a calendar's own file; `from` was followed when the policy was resolved.
    for key in ["from", "calendar", "version", "title"] { _ = fields.take(key) }
    let week = fields.take("week").map { readWeek($0) }
    let days = LayeredDays(
      holidays: fields.take("holidays").map { readHolidays($0) } ?? [],
      working: fields.take("working").map { readDays($0, what: "working") } ?? [], files: files)
    let close = fields.take("close").flatMap { readClose($0) } ?? .endOfMonth
    let seasons = fields.take("seasons").map { readSeasons($0) } ?? []
    let timeZone = fields.take("time_zone").flatMap { readTimeZone($0) }
    _ = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    do throws(CalendarFaults) {
      return try WorkingCalendar(
        week: week ?? [.monday, .tuesday, .wednesday, .thursday, .friday], holidays: days.holidays.map(\.holiday),
        workingDays: days.working.map(\.day), fiscalClose: close, seasons: seasons.map(\.season), timeZone: timeZone)
    } catch {
      let places = CalendarPlaces(
        whole: node.range.beginning, holidays: days.holidays.map(\.range), workingDays: days.working.map(\.range),
        seasons: seasons.map(\.range))
      diagnostics += error.faults.map { .badCalendar($0, at: places.place(of: $0)) }
      // Which seasons there would have been is not known; that is no fault of what asks for them.
      scope.knowsSeasons = false
      return .standard
    }
  }

  private mutating func readWeek(_ node: YAMLNode) -> [Weekday] {
    guard let items = node.items else {
      diagnostics.append(.expectedSequence(what: "week", at: node.range.beginning))
      return Weekday.allCases
    }
    let days = items.compactMap { item -> Weekday? in
      guard let fragment = text(item, what: "week") else { return nil }
      if let day = Weekday(abbreviation: fragment.text) { return day }
      diagnostics.append(
        .notAmong(what: "day of the week", fragment: fragment, choices: Weekday.allCases.map(\.abbreviation)))
      return nil
    }
    // Which days were meant is not known; that is no fault of the week.
    return days.isEmpty && !items.isEmpty ? Weekday.allCases : days
  }

  /// `{2026-01-01: 元旦, 2026-02-15..2026-02-23: {zh: 春节}}`.
  private mutating func readHolidays(_ node: YAMLNode) -> [(holiday: Holiday, range: SourceRange)] {
    guard let entries = node.entries else {
      diagnostics.append(.expectedMapping(owner: "holidays", at: node.range))
      return []
    }
    return entries.compactMap { entry in
      let label = localized(entry.value, what: "holiday")
      return days(entry.key).map { (Holiday($0, labels: label.texts), entry.key.range) }
    }
  }

  private mutating func readDays(_ node: YAMLNode, what: String) -> [(day: CalendarDate, range: SourceRange)] {
    guard let items = node.items else {
      diagnostics.append(.expectedSequence(what: what, at: node.range.beginning))
      return []
    }
    return items.compactMap { text($0, what: what) }.compactMap { fragment in
      if MeantForm.days(from: fragment.text) == nil {
        return day(fragment.text, in: fragment).map { ($0, fragment.range) }
      }
      diagnostics.append(.severalWorkingDays(fragment))
      return nil
    }
  }

  /// `Asia/Shanghai`.
  private mutating func readTimeZone(_ node: YAMLNode) -> String? {
    guard let fragment = text(node, what: "time_zone") else { return nil }
    if TimeZoneNames.contains(fragment.text) { return fragment.text }
    diagnostics.append(.unknownTimeZone(fragment))
    return nil
  }

  /// `25`, or `end`.
  private mutating func readClose(_ node: YAMLNode) -> FiscalClose? {
    guard let fragment = text(node, what: "close") else { return nil }
    if fragment.text == "end" { return .endOfMonth }
    if let day = Int(fragment.text), let close = FiscalClose(day: day) { return close }
    diagnostics.append(.notACloseDay(fragment))
    return nil
  }

  /// `{peak: {from: 11-15, until: 02-10}}`, or several stretches in a list.
  private mutating func readSeasons(_ node: YAMLNode) -> [(season: Season, range: SourceRange)] {
    guard let entries = node.entries else {
      diagnostics.append(.expectedMapping(owner: "seasons", at: node.range))
      return []
    }
    return entries.map { entry in
      let items = entry.value.items ?? [entry.value]
      var stretches = items.compactMap { readStretch($0, of: entry.key.text) }
      // When it was meant to be is not known; that is no fault of the season, nor of what asks for it.
      if stretches.isEmpty, !items.isEmpty { stretches = [.once(.first ... .first)] }
      return (Season(name: entry.key.text, stretches: stretches), entry.key.range)
    }
  }

  private mutating func readStretch(_ node: YAMLNode, of season: String) -> Season.Stretch? {
    guard var fields = Fields(node, owner: "season '\(season)'", diagnostics: &diagnostics) else { return nil }
    let hint = "write `{from: 11-15, until: 02-10}`, or dates with their years"
    let ends = ["from", "until"].map { key in
      fields.require(key, hint: hint, diagnostics: &diagnostics).flatMap { text($0, what: key) }
    }
    _ = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let from = ends[0].flatMap({ seasonDay($0) }), let until = ends[1].flatMap({ seasonDay($0) }) else {
      return nil
    }
    switch (from, until) {
    case (.ofEachYear(let from), .ofEachYear(let until)): return .yearly(from: from, until: until)
    case (.once(let first), .once(let last)) where first <= last: return .once(first...last)
    case (.once(let first), .once(let last)):
      diagnostics.append(.reversedSeason(season, from: first, until: last, at: node.range.beginning))
    default: diagnostics.append(.halfDatedSeason(season, at: node.range.beginning))
    }
    return nil
  }

  /// An end of a season.
  private enum SeasonDay {
    case ofEachYear(MonthDay)
    case once(CalendarDate)
  }

  /// `11-15`, or `2026-11-15`.
  private mutating func seasonDay(_ fragment: SourceFragment) -> SeasonDay? {
    if let day = MonthDay(fragment.text) { return .ofEachYear(day) }
    if let day = CalendarDate(fragment.text) { return .once(day) }
    diagnostics.append(.notASeasonDay(fragment))
    return nil
  }

  private mutating func days(_ fragment: SourceFragment) -> ClosedRange<CalendarDate>? {
    let parts = fragment.text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let first = day(parts[0], in: fragment),
      let last = day(parts[parts.count - 1], in: fragment)
    else { return nil }
    guard first <= last else {
      diagnostics.append(.reversedHolidays(from: first, until: last, at: fragment.range))
      return nil
    }
    return first...last
  }

  private mutating func day(_ text: String, in fragment: SourceFragment) -> CalendarDate? {
    if let day = CalendarDate(text) { return day }
    diagnostics.append(.notACalendarDay(text, in: fragment))
    return nil
  }
}

/// Where the parts of a calendar stand.
private struct CalendarPlaces {
  let whole: SourceRange
  let holidays: [SourceRange]
  let workingDays: [SourceRange]
  let seasons: [SourceRange]

  func place(of fault: CalendarFault) -> SourceRange {
    switch fault {
    case .noWorkingWeekday: whole
    case .longHoliday(let index): holidays[index]
    case .sharedDay(_, _, let index): holidays[index]
    case .workingHoliday(_, _, let index): workingDays[index]
    case .namelessSeason(let index): seasons[index]
    case .repeatedSeason(_, let index), .emptySeason(_, let index): seasons[index]
    }
  }
}
