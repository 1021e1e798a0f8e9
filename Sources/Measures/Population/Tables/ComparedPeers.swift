import Expressions

/// How the groups of one comparison stand. Immutable.
final class ComparedPeers: @unchecked Sendable {
  /// The values that make each group, in ascending order of groups.
  let keys: [[ExactText]]
  /// By group; as many as there are keys.
  let tables: UnsafeMutableBufferPointer<PeerTable>
  /// By the values that make a group.
  private let indexes: [[ExactText]: Int]

  /// Takes over tables, each with its group.
  init(_ groups: [(key: [ExactText], table: PeerTable)]) {
    keys = groups.map(\.key)
    tables = .allocate(capacity: groups.count)
    for (index, group) in groups.enumerated() { tables.initializeElement(at: index, to: group.table) }
    indexes = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  deinit {
    for table in tables { table.deallocate() }
    tables.deallocate()
  }
}

extension ComparedPeers {
  /// Where a group's table stands; `nil` for a group that nobody was in.
  func index(of key: [ExactText]) -> Int? { indexes[key] }
}
