import Cadences
import Decisions
import Expressions
import Policies

/// Decides the cadences of all rows of a batch at once.
///
/// What the obligations come to, and each state of a cadence on its way, is known by a code; what a step makes of a state is
/// computed once, exactly, and looked up from then on. Not shared between threads.
final class CadenceRun {
  let vectors: CadenceVectors
  /// The decisions met so far, by code; the first is none.
  private(set) var decisions = StateList<CadenceDecision?>()
  /// Changes when the codes of decisions lose their meaning.
  private(set) var generation = 0

  /// What the obligations looked at so far come to.
  private var claims = StateList<Claims>()
  /// Cadences on their way; the first is none.
  private var journeys = StateList<Journey?>()
  private let claimSteps: [ClaimSteps]
  private let starts = StepTable()
  private let moveSteps: [MoveSteps]
  private let ends = StepTable()

  private static let keptCount = 1 << 15

  init(_ vectors: CadenceVectors) {
    self.vectors = vectors
    claimSteps = vectors.duties.map { ClaimSteps($0) }
    moveSteps = vectors.moves.map { _ in MoveSteps() }
    begin()
  }
}

/// A cadence on its way, and the claims that it comes from.
private struct Journey: Hashable {
  let claims: Claims
  var path: CadencePath
}

extension CadenceRun {
  /// Whether so much came up that it had better be forgotten.
  var isFull: Bool {
    max(claims.states.count, journeys.states.count, decisions.states.count) > Self.keptCount
      || moveSteps.contains { $0.count > Self.keptCount }
  }

  /// Forgets all codes; call it between batches.
  func removeAll() {
    claims = StateList()
    journeys = StateList()
    decisions = StateList()
    for steps in claimSteps { steps.removeAll() }
    for steps in moveSteps { steps.removeAll() }
    starts.removeAll()
    ends.removeAll()
    generation += 1
    begin()
  }

  /// Puts the code of each row's decision into the vectors' `states`.
  func run(in workspace: Workspace, missing: MissingFacts) {
    claimAll(in: workspace, missing)
    start(in: workspace)
    for index in vectors.moves.indices { move(index, in: workspace, missing) }
    finish(in: workspace)
  }

  private func begin() {
    _ = claims.code(of: Claims())
    _ = journeys.code(of: nil)
    _ = decisions.code(of: nil)
  }

  /// Puts the rows of `scope` for which a condition holds, or all of them, into the vectors' `holding`.
  private func ask(
    _ condition: ConditionPlan?, of scope: MaskRegister, in workspace: Workspace, _ missing: MissingFacts
  ) {
    let (rows, holding) = (workspace[scope], workspace[vectors.holding])
    guard let condition else {
      holding.update(from: rows, count: workspace.words)
      return
    }
    _ = condition.ask(scope: rows, holding: holding, open: workspace[vectors.open], missing: missing, in: workspace)
  }
}

// MARK: - Obligations

extension CadenceRun {
  private func claimAll(in workspace: Workspace, _ missing: MissingFacts) {
    guard let first = vectors.duties.first, first.condition == nil, let subject = first.subject else {
      workspace[vectors.states].update(repeating: 0, count: workspace.count)
      for index in vectors.duties.indices { claim(index, in: workspace, missing) }
      return
    }
    if let note = first.subjectNote { missing.note(note, rows: workspace[.all], in: workspace) }
    let steps = claimSteps[0]
    steps.learnCodes(of: workspace[subject.dictionary])
    // Nothing is claimed before, so that the code of the subject says all.
    steps.first.translate(
      workspace[subject.codes], to: workspace[vectors.states], count: workspace.count,
      learn: { code in learnClaim(steps.claim(ofCode: code), from: 0, 0) }, fail: { _ in })
    for index in vectors.duties.indices.dropFirst() { claim(index, in: workspace, missing) }
  }

  private func claim(_ index: Int, in workspace: Workspace, _ missing: MissingFacts) {
    let (duty, steps) = (vectors.duties[index], claimSteps[index])
    guard let subject = duty.subject else {
      ask(duty.condition, of: .all, in: workspace, missing)
      workspace.forEachRow(of: vectors.holding) { row in take(0, from: index, row, in: workspace) }
      return
    }
    if let note = duty.subjectNote { missing.note(note, rows: workspace[.all], in: workspace) }
    steps.learnCodes(of: workspace[subject.dictionary])
    let codes = workspace[subject.codes]
    guard let condition = duty.condition else {
      for row in 0..<workspace.count { take(steps.claim(ofCode: codes[row]), from: index, row, in: workspace) }
      return
    }
    let scope = workspace[vectors.active]
    for word in 0..<workspace.words {
      var bits: UInt64 = 0
      for row in word << 6..<min(word << 6 + 64, workspace.count) {
        bits |= (steps.claim(ofCode: codes[row]) == 0 ? 0 : 1) << UInt64(row & 63)
      }
      scope[word] = bits
    }
    ask(condition, of: vectors.active, in: workspace, missing)
    workspace.forEachRow(of: vectors.holding) { row in
      take(steps.claim(ofCode: codes[row]), from: index, row, in: workspace)
    }
  }

  /// Takes a claim of an obligation into the state of a row; `claim` is 0 for an obligation that names no values.
  @inline(__always) private func take(_ claim: UInt32, from index: Int, _ row: Int, in workspace: Workspace) {
    let states = workspace[vectors.states]
    states[row] = claimSteps[index].result(of: states[row], given: claim) ?? learnClaim(claim, from: index, states[row])
  }

  private func learnClaim(_ claim: UInt32, from index: Int, _ state: UInt32) -> UInt32 {
    let obligation = vectors.duties[index].obligation
    var result = claims[state]
    if claim > 0 || obligation.demand.subject == nil {
      let (cadence, mode) = obligation.demanded(at: max(Int(claim) - 1, 0))
      result.add(index, cadence, mode, isFloor: obligation.isFloor)
    }
    let code = claims.code(of: result)
    claimSteps[index].set(code, of: state, given: claim)
    return code
  }

  /// Turns claims into journeys.
  private func start(in workspace: Workspace) {
    let ways = workspace[vectors.ways]
    starts.translate(
      workspace[vectors.states], to: ways, count: workspace.count, learn: { startOfJourney(from: $0) }, fail: { _ in })
    workspace.findNonzero(vectors.ways, into: vectors.active)
  }

  private func startOfJourney(from state: UInt32) -> UInt32 {
    let claims = claims[state]
    return journeys.code(of: claims.strongest.map { Journey(claims: claims, path: CadencePath(from: $0.cadence)) })
  }
}

// MARK: - Adjustments

extension CadenceRun {
  private func move(_ index: Int, in workspace: Workspace, _ missing: MissingFacts) {
    let move = vectors.moves[index]
    ask(move.condition, of: vectors.active, in: workspace, missing)
    guard let amount = move.amount else { return takeStep(index, by: move.constant, in: workspace) }
    let (holding, known, failed) = (workspace[vectors.holding], workspace[amount.known], workspace[amount.failed])
    if let note = move.amountNote { missing.note(note, rows: holding, in: workspace) }
    for word in 0..<workspace.words {
      workspace[.deferred][word] |= holding[word] & failed[word]
      holding[word] &= known[word]
    }
    let lane = workspace[amount.lane]
    workspace.forEachRow(of: vectors.holding) { row in
      takeStep(index, row, by: lane[row], isInteger: amount.isInteger, in: workspace)
    }
  }

  private func takeStep(_ index: Int, by amount: Rational?, in workspace: Workspace) {
    moveSteps[index].constant.move(
      workspace[vectors.ways], of: workspace[vectors.holding], count: workspace.count,
      stateCount: journeys.states.count, rest: workspace[vectors.open],
      learn: { state in step(index, from: state, by: amount) }, fail: { row in workspace.defer(row) })
  }

  private func takeStep(_ index: Int, _ row: Int, by amount: Double, isInteger: Bool, in workspace: Workspace) {
    let states = workspace[vectors.ways]
    let steps = moveSteps[index]
    guard let code = steps.code(of: amount, isInteger: isInteger) else { return workspace.defer(row) }
    var result = steps.computed.value(states[row], code)
    if result == nil {
      let found = step(index, from: states[row], by: steps.amounts[Int(code)])
      steps.computed.insert(states[row], code, found)
      result = found
    }
    if let result, result != StepTable.failed { states[row] = result } else { workspace.defer(row) }
  }

  /// The state after an adjustment by `amount`, or `StepTable.failed`.
  private func step(_ index: Int, from state: UInt32, by amount: Rational?) -> UInt32 {
    guard var journey = journeys[state], let amount else { return StepTable.failed }
    do throws(ArithmeticOverflow) {
      try vectors.moves[index].adjustment.apply(amount, to: &journey.path)
      return journeys.code(of: journey)
    } catch {
      return StepTable.failed
    }
  }
}

// MARK: - The end of the way

extension CadenceRun {
  private func finish(in workspace: Workspace) {
    ends.translate(
      workspace[vectors.ways], to: workspace[vectors.states], count: workspace.count,
      learn: { state in end(of: state) }, fail: { row in workspace.defer(row) })
  }

  private func end(of state: UInt32) -> UInt32 {
    guard var journey = journeys[state] else { return 0 }
    do throws(Rejection) {
      try vectors.plan.finish(&journey.path, floor: journey.claims.floor)
      return decisions.code(of: vectors.plan.decision(journey.claims, journey.path))
    } catch {
      return StepTable.failed
    }
  }
}
