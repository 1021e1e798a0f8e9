public import Cadences

/// What somebody's customers ask for in a month, against the time that there is for them; exact.
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
  /// The part of the time that is asked for: 1 is all of it. `nil` where there is no time.
  public let load: Rational?
  /// The same in tenths of a per cent, rounded, halves up.
  public let loadTenths: Int?
  /// Minutes that are missing.
  public let minutesShort: Rational
  /// How many visits of mean length these are, rounded up.
  public let visitsShort: Int
  /// Whether the time suffices.
  public let state: State
  /// Who has to act if not; only representatives have one.
  public let owner: String?

  init(
    _ name: GroupName, _ work: WorkSum, available: Rational, owner: String? = nil
  ) throws(ArithmeticOverflow) {
    self.name = name.text
    self.owner = owner
    self.available = available
    customers = work.customers
    visits = try work.visits.total
    floorVisits = try work.floorVisits.total
    minutes = try work.minutes.total
    floorMinutes = try work.floorMinutes.total
    let load = available > .zero ? try minutes / available : nil
    self.load = load
    loadTenths = if let load { Int((try load * 1000).nearest) } else { nil }
    minutesShort = max(try minutes - available, .zero)
    visitsShort = minutesShort > .zero ? Int((try minutesShort * (visits / minutes)).ceiling) : 0
    state = floorMinutes > available ? .floorsBroken : minutes > available ? .over : .fits
  }
}

/// What customers ask for together.
struct WorkSum {
  private(set) var customers = 0
  private(set) var visits = ExactSum()
  private(set) var floorVisits = ExactSum()
  private(set) var minutes = ExactSum()
  private(set) var floorMinutes = ExactSum()
}

extension WorkSum {
  /// Adds customers that ask for the same, whose visits take `minutes` each.
  mutating func add(_ count: Int, _ demand: VisitDemand, minutes each: Rational) throws(ArithmeticOverflow) {
    customers += count
    try visits.add(demand.visits, times: count)
    try floorVisits.add(demand.floor, times: count)
    try minutes.add(demand.visits * each, times: count)
    try floorMinutes.add(demand.floor * each, times: count)
  }

  /// Adds what others ask for.
  mutating func add(_ other: WorkSum) throws(ArithmeticOverflow) {
    customers += other.customers
    try visits.add(other.visits)
    try floorVisits.add(other.floorVisits)
    try minutes.add(other.minutes)
    try floorMinutes.add(other.floorMinutes)
  }
}
