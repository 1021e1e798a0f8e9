import Decisions
import Expressions
import Policies

/// The flags of a policy over a batch.
struct FlagPlan: Sendable {
  let conditions: [ConditionPlan]
  /// What is to be known of those that were up before; `nil` where nobody says which these are.
  let lives: FlagLives?
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
  init(
    _ policy: Policy, read: Set<Int>, knowsRaised: Bool, _ missing: inout MissingFacts, _ builder: inout VectorBuilder
  ) {
    conditions = policy.flags.map { builder.plan(of: $0.condition, in: policy.frame) }
    for note in conditions.flatMap(\.notes) { missing.prepare(for: note, &builder.layout) }
    lives = knowsRaised ? FlagLives(policy, &missing, &builder) : nil
    states = builder.layout.newCodes()
    group = builder.layout.newCodes()
    holding = builder.layout.newMask()
    open = builder.layout.newMask()
    published = read.contains(policy.frame.flags) ? builder.layout.newBox() : nil
    guard let published else { return }
    builder.bind(policy.frame.flags, to: .box(published))
    let up = lives?.up ?? conditions.map(\.truth.yes)
    builder.members[published] = zip(policy.flags, up).map { ($0.id, $1) }
  }

  /// The same, which lays out the ids only if that is one of the boxes that are read.
  func publishing(for boxes: Set<BoxRegister>) -> FlagPlan {
    var plan = self
    if let published, !boxes.contains(published) { plan.published = nil }
    return plan
  }
}

extension FlagPlan {
  /// The rows for which the flag of that index is up, after a run.
  func up(_ flag: Int) -> MaskRegister { lives?.up[flag] ?? conditions[flag].truth.yes }
}

/// The lives of a policy's flags: what was up before, and what ends it.
struct FlagLives: Sendable {
  /// For each flag the day on which it was raised, where it was up before.
  let raised: [NumberVector]
  /// For each flag what ends it; `nil`: that its own condition is false.
  let endings: [ConditionPlan?]
  /// For each flag the rows for which it is up, after a run.
  let up: [MaskRegister]
  /// Overwritten by each run: rows for which a flag was up, those for which it was not, and those for which it ended.
  let before: MaskRegister
  let others: MaskRegister
  let ended: MaskRegister

  init(_ policy: Policy, _ missing: inout MissingFacts, _ builder: inout VectorBuilder) {
    raised = policy.flags.map { flag in
      guard case .date(let day) = builder.slots[flag.raisedFact] else {
        return NumberVector(lane: .scratch, known: .none, failed: .none, isInteger: false)
      }
      return day
    }
    endings = policy.flags.map { flag in flag.clearCondition.map { builder.plan(of: $0, in: policy.frame) } }
    for note in endings.flatMap({ $0?.notes ?? [] }) { missing.prepare(for: note, &builder.layout) }
    up = policy.flags.map { _ in builder.layout.newMask() }
    before = builder.layout.newMask()
    others = builder.layout.newMask()
    ended = builder.layout.newMask()
  }
}
