import Expressions
import Policies

/// A rule's condition over a batch, and what is missing where it ends unknown.
struct ConditionPlan: Sendable {
  let truth: TruthVector
  let notes: [MissingNote]
}

extension ConditionPlan {
  /// Puts the rows of `scope` for which the condition holds into `holding`; notes what is missing where it is unknown, and defers
  /// the rows for which it cannot be computed. All masks have the workspace's words; `open` is overwritten.
  func ask(
    scope: UnsafeMutablePointer<UInt64>, holding: UnsafeMutablePointer<UInt64>, open: UnsafeMutablePointer<UInt64>,
    missing: MissingFacts, in workspace: Workspace
  ) {
    let (yes, no, failed) = (workspace[truth.yes], workspace[truth.no], workspace[truth.failed])
    let deferred = workspace[.deferred]
    var anyOpen: UInt64 = 0
    for word in 0..<workspace.words {
      let rows = scope[word]
      holding[word] = rows & yes[word]
      deferred[word] |= rows & failed[word]
      open[word] = rows & ~(yes[word] | no[word] | failed[word])
      anyOpen |= open[word]
    }
    guard anyOpen != 0 else { return }
    for note in notes { missing.note(note, rows: open, in: workspace) }
  }
}
