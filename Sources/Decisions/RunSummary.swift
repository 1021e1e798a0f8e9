public import Cadences
import Expressions

/// Counts over a run: what a person wants to know before looking at a single row.
///
/// Parts of a run can be counted apart and merged in any order: all counts, the visits included, are exact.
public struct RunSummary: Hashable, Sendable {
  /// Rows that were decided.
  public private(set) var decided = 0
  /// Rows that were not.
  public private(set) var rejected = 0
  /// Customers by dimension and tier; the empty tier counts those in none.
  public private(set) var tiers: [String: [String: Int]] = [:]
  /// Flags raised, by id.
  public private(set) var flags: [String: Int] = [:]
  /// Customers by cadence.
  public private(set) var cadences: [Cadence: Int] = [:]
  /// Customers without a cadence.
  public private(set) var withoutCadence = 0
  /// Customers by visit mode.
  public private(set) var modes: [VisitMode: Int] = [:]
  /// Rows that were not decided, by the code of the rejection.
  public private(set) var rejections: [String: Int] = [:]
  /// For each fact, the customers whose decision lacked it.
  public private(set) var missing: [String: Int] = [:]
  /// Customers by the policy that decided them, `name@version`.
  public private(set) var policies: [String: Int] = [:]
  /// Customers by whose work they are, where policies say how much time there is for them.
  public private(set) var workload = WorkloadCounts()

  /// Nothing counted yet.
  public init() {}
}

extension RunSummary {
  /// Counts a customer that was decided; not whose work it is, which only its row says.
  public mutating func add(_ decision: Decision) {
    add(decided: 1, by: decision.policy)
    for tier in decision.tiers { add(1, in: tier) }
    for flag in decision.flags { add(1, flagged: flag.id) }
    for fact in decision.missing { add(1, lacking: fact) }
    add(1, at: decision.cadence)
  }

  /// Counts `count` customers that a policy, `name@version`, decided.
  package mutating func add(decided count: Int, by policy: String) {
    decided += count
    policies[policy, default: 0] += count
  }

  /// Counts `count` of these customers in a tier.
  package mutating func add(_ count: Int, in tier: TierDecision) {
    tiers[tier.dimension, default: [:]][tier.tier ?? "", default: 0] += count
  }

  /// Counts `count` of these customers with a cadence, or without one.
  package mutating func add(_ count: Int, at cadence: CadenceDecision?) {
    guard let cadence else {
      withoutCadence += count
      return
    }
    cadences[cadence.cadence, default: 0] += count
    if let mode = cadence.mode { modes[mode, default: 0] += count }
  }

  /// Counts `count` of these customers for whom a flag is up.
  package mutating func add(_ count: Int, flagged id: String) { flags[id, default: 0] += count }

  /// Counts `count` of these customers whose decision lacked a fact.
  package mutating func add(_ count: Int, lacking fact: String) { missing[fact, default: 0] += count }

  /// Counts some of these customers as somebody's work, by what they ask for.
  package mutating func count(_ customers: [VisitDemand: Int], in group: WorkloadCounts.Group) {
    workload.add(customers, in: group)
  }

  /// Counts a row that was not decided.
  public mutating func add(_ rejection: Rejection) {
    rejected += 1
    rejections[rejection.code, default: 0] += 1
  }

  /// Adds another part of the run.
  public mutating func merge(_ other: RunSummary) {
    decided += other.decided
    rejected += other.rejected
    withoutCadence += other.withoutCadence
    tiers.merge(other.tiers) { $0.merging($1, uniquingKeysWith: +) }
    flags.merge(other.flags, uniquingKeysWith: +)
    cadences.merge(other.cadences, uniquingKeysWith: +)
    modes.merge(other.modes, uniquingKeysWith: +)
    rejections.merge(other.rejections, uniquingKeysWith: +)
    missing.merge(other.missing, uniquingKeysWith: +)
    policies.merge(other.policies, uniquingKeysWith: +)
    workload.merge(other.workload)
  }

  /// The visits that an average month has, over all customers: exact, and independent of the order of rows; `nil` when the sum
  /// is no fraction of 64 bits.
  public var visitsPerMonth: Rational? {
    let ordered = cadences.sorted { $0.key.description < $1.key.description }
    do throws(ArithmeticOverflow) {
      var sum = Rational.zero
      for (cadence, count) in ordered { sum = try sum + cadence.visitsPerMonth * Rational(Int64(count)) }
      return sum
    } catch {
      return nil
    }
  }
}
