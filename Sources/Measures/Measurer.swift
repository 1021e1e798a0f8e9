package import Batches
package import Columns
package import Decisions
package import Policies

/// Gives rows the columns behind those of their header, in the order of the binding's. Not shared between threads.
package final class Measurer {
  private let bound: BoundPolicySet
  /// By the index of the source among the set's; none for a table whose events are not at hand.
  private let events: [Int: EventLookup]
  /// For each source the column of the key.
  private let keyColumns: [Int: Int]
  private let previous: PreviousLookup?
  /// Behind all else that is measured.
  private let peers: PeerMeasurer?

  /// One for rows of the form that the policies are bound to.
  package init(_ measurements: Measurements, _ bound: BoundPolicySet) {
    self.bound = bound
    let sources = measurements.events.isEmpty ? [] : bound.policies.eventSources
    var events: [Int: EventLookup] = [:]
    var keyColumns: [Int: Int] = [:]
    for (index, measured) in measurements.events {
      let policy = sources[index].policies[0]
      let key = bound.policies.policies[policy].keyFact
      events[index] = EventLookup(measured)
      keyColumns[index] = bound.columns[policy][key]
    }
    previous = measurements.previous.map { PreviousLookup($0, keyColumn: bound.keyColumn) }
    self.events = events
    self.keyColumns = keyColumns
    peers = measurements.population.map { PeerMeasurer($0, bound) }
  }
}

extension Measurer {
  /// The measured columns of the rows of `cells`.
  package func columns(of cells: CellColumns) -> [FactColumn] {
    guard !bound.measured.isEmpty else { return [] }
    var ofEvents: [Int: [FactColumn]] = [:]
    for (source, lookup) in events { ofEvents[source] = lookup.columns(of: cells, key: keyColumns[source]) }
    previous?.look(up: cells)
    let measured = bound.measured.map { measured -> FactColumn in
      switch measured {
      case .event(let source, let measure): ofEvents[source]?[measure] ?? .unknown(cells.rowCount)
      case .previous(let policy, let fact):
        previous?.column(policy: policy, fact: fact) ?? .unknown(cells.rowCount)
      case .population: .unknown(cells.rowCount)
      }
    }
    guard let peers else { return measured }
    return measured.dropLast(peers.columnCount) + peers.columns(of: cells, measured: measured)
  }

  /// The measured values of one row, given as values of its header's columns.
  package func values(ofRow row: [FactValue]) -> [FactValue] {
    guard !bound.measured.isEmpty else { return [] }
    var ofEvents: [Int: [FactColumn]] = [:]
    for (source, lookup) in events {
      let column = keyColumns[source]
      ofEvents[source] = lookup.columns(of: column.map { $0 < row.count ? row[$0] : .missing } ?? .missing)
    }
    previous?.look(up: row)
    let measured = bound.measured.map { measured -> FactValue in
      switch measured {
      case .event(let source, let measure): ofEvents[source]?[measure].value(at: 0) ?? .missing
      case .previous(let policy, let fact): previous?.value(policy: policy, fact: fact) ?? .missing
      case .population: .missing
      }
    }
    guard let peers else { return measured }
    let known = row.filled(to: bound.isColumnRead.count) + measured
    return measured.dropLast(peers.columnCount) + peers.values(ofRow: known)
  }

  /// Notes that there is a row of the customer of a key, though it cannot be read.
  package func note(key: FactValue) {
    for (source, lookup) in events where keyColumns[source] == bound.keyColumn { lookup.note(key) }
  }

  /// Hands on which customers there were rows of; call it when there are no more.
  package func settle() { for lookup in events.values { lookup.settle() } }
}

extension [FactValue] {
  /// The row up to the end of its header.
  fileprivate func filled(to count: Int) -> [FactValue] {
    self + Array(repeating: .missing, count: Swift.max(0, count - self.count))
  }
}

extension FactColumn {
  /// A column in which nothing is known.
  fileprivate static func unknown(_ count: Int) -> FactColumn {
    .numbers(Array(repeating: 0, count: count), present: RowMask(words: []))
  }
}
