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
  private(set) var published: BoxRegister?
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
    guard let published else { return }
    builder.bind(policy.frame.flags, to: .box(published))
    builder.members[published] = zip(policy.flags, conditions).map { ($0.id, $1.truth.yes) }
  }

  /// The same, which lays out the ids only if that is one of the boxes that are read.
  func publishing(for boxes: Set<BoxRegister>) -> FlagPlan {
    var plan = self
    if let published, !boxes.contains(published) { plan.published = nil }
    return plan
  }
}
