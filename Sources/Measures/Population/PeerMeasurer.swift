public import Batches
package import Columns
public import Decisions
public import Policies

/// Says how customers stand among the peers of a measured population. Not shared between threads; several may share the population.
///
/// ```swift
/// let bound = try policies.bound(to: header, measuring: Measuring(events: [], population: true)).get()
/// let measurer = PeerMeasurer(population, bound)
/// let decision = CustomerDecider(BatchPlan(bound)).decide(row + measurer.values(ofRow: row))
/// ```
public final class PeerMeasurer {
  private let population: MeasuredPopulation
  private let reader: PeerReader
  /// For each policy and comparison, the tables by the reader's codes of groups.
  private var tables: [[CodedTables]]
  /// For each policy, where its measures begin among the columns.
  private let firstColumns: [Int]
  /// How many columns it gives.
  let columnCount: Int

  /// One for rows of the form that the policies are bound to; they are the set that the population was measured for.
  public init(_ population: MeasuredPopulation, _ bound: BoundPolicySet) {
    self.population = population
    reader = PeerReader(PopulationQuestions(bound))
    tables = population.policies.map { policy in policy.peers.map { CodedTables($0) } }
    var count = 0
    firstColumns = population.policies.map { policy in
      defer { count += policy.asked.answers.count }
      return count
    }
    columnCount = count
  }
}

extension PeerMeasurer {
  /// The columns of population measures for the first `count` customers of `columns`, which stand in the order of the header, and behind
  /// it what was measured of events.
  public func columns(of columns: [FactColumn], count: Int) -> [FactColumn] {
    answer(count) { reader.ask(columns, rows: $0) }
  }

  /// As above, for all rows of cells, with what was measured of their events.
  package func columns(of cells: CellColumns, measured: [FactColumn] = []) -> [FactColumn] {
    answer(cells.rowCount) { reader.ask(cells, measured: measured, rows: $0) }
  }

  /// The population measures of one customer; behind the values of the header's columns stands what was measured of its events.
  public func values(ofRow row: [FactValue]) -> [FactValue] {
    var answers = PeerAnswers(rowCount: 1, columnCount: columnCount)
    reader.ask(row)
    answerBatch(from: 0, into: &answers)
    return answers.values(ofRow: 0)
  }

  private func answer(_ count: Int, _ ask: (Range<Int>) -> Void) -> [FactColumn] {
    var answers = PeerAnswers(rowCount: count, columnCount: columnCount)
    for first in stride(from: 0, to: count, by: BatchSize.rows) {
      ask(first..<min(first + BatchSize.rows, count))
      answerBatch(from: first, into: &answers)
    }
    return answers.columns
  }

  private func answerBatch(from first: Int, into answers: inout PeerAnswers) {
    for policy in reader.policies {
      let asked = population.policies[policy].asked
      for comparison in asked.comparisons.indices {
        let count = reader.readPeers(comparison, policy: policy)
        tables[policy][comparison].learn(reader, count, comparison, policy)
        let peers = PeerAnswers.Peers(
          rows: reader.rows, groups: reader.groups, values: reader.values, count: count,
          tables: tables[policy][comparison].tables)
        for (index, answer) in asked.answers.enumerated() where answer.comparison == comparison {
          answers.fill(firstColumns[policy] + index, answer.kind, peers, from: first)
        }
      }
    }
  }
}

/// The tables of a comparison by the codes that a reader has for groups.
private struct CodedTables {
  private let peers: ComparedPeers
  /// `nil` for a group that the population does not know.
  private(set) var tables: [PeerTable?] = []

  init(_ peers: ComparedPeers) { self.peers = peers }

  /// Finds the tables of groups that were not met before.
  mutating func learn(_ reader: PeerReader, _ count: Int, _ comparison: Int, _ policy: Int) {
    var last = 0
    for index in 0..<count { last = max(last, Int(reader.groups[index])) }
    while tables.count <= last {
      let key = reader.key(ofGroup: UInt32(tables.count), in: comparison, policy: policy)
      tables.append(tables.isEmpty ? nil : peers.index(of: key).map { peers.tables[$0] })
    }
  }
}
