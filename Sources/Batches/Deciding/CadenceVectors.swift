import Cadences
import Decisions
import Expressions
import Policies

/// A cadence plan over a batch: its conditions as masks, its subjects and amounts as lanes.
struct CadenceVectors: Sendable {
  /// An obligation, and where it finds out whether it holds.
  struct Duty: Sendable {
    let obligation: Obligation
    /// `nil` where it always holds.
    let condition: ConditionPlan?
    /// `nil` where it demands the same of all customers.
    let subject: TextVector?
    let subjectNote: MissingNote?
    /// How many values its subject has; a claim is 0 for none, then the index of the value plus 1.
    let valueCount: Int
  }

  /// An adjustment, and where it finds out whether and how it acts.
  struct Move: Sendable {
    let adjustment: Adjustment
    /// `nil` where it always acts.
    let condition: ConditionPlan?
    /// The amount that is the same for all customers; `nil` where it is not, or where no exact number stands for it.
    let constant: Rational?
    /// Where the amount is computed; `nil` where it is the same for all.
    let amount: NumberVector?
    let amountNote: MissingNote?
  }

  let plan: CadencePlan
  let duties: [Duty]
  let moves: [Move]
  /// Codes of claims, then of the decisions; 0 where no cadence is demanded.
  let states: CodeRegister
  /// Codes of cadences on their way; 0 where none is demanded.
  let ways: CodeRegister
  /// The customers of whom a cadence is demanded.
  let active: MaskRegister
  /// Overwritten by each step.
  let holding: MaskRegister
  let open: MaskRegister
}

extension CadenceVectors {
  /// Compiles the conditions, subjects and amounts; `nil` where one of them has no vector form, so that every row has to be deferred.
  init?(
    _ plan: CadencePlan, in frame: FrameLayout, _ missing: inout MissingFacts, _ builder: inout VectorBuilder
  ) {
    var duties: [Duty] = []
    for obligation in plan.obligations {
      guard let duty = Duty(obligation, in: frame, &builder) else { return nil }
      duties.append(duty)
    }
    var moves: [Move] = []
    for adjustment in plan.adjustments {
      guard let move = Move(adjustment, in: frame, &builder) else { return nil }
      moves.append(move)
    }
    let conditions = duties.map(\.condition) + moves.map(\.condition)
    for note in conditions.compactMap(\.self).flatMap(\.notes) { missing.prepare(for: note, &builder.layout) }
    for note in duties.map(\.subjectNote) + moves.map(\.amountNote) { missing.prepare(for: note, &builder.layout) }
    self.plan = plan
    self.duties = duties
    self.moves = moves
    states = builder.layout.newCodes()
    ways = builder.layout.newCodes()
    active = builder.layout.newMask()
    holding = builder.layout.newMask()
    open = builder.layout.newMask()
  }
}

extension CadenceVectors.Duty {
  fileprivate init?(_ obligation: Obligation, in frame: FrameLayout, _ builder: inout VectorBuilder) {
    self.obligation = obligation
    condition = obligation.condition.map { builder.plan(of: $0, in: frame) }
    guard case .byValue(let expression, let values, _, _) = obligation.demand else {
      (subject, subjectNote, valueCount) = (nil, nil, 0)
      return
    }
    guard case .text(let text) = builder.vector(of: expression) else { return nil }
    subject = text
    subjectNote = builder.missingNote(of: expression, in: frame)
    valueCount = values.count
  }
}

extension CadenceVectors.Move {
  fileprivate init?(_ adjustment: Adjustment, in frame: FrameLayout, _ builder: inout VectorBuilder) {
    self.adjustment = adjustment
    condition = adjustment.condition.map { builder.plan(of: $0, in: frame) }
    switch adjustment.step.amount {
    case .constant(let amount): (constant, self.amount, amountNote) = (amount, nil, nil)
    case .expression(let expression):
      switch builder.vector(of: expression) {
      case .number(let number):
        (constant, amount, amountNote) = (nil, number, builder.missingNote(of: expression, in: frame))
      case .constant(let value): (constant, amount, amountNote) = (Rational(meant: value), nil, nil)
      default: return nil
      }
    }
  }
}

extension VectorBuilder {
  /// A rule's condition over a batch.
  mutating func plan(of condition: CheckedExpression, in frame: FrameLayout) -> ConditionPlan {
    let whole = truth(of: condition)
    return ConditionPlan(
      truth: whole, notes: [missingNote(of: condition, in: frame)].compactMap(\.self), isTotal: isTotal(whole))
  }
}
