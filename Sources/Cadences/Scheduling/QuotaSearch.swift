import Calendars

/// Looks for the last day on which the next visit leaves room for all that are owed.
struct QuotaSearch {
  let quota: VisitQuota
  let history: VisitHistory
  let terms: VisitTerms
  /// The last visit.
  let last: CalendarDate
  let asOf: CalendarDate

  private var calendar: WorkingCalendar { terms.calendar }

  /// In the last visit's stretch of the calendar, if that still owes visits; else in the next one that has a working day.
  var limit: VisitLimit {
    let period = calendar.period(of: last, quota.unit, count: quota.count)
    let balance = balance(in: period)
    guard balance.missing > 0 else { return nextLimit(after: period, []) }
    return limit(for: balance, in: period) ?? nextLimit(after: period, .quotaOutOfReach)
  }

  private func nextLimit(after period: CalendarPeriod, _ conflicts: VisitSchedule.Conflicts) -> VisitLimit {
    guard period.last < .last, let first = calendar.workingDay(from: period.last.adding(days: 1)) else {
      return VisitLimit(period.last, in: period, nil, conflicts)
    }
    let next = calendar.period(of: first, quota.unit, count: quota.count)
    let balance = VisitBalance(owed: owed(in: next), made: 0, isKnown: true)
    let limit = limit(for: balance, in: next)
    return VisitLimit(limit?.latest ?? first, in: next, balance, conflicts.union(limit?.conflicts ?? []))
  }

  /// The last day of a stretch, after the last visit, on which the missing visits can begin: as far apart as the policy wants, else on one
  /// working day after the other, else as many as there are days; `nil` if none is left.
  private func limit(for balance: VisitBalance, in period: CalendarPeriod) -> VisitLimit? {
    let count = balance.missing
    let earliest = max(period.first, last.adding(days: 1))
    guard let end = calendar.workingDay(until: period.last), end >= earliest else { return nil }
    if let day = start(of: count, until: end, apart: terms.spacing.min ?? 1), day >= earliest {
      return VisitLimit(day, in: period, balance, [])
    }
    if let day = start(of: count, until: end, apart: 1), day >= earliest {
      return VisitLimit(day, in: period, balance, .minimumSpacing)
    }
    return calendar.workingDay(from: earliest).map { VisitLimit($0, in: period, balance, .quotaOutOfReach) }
  }

  /// The last day on which `count` visits can begin so many days apart, the last of them on the working day `end`.
  private func start(of count: Int, until end: CalendarDate, apart days: Int) -> CalendarDate? {
    if days == 1 { return calendar.adding(workingDays: 1 - count, to: end) }
    var day = end
    for _ in 1..<max(count, 1) {
      let earlier = day.adding(days: -days)
      guard earlier < day, earlier >= last, let working = calendar.workingDay(until: earlier) else { return nil }
      day = working
    }
    return day
  }
}

extension QuotaSearch {
  /// What the last visit's stretch owes, and what was made of it.
  private func balance(in period: CalendarPeriod) -> VisitBalance {
    let owed = owed(in: period)
    let known = history.visitsInPeriod.map { max($0, 1) }
    return VisitBalance(owed: owed, made: known ?? (period.last < asOf ? owed : 1), isKnown: known != nil)
  }

  /// No more than there are working days since the start day; its share, where that lies inside.
  private func owed(in period: CalendarPeriod) -> Int {
    guard let start = history.start, period.first < start, period.contains(start) else {
      return min(quota.visits, workingDays(from: period.first, until: period.last))
    }
    let days = Int(period.last.days) - Int(start.days) + 1
    return min(quota.visits * days / period.length, workingDays(from: start, until: period.last))
  }

  private func workingDays(from first: CalendarDate, until last: CalendarDate) -> Int {
    calendar.workingDays(after: CalendarDate(days: first.days - 1), until: last)
  }
}
