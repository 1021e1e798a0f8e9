import Decisions
import Expressions
import Policies

/// The flags of a policy over a batch.
struct FlagPlan: Sendable {
  let conditions: [ConditionPlan]
  /// The codes of the sequences of flags that are up.
  let states: CodeRegister
  /// The ids of the raised flags, for expressions that read them.
  let published: BoxRegister?
  /// Overwritten by each run.
  let holding: MaskRegister
  let open: MaskRegister

  /// Compiles the conditions; `read` holds the slots that any expression reads.
  init(_ policy: Policy, read: Set<Int>, _ missing: inout MissingFacts, _ builder: inout VectorBuilder) {
    conditions = policy.flags.map { builder.plan(of: $0.condition, in: policy.frame) }
    for note in conditions.flatMap(\.notes) { missing.prepare(for: note, &builder.layout) }
    states = builder.layout.newCodes()
    holding = builder.layout.newMask()
    open = builder.layout.newMask()
    published = read.contains(policy.frame.flags) ? builder.layout.newBox() : nil
    if let published { builder.bind(policy.frame.flags, to: .box(published)) }
  }
}

/// Raises the flags of all rows of a batch at once. Not shared between threads.
final class FlagRun {
  let plan: FlagPlan
  /// The flags that are up, by code: indexes in the policy's flags.
  let raised = SequenceStates()
  private let ids: [String]

  init(_ plan: FlagPlan, ids: [String]) {
    self.plan = plan
    self.ids = ids
  }

  /// Puts the code of the flags that are up into the plan's `states`.
  func run(in workspace: Workspace, missing: MissingFacts) {
    raised.trim()
    let states = workspace[plan.states]
    states.update(repeating: 0, count: workspace.count)
    let (holding, open) = (workspace[plan.holding], workspace[plan.open])
    for (index, condition) in plan.conditions.enumerated() {
      condition.ask(scope: workspace[.all], holding: holding, open: open, missing: missing, in: workspace)
      raised.append(UInt32(index), rows: holding, words: workspace.words, states: states)
    }
    guard let published = plan.published else { return }
    for row in 0..<workspace.count {
      workspace.boxes[Int(published.index)][row] = .value(
        .list(raised.sequences[Int(states[row])].map { .string(ids[$0]) }))
    }
  }
}
