extension WorkingCalendar {
  /// Whether a day is worked on.
  public func isWorkingDay(_ day: CalendarDate) -> Bool {
    let day = day.sinceFirst
    return exceptions.isWorking(on: day) ?? week.has(day)
  }

  /// How many working days there are after `start` until `end`, which counts if it is one; negative if `end` is the earlier.
  ///
  /// Any two days have as many between them as the other way round, and what follows on each other adds up.
  public func workingDays(after start: CalendarDate, until end: CalendarDate) -> Int {
    count(before: end.sinceFirst + 1) - count(before: start.sinceFirst + 1)
  }

  /// The working day that is `count` working days after a day, or before it if `count` is negative; the day itself if `count` is 0.
  /// `nil` where that lies outside the years 1 to 9999.
  public func adding(workingDays count: Int, to day: CalendarDate) -> CalendarDate? {
    guard count != 0 else { return day }
    guard count.magnitude <= 10_000_000 else { return nil }
    let before = self.count(before: day.sinceFirst + (count > 0 ? 1 : 0))
    return workingDay(after: count > 0 ? before + count - 1 : before + count)
  }

  /// The first working day that is not before a day; `nil` if the years end before it.
  public func workingDay(from day: CalendarDate) -> CalendarDate? {
    isSpokenOf(day) && isWorkingDay(day) ? day : workingDay(after: count(before: day.sinceFirst))
  }

  /// The last working day that is not after a day; `nil` if the years begin after it.
  public func workingDay(until day: CalendarDate) -> CalendarDate? {
    isSpokenOf(day) && isWorkingDay(day) ? day : workingDay(after: count(before: day.sinceFirst + 1) - 1)
  }

  /// The holiday that a day belongs to.
  public func holiday(on day: CalendarDate) -> Holiday? {
    let index = holidays.indices.first(from: { holidays[$0].days.upperBound >= day })
    return index < holidays.count && holidays[index].days.contains(day) ? holidays[index] : nil
  }
}

extension WorkingCalendar {
  private func isSpokenOf(_ day: CalendarDate) -> Bool { .first <= day && day <= .last }

  /// How many working days lie before a day since 0001-01-01, which is 0.
  private func count(before day: Int) -> Int {
    week.count(before: day) + exceptions.balance(before: exceptions.count(before: day))
  }

  private func count(beforeException index: Int) -> Int {
    week.count(before: exceptions.day(index)) + exceptions.balance(before: index)
  }

  /// The working day that has so many before it.
  private func workingDay(after rank: Int) -> CalendarDate? {
    // The exceptions that have no more working days before them than the day looked for: it is the last of them, or comes after it.
    let passed = (0..<exceptions.count).first(from: { count(beforeException: $0) > rank })
    if passed > 0, exceptions.isWorking(passed - 1), count(beforeException: passed - 1) == rank {
      return CalendarDate(sinceFirst: exceptions.day(passed - 1))
    }
    return CalendarDate(sinceFirst: week.day(after: rank - exceptions.balance(before: passed)))
  }
}
