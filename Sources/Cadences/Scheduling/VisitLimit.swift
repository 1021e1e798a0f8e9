import Calendars

/// By when a visit has to be made for no promise to break.
struct VisitLimit {
  /// A working day, if there is one.
  let latest: CalendarDate
  let promise: VisitSchedule.Promise
  /// What the promise says without regard to closed days.
  let promisedUntil: CalendarDate
  let conflicts: VisitSchedule.Conflicts
  /// What the promise counts; `nil` if it is no quota.
  let balance: VisitBalance?

  /// The earlier of what the quota and the gap leave; what has no quota keeps to its interval.
  init(
    _ rhythm: VisitRhythm, since last: CalendarDate, _ history: VisitHistory, _ terms: VisitTerms, asOf: CalendarDate
  ) {
    let next = last.adding(days: 1)
    let gap = terms.spacing.max.map {
      VisitLimit(gapUntil: last.adding(days: $0), from: next, .gap, terms.calendar)
    }
    guard let quota = rhythm.quota else {
      self = gap ?? VisitLimit(gapUntil: last.adding(days: rhythm.interval), from: next, .interval, terms.calendar)
      return
    }
    let limit = QuotaSearch(quota: quota, history: history, terms: terms, last: last, asOf: asOf).limit
    guard let gap, gap.latest < limit.latest else {
      self = limit
      return
    }
    self = gap
  }

  /// A promise until a day: that day or the last working day before it, not before `first`; where all are closed, the first working day
  /// after them.
  init(
    gapUntil day: CalendarDate, from first: CalendarDate, _ promise: VisitSchedule.Promise, _ calendar: WorkingCalendar
  ) {
    self.promise = promise
    promisedUntil = day
    balance = nil
    if let working = calendar.workingDay(until: day), working >= first {
      latest = working
      conflicts = []
    } else {
      latest = calendar.workingDay(from: day) ?? day
      conflicts = .closedThroughout
    }
  }

  /// What the quota of a period leaves.
  init(
    _ latest: CalendarDate, in period: CalendarPeriod, _ balance: VisitBalance?, _ conflicts: VisitSchedule.Conflicts
  ) {
    self.latest = latest
    promise = .quota
    promisedUntil = period.last
    self.balance = balance
    self.conflicts = conflicts
  }
}
