/// Where a day goes that nobody works on.
public enum MoveRule: String, CaseIterable, Hashable, Sendable {
  /// To the working day before it.
  case previous
  /// To the working day after it.
  case next
  /// To the nearer of both; to the earlier one if they are equally near.
  case nearest
}

extension WorkingCalendar {
  /// The working day that a day is moved to, or the day itself if it is one; never before `limit`.
  ///
  /// Where the rule would move it before the limit, it goes to the first working day that is not. If the years end before one is found,
  /// the day stays (or goes to the limit).
  public func moved(_ day: CalendarDate, to rule: MoveRule, notBefore limit: CalendarDate = .first) -> CalendarDate {
    let day = max(day, limit)
    if isWorkingDay(day) { return day }
    let earlier = rule == .next ? nil : workingDay(until: day).flatMap { $0 < limit ? nil : $0 }
    if rule == .previous, let earlier { return earlier }
    guard let later = workingDay(from: day) else { return earlier ?? day }
    guard let earlier else { return later }
    return Int(day.days) - Int(earlier.days) <= Int(later.days) - Int(day.days) ? earlier : later
  }
}
