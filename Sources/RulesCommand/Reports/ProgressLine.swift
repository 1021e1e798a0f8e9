/// Shows how far a run has come, where somebody is watching.
struct ProgressLine: Sendable {
  private let isShown = StandardError.isTerminal
  private var isDirty = false
  private var shownRows = 0
  private static let step = 1 << 16

  /// Says how many rows were read, now and then.
  mutating func update(rows: Int) {
    guard isShown, rows >= shownRows + Self.step else { return }
    shownRows = rows
    StandardError.write("\r\u{1B}[K\(rows.grouped) rows")
    isDirty = true
  }

  /// Takes the line away, so that something else can be said.
  mutating func clear() {
    guard isDirty else { return }
    StandardError.write("\r\u{1B}[K")
    isDirty = false
  }
}
