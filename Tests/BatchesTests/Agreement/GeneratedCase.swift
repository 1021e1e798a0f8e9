import Decisions
import Policies

/// A policy set with rows for it, all of which a seed stands for.
struct GeneratedCase {
  let seed: UInt64
  var draft: PolicyDraft
  let policies: PolicySet
  /// How many times faulty lines had to be taken out.
  let repairs: Int
  let bound: BoundPolicySet
  let columns: [String]
  let soundness: RowWriter.Soundness
  var rows: [[String]]

  /// `nil` where the seed gives no policy that loads.
  init?(seed: UInt64, rowCount: Int) {
    var random = SplitMix(seed: seed)
    var draft = PolicyDraft(&random)
    let (policies, repairs) = draft.loadRepaired()
    guard let policies else { return nil }
    var writer = RowWriter(policies, draft.constants, &random)
    guard case .success(let bound) = policies.bound(to: writer.columns) else { return nil }
    self.seed = seed
    self.draft = draft
    self.policies = policies
    self.repairs = repairs
    self.bound = bound
    columns = writer.columns
    soundness = random.chance(50) ? .sound : .wild
    rows = writer.rows(rowCount, soundness)
  }
}

extension GeneratedCase {
  /// What the row evaluator says of a row.
  func expected(_ row: [String]) -> Result<Decision, Rejection> {
    bound.decide(row.map { $0.isEmpty ? .missing : .text($0) })
  }
}
