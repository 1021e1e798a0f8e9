public import Cadences
import Expressions

/// What somebody's customers ask for in a month, against the time that there is for them.
///
/// Visits and minutes are exact for halves, thirds, sevenths, eighths, ninths and ten-thousandths; of finer fractions, what is less than
/// a 25,200,000th is dropped for each customer.
public struct WorkloadLine: Hashable, Sendable {
  /// Whether the time suffices.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// For all visits.
    case fits
    /// Not for all, but for those that may not be left out.
    case over
    /// Not even for those.
    case floorsBroken = "floors-broken"
  }

  /// The representative or area; empty where customers name none, and for the total.
  public let name: String
  /// How many there are.
  public let customers: Int
  /// Visits in an average month.
  public let visits: Rational
  /// How many of them may not be left out: what floors and `at_least` demand.
  public let floorVisits: Rational
  /// Minutes that the visits take.
  public let minutes: Rational
  /// Minutes that those take which may not be left out.
  public let floorMinutes: Rational
  /// Minutes that there are for visits.
  public let available: Rational
  /// The part of the time that is asked for in tenths of a per cent, rounded, halves up; `nil` where there is no time.
  public let loadTenths: Int?
  /// Minutes that are missing.
  public let minutesShort: Rational
  /// How many visits of mean length these are, rounded up.
  public let visitsShort: Int
  /// Whether the time suffices.
  public let state: State
  /// Who has to act if not; only representatives have one.
  public let owner: String?

  init(_ name: ExactText, _ work: WorkSum, available: WorkAmount, owner: String? = nil) {
    self.name = name.text
    self.owner = owner
    customers = work.customers
    visits = Rational(work.visits)
    floorVisits = Rational(work.floorVisits)
    minutes = Rational(work.minutes)
    floorMinutes = Rational(work.floorMinutes)
    self.available = Rational(available)
    loadTenths = available > .zero ? work.minutes.thousandths(of: available) : nil
    let short = work.minutes - available
    minutesShort = Rational(short)
    visitsShort = short > .zero ? short.times(work.visits, by: work.minutes).ceiling : 0
    state = work.floorMinutes > available ? .floorsBroken : work.minutes > available ? .over : .fits
  }
}

/// What customers ask for together.
struct WorkSum {
  private(set) var customers = 0
  private(set) var visits = WorkAmount.zero
  private(set) var floorVisits = WorkAmount.zero
  private(set) var minutes = WorkAmount.zero
  private(set) var floorMinutes = WorkAmount.zero
}

extension WorkSum {
  /// Adds customers that ask for the same, whose visits take `minutes` each.
  mutating func add(_ count: Int, _ demand: VisitDemand, minutes each: Rational) {
    let (asked, floor, each) = (WorkAmount(demand.visits), WorkAmount(demand.floor), WorkAmount(each))
    customers += count
    visits += asked * count
    floorVisits += floor * count
    minutes += asked * each * count
    floorMinutes += floor * each * count
  }

  /// Adds what others ask for.
  mutating func add(_ other: WorkSum) {
    customers += other.customers
    visits += other.visits
    floorVisits += other.floorVisits
    minutes += other.minutes
    floorMinutes += other.floorMinutes
  }
}
