import Calendars
import SourceText

/// Holidays and days worked on as several files write them, one laid over the other.
///
/// Where a file says of a day the opposite of one that it is laid over, its word holds.
struct LayeredDays {
  private(set) var holidays: [(holiday: Holiday, range: SourceRange)]
  private(set) var working: [(day: CalendarDate, range: SourceRange)]
  /// The uppermost file first.
  private let files: [SourceFile]

  init(
    holidays: [(holiday: Holiday, range: SourceRange)], working: [(day: CalendarDate, range: SourceRange)],
    files: [SourceFile]
  ) {
    self.holidays = holidays
    self.working = working
    self.files = files
    let kept = working.filter { day in
      !holidays.contains { $0.holiday.days.contains(day.day) && lies($0.range, above: day.range) }
    }
    self.holidays = holidays.flatMap { holiday in
      let worked = working.filter { lies($0.range, above: holiday.range) }.map(\.day)
      return holiday.holiday.parts(without: worked).map { ($0, holiday.range) }
    }
    self.working = kept
  }

  private func lies(_ a: SourceRange, above b: SourceRange) -> Bool { layer(a) < layer(b) }

  private func layer(_ range: SourceRange) -> Int {
    files.firstIndex { $0.path == range.file.path } ?? files.count
  }
}

extension Holiday {
  /// What is left of it where these days are worked on.
  fileprivate func parts(without worked: [CalendarDate]) -> [Holiday] {
    var parts: [Holiday] = []
    var first = days.lowerBound
    for day in worked.sorted() where first <= day && day <= days.upperBound {
      if first < day { parts.append(Holiday(first...CalendarDate(days: day.days - 1), labels: labels)) }
      first = CalendarDate(days: day.days + 1)
    }
    return first <= days.upperBound ? parts + [Holiday(first...days.upperBound, labels: labels)] : parts
  }
}
