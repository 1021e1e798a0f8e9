/// Shows how far a run has come, where somebody is watching.
struct ProgressLine: Sendable {
  /// What is counted.
  private let what: String
  private let isShown = StandardError.isTerminal
  private var count = 0
  private var shownCount = 0
  private var isDirty = false
  private static let step = 1 << 16

  /// A line that counts `what`, in the plural.
  init(_ what: String) { self.what = what }

  /// Says, now and then, how many there were.
  mutating func add(_ more: Int) {
    count += more
    guard isShown, count >= shownCount + Self.step else { return }
    shownCount = count
    StandardError.write("\r\u{1B}[K\(count.grouped) \(what)")
    isDirty = true
  }

  /// Takes the line away, so that something else can be said.
  mutating func clear() {
    guard isDirty else { return }
    StandardError.write("\r\u{1B}[K")
    isDirty = false
  }
}
