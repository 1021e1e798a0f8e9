import Records

/// What became of a block: what is to be written of it, and how much that is. Used for one block after the other.
final class BlockResult {
  /// Which of the input's blocks it is, from 0 on.
  private(set) var number = 0
  /// Decisions, as they are written.
  var output = OutputBuffer()
  /// The states of the same customers, as the next run is to find them, where they are kept.
  var states = OutputBuffer()
  /// How many decisions these are.
  var decided = 0
  /// How many records the block held, those that could not be read included.
  var rows = 0
  /// How many physical lines these took.
  var lines = 0
  /// How many records held bytes that are no text.
  var invalidTexts = 0
  /// The keys that its JSON objects have, in order.
  var keys: [(key: String, isKnown: Bool)] = []

  /// The rows that were not decided, in order, as far as they are kept; lines count from the block's first, which is 1.
  private(set) var rejects: [RejectedRow] = []
  /// How many rows were not decided.
  private(set) var rejected = 0

  /// How many rejects are kept.
  private let keptRejects: Int

  /// Keeps the first `keptRejects` rejects.
  init(keptRejects: Int) { self.keptRejects = keptRejects }
}

extension BlockResult {
  /// Gets ready for the block of that number.
  func begin(_ number: Int) {
    self.number = number
    output.removeAll()
    states.removeAll()
    (decided, rows, lines, invalidTexts, rejected) = (0, 0, 0, 0, 0)
    keys.removeAll(keepingCapacity: true)
    rejects.removeAll(keepingCapacity: true)
  }

  /// Notes a row that was not decided; `row` is asked for it if it is kept.
  func reject(_ row: () -> RejectedRow) {
    rejected += 1
    if rejects.count < keptRejects { rejects.append(row()) }
  }
}
