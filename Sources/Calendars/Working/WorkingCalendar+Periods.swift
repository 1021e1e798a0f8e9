extension WorkingCalendar {
  /// The month that a day counts for; a close on the 25th makes the 26th of December the next year's January.
  public func fiscalMonth(of day: CalendarDate) -> FiscalMonth {
    let (year, month) = monthIndex(of: day).quotient(by: 12)
    return FiscalMonth(year: year + 1, month: month + 1)
  }

  /// The stretch that a day lies in, where the calendar is cut into stretches of `count` units (at least 1).
  ///
  /// Stretches are counted from the first unit of the year 1, so that two months are January with February, and six are half a year.
  /// Months, quarters and years are those of the books. A stretch that reaches out of the years 1 to 9999 is cut off there.
  public func period(of day: CalendarDate, _ unit: CalendarUnit, count: Int = 1) -> CalendarPeriod {
    let count = min(max(count, 1), 4_000_000)
    let day = CalendarDate(clamping: Int(day.days))
    return period(at: unitIndex(of: day, unit).quotient(by: count).quotient, unit, count: count)
  }

  /// The first day of the unit that comes so many before the one that a day lies in; 0001-01-01 where it would begin before that.
  public func firstDay(of unit: CalendarUnit, with day: CalendarDate, earlier count: Int = 0) -> CalendarDate {
    CalendarDate(clamping: start(ofUnit: unitIndex(of: day, unit) - count, unit))
  }

  private func period(at index: Int, _ unit: CalendarUnit, count: Int) -> CalendarPeriod {
    let end = start(ofUnit: (index + 1) * count, unit) - 1
    return CalendarPeriod(
      index: index, first: CalendarDate(clamping: start(ofUnit: index * count, unit)),
      last: CalendarDate(clamping: end))
  }

  /// Which unit a day lies in; the first unit of the year 1 is 0.
  private func unitIndex(of day: CalendarDate, _ unit: CalendarUnit) -> Int {
    switch unit {
    case .day: day.sinceFirst
    case .week: day.sinceFirst.quotient(by: 7).quotient
    case .month: monthIndex(of: day)
    case .quarter: monthIndex(of: day).quotient(by: 3).quotient
    case .year: monthIndex(of: day).quotient(by: 12).quotient
    }
  }

  /// Days since 1970-01-01.
  private func start(ofUnit index: Int, _ unit: CalendarUnit) -> Int {
    switch unit {
    case .day: index + Int(CalendarDate.first.days)
    case .week: index * 7 + Int(CalendarDate.first.days)
    case .month: start(ofMonth: index)
    case .quarter: start(ofMonth: index * 3)
    case .year: start(ofMonth: index * 12)
    }
  }

  /// The month of the books that a day lies in; January of the year 1 is 0.
  private func monthIndex(of day: CalendarDate) -> Int {
    let (year, month, dayOfMonth) = day.components
    let index = (year - 1) * 12 + month - 1
    guard case .day(let close) = fiscalClose, dayOfMonth > close else { return index }
    return index + 1
  }

  /// The first day of a month of the books, in days since 1970-01-01.
  private func start(ofMonth index: Int) -> Int {
    guard case .day(let close) = fiscalClose else { return Self.start(ofCalendarMonth: index) }
    return Self.start(ofCalendarMonth: index - 1) + close
  }

  private static func start(ofCalendarMonth index: Int) -> Int {
    let (year, month) = index.quotient(by: 12)
    return CalendarDate.daysSinceEpoch(year: year + 1, month: month + 1, day: 1)
  }
}
