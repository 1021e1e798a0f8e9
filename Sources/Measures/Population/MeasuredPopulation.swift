import Expressions
public import Policies
import Synchronization

/// How the customers of each policy of a set stand among their peers: all that is needed to say it of any customer, of these or of
/// others. Immutable.
///
/// It is the same for the same customers, in whatever order and by however many counters they were taken in.
public final class MeasuredPopulation: Sendable {
  /// How many customers were looked at.
  public let customers: Int
  /// How many of these cannot be decided, and are nobody's peers.
  public let rejected: Int
  /// What was measured before; which a snapshot tells.
  public let basis: PopulationBasis

  /// For each policy of the set what it asks, and for each of its comparisons how the groups stand.
  let policies: [(asked: PolicyComparisons, peers: [ComparedPeers])]
  /// Whether each answer is as it is; else only those are that do more than tell tiers apart.
  let isExact: Bool

  init(
    customers: Int, rejected: Int, isExact: Bool, basis: PopulationBasis,
    _ policies: [(asked: PolicyComparisons, peers: [ComparedPeers])]
  ) {
    self.customers = customers
    self.rejected = rejected
    self.isExact = isExact
    self.basis = basis
    self.policies = policies
  }
}

extension MeasuredPopulation {
  /// Calls its second argument with each number below the first, in any order and on as many threads as it likes, and returns when all
  /// are done.
  public typealias Performer = (Int, @escaping @Sendable (Int) -> Void) -> Void

  /// What all `counters` took in, which they no longer keep; they are made of one policy set, which decides by the answers.
  ///
  /// Unless answers are to be `exact`, those that are only there to tell a dimension's tiers apart are any that do: which takes little
  /// memory, and shows in traces. `perform` can do several groups at once.
  public convenience init(
    _ policies: PolicySet, _ counters: [PopulationCounter], exact: Bool = true,
    basis: PopulationBasis = PopulationBasis(),
    performing perform: Performer = { count, body in for index in 0..<count { body(index) } }
  ) {
    let asked = policies.policies.map(PolicyComparisons.init)
    let works = asked.indices.flatMap { policy in
      asked[policy].comparisons.indices.map { comparison in
        GroupWork(counters, policy: policy, comparison: comparison, asked[policy], exact: exact)
      }
    }
    let pieces = works.flatMap { work in work.groups.indices.map { (work, $0) } }.sorted {
      $0.0.size($0.1) > $1.0.size($1.1)
    }
    perform(pieces.count) { pieces[$0].0.build(pieces[$0].1) }
    self.init(
      customers: counters.reduce(0) { $0 + $1.customers }, rejected: counters.reduce(0) { $0 + $1.rejected },
      isExact: exact, basis: basis,
      asked.indices.map { policy in (asked[policy], works.filter { $0.policy == policy }.map { $0.finish() }) })
  }
}

/// The groups of a comparison on their way from values to tables.
private final class GroupWork: Sendable {
  let policy: Int
  let groups: [(key: [ExactText], parts: [Part])]
  private let needs: TableNeeds
  private let tables: Mutex<[PeerTable?]>

  /// Memory that one thread at a time has to do with.
  struct Part: @unchecked Sendable {
    let values: PeerValues
  }

  init(_ counters: [PopulationCounter], policy: Int, comparison: Int, _ asked: PolicyComparisons, exact: Bool) {
    self.policy = policy
    needs = TableNeeds(asked, comparison: comparison, exact: exact)
    let all = counters.flatMap { $0.takeGroups(of: comparison, policy: policy) }
    let parts = Dictionary(all.map { ($0.key, [Part(values: $0.values)]) }, uniquingKeysWith: +)
    groups = parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { (key: $0.key, parts: $0.value) }
    tables = Mutex(groups.map { _ in nil })
  }

  /// How many values a group has.
  func size(_ group: Int) -> Int { groups[group].parts.reduce(0) { $0 + $1.values.count } }

  /// Makes the table of a group; once for each.
  func build(_ group: Int) {
    let table = PeerTable(gathering: groups[group].parts.map(\.values), needs)
    tables.withLock { $0[group] = table }
  }

  /// All groups with their tables.
  func finish() -> ComparedPeers {
    let tables = tables.withLock { $0 }
    return ComparedPeers(zip(groups, tables).compactMap { group, table in table.map { (group.key, $0) } })
  }
}
