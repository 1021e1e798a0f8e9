import Batches

/// How many rows are decided before they are written. Traces are long and stay in memory until then: of rows with traces, there are
/// as many as come to some bytes.
struct RowPortion {
  /// At least 1, and at most as many as a batch may have.
  private(set) var rows: Int

  private let isTraced: Bool

  /// Bytes of rows with traces.
  private static let tracedBytes = 1 << 20

  /// As large as a batch, unless rows are traced.
  init(isTraced: Bool) {
    self.isTraced = isTraced
    rows = isTraced ? 1 : BatchSize.rows
  }

  /// Takes the rows to come for as long as the last ones were.
  mutating func learn(rows count: Int, bytes: Int) {
    guard isTraced else { return }
    rows = min(max(count * Self.tracedBytes / max(bytes, 1), 1), BatchSize.rows)
  }
}
