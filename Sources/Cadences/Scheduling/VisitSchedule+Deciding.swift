public import Calendars

extension VisitSchedule {
  /// The schedule of a cadence; `nil` for one that asks for no visits.
  public init?(_ cadence: Cadence, _ history: VisitHistory, _ terms: VisitTerms, asOf: CalendarDate) {
    guard let rhythm = VisitRhythm(cadence) else { return nil }
    self.init(rhythm, history, terms, asOf: asOf)
  }

  /// The schedule of a cadence that was taken apart before. O(log holidays), times the visits that a stretch still owes where
  /// the spacing is more than a day.
  ///
  /// From the last visit, the next is due after the interval, not sooner than the least spacing allows, not later than the latest day,
  /// and on a working day. Who was never visited is due on the as-of day and not overdue, or, with a start day, by the end of the
  /// first interval that begins on it.
  public init(_ rhythm: VisitRhythm, _ history: VisitHistory, _ terms: VisitTerms, asOf: CalendarDate) {
    if let last = history.lastCounted {
      self.init(rhythm, since: last, history, terms, asOf: asOf)
    } else if let start = history.start {
      self.init(rhythm, newSince: start, terms, asOf: asOf)
    } else {
      let day = terms.calendar.workingDay(from: asOf) ?? asOf
      self.init(rhythm, firstVisitBy: day, asOf, conflicts: [], asOf: asOf)
    }
  }

  private init(
    _ rhythm: VisitRhythm, since last: CalendarDate, _ history: VisitHistory, _ terms: VisitTerms, asOf: CalendarDate
  ) {
    let limit = VisitLimit(rhythm, since: last, history, terms, asOf: asOf)
    let earliest = last.adding(days: terms.spacing.min ?? 1)
    let intervalEnd = last.adding(days: rhythm.interval)
    let wish = min(max(intervalEnd, earliest), limit.latest)
    let due = min(terms.calendar.moved(wish, to: terms.moving, notBefore: earliest), limit.latest)
    var moves: Moves = []
    if intervalEnd < earliest { moves.insert(.minimumSpacing) }
    if max(intervalEnd, earliest) > limit.latest { moves.insert(.promise) }
    if due != wish { moves.insert(.closedDay) }
    self.interval = rhythm.interval
    self.intervalEnd = intervalEnd
    nextDue = due
    latest = limit.latest
    promise = limit.promise
    promisedUntil = limit.promisedUntil
    balance = limit.balance
    overdueDays = limit.latest.days(until: asOf)
    self.moves = moves
    conflicts = due < earliest ? limit.conflicts.union(.minimumSpacing) : limit.conflicts
  }

  private init(_ rhythm: VisitRhythm, newSince start: CalendarDate, _ terms: VisitTerms, asOf: CalendarDate) {
    let days = min(rhythm.interval - 1, terms.spacing.max ?? .max)
    let limit = VisitLimit(gapUntil: start.adding(days: days), from: start, .firstVisit, terms.calendar)
    self.init(rhythm, firstVisitBy: limit.latest, limit.promisedUntil, conflicts: limit.conflicts, asOf: asOf)
  }

  private init(
    _ rhythm: VisitRhythm, firstVisitBy day: CalendarDate, _ promised: CalendarDate, conflicts: Conflicts,
    asOf: CalendarDate
  ) {
    interval = rhythm.interval
    intervalEnd = promised
    nextDue = day
    latest = day
    promise = .firstVisit
    promisedUntil = promised
    balance = nil
    overdueDays = day.days(until: asOf)
    moves = day == promised ? [] : .closedDay
    self.conflicts = conflicts
  }
}

extension CalendarDate {
  /// How many days later another is; 0 if it is not.
  fileprivate func days(until end: CalendarDate) -> Int { max(0, Int(end.days) - Int(days)) }
}
