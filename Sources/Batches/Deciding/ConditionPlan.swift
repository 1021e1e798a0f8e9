import Expressions
import Policies

/// A rule's condition over a batch, and what is missing where it ends unknown.
struct ConditionPlan: Sendable {
  let truth: TruthVector
  let notes: [MissingNote]
  /// Whether it is true or false for every row.
  let isTotal: Bool
}

extension ConditionPlan {
  /// Puts the rows of `scope` for which the condition holds into `holding`, and those for which it is unknown into `open`; notes what
  /// is missing for these, and defers the rows for which it cannot be computed. All masks have the workspace's words.
  ///
  /// Says whether it is unknown for any; if not, `open` means nothing.
  func ask(
    scope: UnsafeMutablePointer<UInt64>, holding: UnsafeMutablePointer<UInt64>, open: UnsafeMutablePointer<UInt64>,
    missing: MissingFacts, in workspace: Workspace
  ) -> Bool {
    let yes = workspace[truth.yes]
    guard !isTotal else {
      for word in 0..<workspace.words { holding[word] = scope[word] & yes[word] }
      return false
    }
    let (no, failed, deferred) = (workspace[truth.no], workspace[truth.failed], workspace[.deferred])
    var anyOpen: UInt64 = 0
    for word in 0..<workspace.words {
      let rows = scope[word]
      holding[word] = rows & yes[word]
      deferred[word] |= rows & failed[word]
      open[word] = rows & ~(yes[word] | no[word] | failed[word])
      anyOpen |= open[word]
    }
    guard anyOpen != 0 else { return false }
    for note in notes { missing.note(note, rows: open, in: workspace) }
    return true
  }
}
