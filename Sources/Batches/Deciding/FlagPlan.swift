import Decisions
import Expressions
import Policies

/// The flags of a policy over a batch.
struct FlagPlan: Sendable {
  let conditions: [ConditionPlan]
  /// The codes of what is up.
  let states: CodeRegister
  /// Where there are many flags, those of a group that are up.
  let group: CodeRegister
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
    group = builder.layout.newCodes()
    holding = builder.layout.newMask()
    open = builder.layout.newMask()
    published = read.contains(policy.frame.flags) ? builder.layout.newBox() : nil
    if let published { builder.bind(policy.frame.flags, to: .box(published)) }
  }
}
