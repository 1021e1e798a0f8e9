import Cadences
import Calendars
import SeededRandom
import Testing

/// A policy's terms and a cadence, made at random.
private struct RandomPolicy {
  let rhythm: VisitRhythm
  let terms: VisitTerms

  init(_ dice: inout SplitMix) throws {
    let units = ["day", "week", "2 weeks", "month", "2 months", "quarter", "year", "5 months"]
    let counts = ["1", "1", "1", "2", "3", "4", "1.5", "0.5", "8", "26"]
    let cadence = "\(counts.randomElement(using: &dice) ?? "1")/\(units.randomElement(using: &dice) ?? "month")"
    rhythm = try #require(VisitRhythm(Cadence.parse(cadence)))
    let calendars = [WorkingCalendar.standard, .china, .chinaClosing25, .everyDay]
    let min = [nil, 1, 2, 5, 10].randomElement(using: &dice) ?? nil
    let max = [nil, nil, 10, 30, 45, 100].randomElement(using: &dice) ?? nil
    terms = VisitTerms(
      spacing: try #require(VisitSpacing(min: min, max: max)),
      moving: MoveRule.allCases.randomElement(using: &dice) ?? .next,
      calendar: calendars.randomElement(using: &dice) ?? .standard)
  }

  func schedule(_ history: VisitHistory, asOf: CalendarDate) -> VisitSchedule {
    VisitSchedule(rhythm, history, terms, asOf: asOf)
  }

  /// The days of all visits of three years, each made on the day on which it was due.
  func simulated(from start: CalendarDate, through years: Int = 3) throws -> [CalendarDate] {
    let quota = try #require(rhythm.quota)
    var visits: [CalendarDate] = []
    var last = try #require(terms.calendar.workingDay(from: start))
    while last < start.adding(days: years * 366) {
      visits.append(last)
      let period = terms.calendar.period(of: last, quota.unit, count: quota.count)
      let made = visits.reversed().prefix { $0 >= period.first }.count
      last = schedule(VisitHistory(last: last, visitsInPeriod: made, start: start), asOf: last).nextDue
    }
    return visits
  }
}

@Suite("Whatever the policy") struct VisitSimulationTests {
  private static let start = day("2024-11-20")

  @Test(
    "the due day is a working day, after the last visit and not after the latest", arguments: 0..<60 as Range<UInt64>)
  func order(seed: UInt64) throws {
    var dice = SplitMix(seed: seed)
    let policy = try RandomPolicy(&dice)
    for _ in 0..<300 {
      let last = Self.start.adding(days: Int.random(in: 0...700, using: &dice))
      let asOf = last.adding(days: Int.random(in: 0...60, using: &dice))
      let made = [nil, 1, 2, 3, 7].randomElement(using: &dice) ?? nil
      let schedule = policy.schedule(VisitHistory(last: last, visitsInPeriod: made), asOf: asOf)
      #expect(schedule.nextDue > last && schedule.nextDue <= schedule.latest)
      #expect(policy.terms.calendar.isWorkingDay(schedule.nextDue))
      #expect(policy.terms.calendar.isWorkingDay(schedule.latest))
      #expect(schedule.overdueDays == max(0, Int(asOf.days) - Int(schedule.latest.days)))
      let earliest = last.adding(days: policy.terms.spacing.min ?? 1)
      #expect(schedule.nextDue >= earliest || schedule.conflicts.contains(.minimumSpacing))
      #expect(schedule.latest <= schedule.promisedUntil || schedule.conflicts.contains(.closedThroughout))
    }
  }

  @Test(
    "who was visited later is due no earlier, where the spacing can be kept at all", arguments: 0..<60 as Range<UInt64>)
  func monotone(seed: UInt64) throws {
    var dice = SplitMix(seed: seed &+ 1_000)
    let policy = try RandomPolicy(&dice)
    let asOf = day("2027-06-30")
    for made in [nil, 1, 2, 9] {
      let schedules = (0..<800).map {
        policy.schedule(VisitHistory(last: Self.start.adding(days: $0), visitsInPeriod: made), asOf: asOf)
      }.filter { !$0.conflicts.contains(.minimumSpacing) }
      for (earlier, later) in zip(schedules, schedules.dropFirst()) {
        #expect(earlier.nextDue <= later.nextDue && earlier.latest <= later.latest)
      }
    }
  }

  @Test("visits on their due days keep the quota of every period", arguments: 0..<150 as Range<UInt64>)
  func quota(seed: UInt64) throws {
    var dice = SplitMix(seed: seed &+ 2_000)
    let policy = try RandomPolicy(&dice)
    let quota = try #require(policy.rhythm.quota)
    let calendar = policy.terms.calendar
    let visits = try policy.simulated(from: Self.start)
    let end = try #require(visits.last)
    let first = calendar.period(of: Self.start, quota.unit, count: quota.count)
    var period = calendar.period(of: first.last.adding(days: 1), quota.unit, count: quota.count)
    while period.last < end {
      let working = calendar.workingDays(after: period.first.adding(days: -1), until: period.last)
      let made = visits.count { period.contains($0) }
      #expect(made >= min(quota.visits, working), "\(quota) \(policy.terms.spacing) in \(period)")
      period = calendar.period(of: period.last.adding(days: 1), quota.unit, count: quota.count)
    }
  }

  @Test("visits on their due days keep the gap, wherever a day in it is open", arguments: 0..<150 as Range<UInt64>)
  func gap(seed: UInt64) throws {
    var dice = SplitMix(seed: seed &+ 3_000)
    let policy = try RandomPolicy(&dice)
    guard let most = policy.terms.spacing.max else { return }
    let visits = try policy.simulated(from: Self.start)
    for (visit, next) in zip(visits, visits.dropFirst()) {
      let isClosed = policy.terms.calendar.workingDays(after: visit, until: visit.adding(days: most)) == 0
      #expect(Int(next.days) - Int(visit.days) <= most || isClosed)
    }
  }

  @Test("no day traps")
  func extremes() throws {
    let odd = [Int32.min, -719_163, -719_162, 0, 2_932_896, 2_932_897, .max].map { CalendarDate(days: $0) }
    var dice = SplitMix(seed: 7)
    for _ in 0..<40 {
      let policy = try RandomPolicy(&dice)
      for last in odd {
        for asOf in odd {
          for made in [nil, Int.min, 0, .max] {
            _ = policy.schedule(VisitHistory(last: last, visitsInPeriod: made), asOf: asOf)
            _ = policy.schedule(VisitHistory(last: last, visitsInPeriod: made, start: asOf), asOf: asOf)
          }
          _ = policy.schedule(VisitHistory(start: last), asOf: asOf)
        }
      }
    }
  }
}
