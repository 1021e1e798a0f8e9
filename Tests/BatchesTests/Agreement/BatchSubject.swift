import Columns
import Decisions

/// Something that decides rows batch by batch, and has to say what the row evaluator says.
struct BatchSubject: Sendable {
  /// Whether it may leave rows that are decided to the row evaluator; if not, that counts as a difference.
  var mayDefer = true

  /// What came of rows.
  struct Answer {
    /// One for each row.
    var results: [Result<Decision, Rejection>] = []
    /// The counts over all of them.
    var summary = RunSummary()
    /// Those of them that it left to the row evaluator.
    var deferred: Set<Int> = []
  }

  /// Decides all rows of a view, in batches of these sizes.
  let decide: @Sendable (BoundPolicySet, CellColumns, _ sizes: [Int]) -> Answer
}
