/// The rows that were read, held against those that were written; the two are counted apart, at either end of a run.
struct RowBalance: Equatable {
  let read: Int
  let decided: Int
  let rejected: Int

  /// Whether each row ended as a decision or as a reject.
  var holds: Bool { read == decided + rejected }
}
