/// How the groups of one comparison stand. Immutable.
final class ComparedPeers: @unchecked Sendable {
  /// The values that make each group, in ascending order of groups.
  let keys: [[String]]
  /// By group; as many as there are keys.
  let tables: UnsafeMutableBufferPointer<PeerTable>
  /// By the values that make a group.
  private let indexes: [[String]: Int]

  /// Takes over tables, each with its group.
  init(_ groups: [(key: [String], table: PeerTable)]) {
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
  func index(of key: [String]) -> Int? { indexes[key] }
}

/// Orders groups by their first value, then by the next.
func precedes(_ a: [String], _ b: [String]) -> Bool {
  a.lexicographicallyPrecedes(b) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
