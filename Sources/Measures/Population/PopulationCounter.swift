public import Batches
package import Columns
public import Decisions
import Expressions
public import Policies

/// Takes in the customers of a population, some at a time, in any order. Not shared between threads: each has its own, and
/// ``MeasuredPopulation`` brings them together.
///
/// It keeps eight bytes for each customer and comparison.
public final class PopulationCounter {
  /// How many customers were taken in, and how many of these cannot be decided and are nobody's peers.
  public private(set) var customers = 0, rejected = 0

  /// The policies whose customers are compared.
  let policies: PolicySet
  private let reader: PeerReader
  /// For each policy and each of its comparisons.
  private var lists: [[PeerLists]]

  /// One for customers in rows of the form that the policies are bound to.
  public init(_ bound: BoundPolicySet) {
    policies = bound.policies
    let questions = PopulationQuestions(bound)
    reader = PeerReader(questions)
    lists = questions.comparisons.map { $0.comparisons.map { _ in PeerLists() } }
  }
}

extension PopulationCounter {
  /// For each column of the header, whether anything that customers are compared by is read from it.
  package var isColumnRead: [Bool] { reader.questions.plan.bound.isColumnRead }

  /// Takes in the customers of `rows`; `columns` stand in the order of the header, and behind it what was measured of events.
  public func add(_ columns: [FactColumn], rows: Range<Int>) {
    inBatches(rows) { reader.ask(columns, rows: $0) }
  }

  /// Takes in the customers of some rows of cells, and what was measured of their events.
  package func add(_ cells: CellColumns, measured: [FactColumn] = [], rows: Range<Int>) {
    inBatches(rows) { reader.ask(cells, measured: measured, rows: $0) }
  }

  /// Takes in the customer of a row; behind the values of the header's columns stands what was measured of its events.
  public func add(_ row: [FactValue]) {
    reader.ask(row)
    takePeers(of: 1)
  }

  private func inBatches(_ rows: Range<Int>, _ ask: (Range<Int>) -> Void) {
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: BatchSize.rows) {
      let batch = first..<min(first + BatchSize.rows, rows.upperBound)
      ask(batch)
      takePeers(of: batch.count)
    }
  }

  private func takePeers(of count: Int) {
    customers += count
    rejected += reader.rejected
    for policy in reader.policies {
      for comparison in lists[policy].indices {
        let count = reader.readPeers(comparison, policy: policy)
        lists[policy][comparison].append(count, groups: reader.groups, values: reader.values)
      }
    }
  }

  /// The values of each group of a comparison, which are no longer kept here.
  func takeGroups(of comparison: Int, policy: Int) -> [(key: [ExactText], values: PeerValues)] {
    lists[policy][comparison].take().map { code, values in
      (reader.key(ofGroup: UInt32(code), in: comparison, policy: policy), values)
    }
  }
}

/// Values by the codes of groups.
private final class PeerLists {
  private var base = UnsafeMutablePointer<PeerValues>.allocate(capacity: 64)
  private var count = 64

  init() { base.initialize(repeating: PeerValues(), count: count) }

  deinit {
    for code in 0..<count { base[code].free() }
    base.deallocate()
  }

  func append(_ count: Int, groups: UnsafePointer<UInt32>, values: UnsafePointer<Double>) {
    for index in 0..<count {
      let group = Int(groups[index])
      if group >= self.count { grow(beyond: group) }
      base[group].append(values[index])
    }
  }

  /// The groups with any values, which are no longer kept.
  func take() -> [(code: Int, values: PeerValues)] {
    defer { base.update(repeating: PeerValues(), count: count) }
    return (0..<count).filter { base[$0].count > 0 }.map { ($0, base[$0]) }
  }

  private func grow(beyond group: Int) {
    let grown = UnsafeMutablePointer<PeerValues>.allocate(capacity: group * 2)
    grown.moveInitialize(from: base, count: count)
    (grown + count).initialize(repeating: PeerValues(), count: group * 2 - count)
    base.deallocate()
    (base, count) = (grown, group * 2)
  }
}
