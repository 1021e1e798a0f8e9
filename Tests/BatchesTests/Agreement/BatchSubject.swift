import Columns
import Decisions

/// Something that decides rows batch by batch, and has to say what the row evaluator says.
struct BatchSubject: Sendable {
  /// What came of rows.
  struct Answer {
    /// One for each row.
    var results: [Result<Decision, Rejection>] = []
    /// How many of them it left to the row evaluator.
    var deferred = 0
  }

  /// Decides all rows of a view, in batches of these sizes.
  let decide: @Sendable (BoundPolicySet, CellColumns, _ sizes: [Int]) -> Answer
}
