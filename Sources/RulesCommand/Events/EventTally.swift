/// What became of the events of a table.
struct EventTally: Sendable {
  /// As policies call the table.
  let table: String
  /// Events that measures look at.
  var counted = 0
  /// Events after the as-of date.
  var later = 0
  /// Events that could not be read, or that any policy refuses, by code.
  private(set) var rejections: [String: Int] = [:]
  /// Of the counted, those of customers of whom there is no row, and how many customers they name; `nil` until that is known.
  var unknown: (events: Int, customers: Int)?

  /// One in which nothing is counted.
  init(_ table: String) { self.table = table }
}

extension EventTally {
  /// Events that could not be read.
  var rejected: Int { rejections.values.reduce(0, +) }

  /// All of them.
  var rows: Int { counted + later + rejected }

  /// Counts an event that could not be read.
  mutating func reject(_ code: String) { rejections[code, default: 0] += 1 }

  /// Counts what another thread has seen of the same table.
  mutating func merge(_ other: EventTally) {
    counted += other.counted
    later += other.later
    rejections.merge(other.rejections, uniquingKeysWith: +)
  }
}

extension Failure {
  /// Events were lost or counted twice, which no file may bring about.
  static func unbalanced(_ tally: EventTally, read: Int) -> Failure {
    Failure(
      .inputOutput,
      "\(tally.table): \(read) events were read, but \(tally.rows) counted, left out or rejected; nothing is kept of this run"
    )
  }
}
