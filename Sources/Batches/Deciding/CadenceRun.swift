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
  /// For each obligation, what it makes of the claims before it, given the value of its subject.
  private let claimSteps: [StepTable]
  /// For each obligation, what its subject's codes are to it: 0, or the index of a value that it names plus 1.
  private var claimsOfCodes: [[UInt32]]
  private var claimGenerations: [Int]
  private let starts = StepTable(width: 1)
  private let moveSteps: [MoveSteps]
  private let ends = StepTable(width: 1)

  private static let keptCount = 1 << 15

  init(_ vectors: CadenceVectors) {
    self.vectors = vectors
    claimSteps = vectors.duties.map { StepTable(width: $0.valueCount + 1) }
    claimsOfCodes = vectors.duties.map { _ in [] }
    claimGenerations = vectors.duties.map { _ in 0 }
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
  /// Puts the code of each row's decision into the vectors' `states`.
  func run(in workspace: Workspace, missing: MissingFacts) {
    trim()
    workspace[vectors.states].update(repeating: 0, count: workspace.count)
    for index in vectors.duties.indices { claim(index, in: workspace, missing) }
    start(in: workspace)
    for index in vectors.moves.indices { move(index, in: workspace, missing) }
    finish(in: workspace)
  }

  private func begin() {
    _ = claims.code(of: Claims())
    _ = journeys.code(of: nil)
    _ = decisions.code(of: nil)
  }

  private func trim() {
    guard max(claims.states.count, journeys.states.count, decisions.states.count) > Self.keptCount else { return }
    claims = StateList()
    journeys = StateList()
    decisions = StateList()
    for table in claimSteps + [starts, ends] { table.removeAll() }
    for steps in moveSteps { steps.removeAll() }
    generation += 1
    begin()
  }
}

// MARK: - Obligations

extension CadenceRun {
  private func claim(_ index: Int, in workspace: Workspace, _ missing: MissingFacts) {
    let duty = vectors.duties[index]
    guard let subject = duty.subject else {
      ask(duty.condition, of: .all, in: workspace, missing)
      workspace.forEachRow(of: vectors.holding) { row in take(0, from: index, row, in: workspace) }
      return
    }
    if let note = duty.subjectNote { missing.note(note, rows: workspace[.all], in: workspace) }
    learnCodes(of: subject, for: index, in: workspace)
    let codes = workspace[subject.codes]
    claimsOfCodes[index].withUnsafeBufferPointer { claims in
      guard let condition = duty.condition else {
        for row in 0..<workspace.count { take(claims[Int(codes[row])], from: index, row, in: workspace) }
        return
      }
      let scope = workspace[vectors.active]
      scope.update(repeating: 0, count: workspace.words)
      for row in 0..<workspace.count where claims[Int(codes[row])] != 0 { scope[row >> 6] |= 1 << UInt64(row & 63) }
      ask(condition, of: vectors.active, in: workspace, missing)
      workspace.forEachRow(of: vectors.holding) { row in
        take(claims[Int(codes[row])], from: index, row, in: workspace)
      }
    }
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
    condition.ask(scope: rows, holding: holding, open: workspace[vectors.open], missing: missing, in: workspace)
  }

  /// Finds out what the codes that a subject has got since the last batch are to an obligation.
  private func learnCodes(of subject: TextVector, for index: Int, in workspace: Workspace) {
    let dictionary = workspace[subject.dictionary]
    let texts = dictionary.texts
    let obligation = vectors.duties[index].obligation
    if claimGenerations[index] != dictionary.generation || claimsOfCodes[index].isEmpty { claimsOfCodes[index] = [0] }
    claimGenerations[index] = dictionary.generation
    for text in texts[claimsOfCodes[index].count...] {
      claimsOfCodes[index].append(obligation.demandingIndex(of: text).map { UInt32($0) + 1 } ?? 0)
    }
  }

  /// Takes a claim of an obligation into the state of a row; `claim` is 0 for an obligation that names no values.
  @inline(__always) private func take(_ claim: UInt32, from index: Int, _ row: Int, in workspace: Workspace) {
    let states = workspace[vectors.states]
    let known = claimSteps[index].result(of: states[row], given: claim)
    states[row] = known != StepTable.open ? known : learnClaim(claim, from: index, states[row])
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
    let (states, active) = (workspace[vectors.states], workspace[vectors.active])
    for word in 0..<workspace.words {
      var bits: UInt64 = 0
      for row in word << 6..<min(word << 6 + 64, workspace.count) {
        let known = starts.result(of: states[row])
        states[row] = known != StepTable.open ? known : learnStart(states[row])
        bits |= (states[row] == 0 ? 0 : 1) << UInt64(row & 63)
      }
      active[word] = bits
    }
  }

  private func learnStart(_ state: UInt32) -> UInt32 {
    let claims = claims[state]
    let code = journeys.code(
      of: claims.strongest.map { Journey(claims: claims, path: CadencePath(from: $0.cadence)) })
    starts.set(code, of: state)
    return code
  }
}

// MARK: - Adjustments

/// What an adjustment makes of cadences on their way.
private final class MoveSteps {
  /// With a constant amount, by state.
  let constant = StepTable(width: 1)
  /// With a computed amount, by state and code of the amount.
  let computed = PairTable()
  /// The codes of the amounts, by the two halves of the double.
  let codes = PairTable()
  var amounts: [Rational] = []

  func removeAll() {
    constant.removeAll()
    computed.removeAll()
    codes.removeAll()
    amounts = []
  }
}

extension CadenceRun {
  private func move(_ index: Int, in workspace: Workspace, _ missing: MissingFacts) {
    let move = vectors.moves[index]
    ask(move.condition, of: vectors.active, in: workspace, missing)
    guard let amount = move.amount else {
      workspace.forEachRow(of: vectors.holding) { row in takeStep(index, row, in: workspace) }
      return
    }
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

  @inline(__always) private func takeStep(_ index: Int, _ row: Int, in workspace: Workspace) {
    let states = workspace[vectors.states]
    var result = moveSteps[index].constant.result(of: states[row])
    if result == StepTable.open {
      result = step(index, from: states[row], by: vectors.moves[index].constant)
      moveSteps[index].constant.set(result, of: states[row])
    }
    if result == StepTable.failed { workspace.defer(row) } else { states[row] = result }
  }

  private func takeStep(_ index: Int, _ row: Int, by amount: Double, isInteger: Bool, in workspace: Workspace) {
    let states = workspace[vectors.states]
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

extension MoveSteps {
  /// The code of an amount; `nil` where no exact number stands for it.
  func code(of amount: Double, isInteger: Bool) -> UInt32? {
    guard amount.isFinite else { return nil }
    let (high, low) = (UInt32(amount.bitPattern >> 32), UInt32(truncatingIfNeeded: amount.bitPattern))
    if let known = codes.value(high, low) { return known == StepTable.failed ? nil : known }
    let meant = isInteger ? Int64(exactly: amount).map { Rational($0) } : Rational(meant: .double(amount))
    guard let meant else {
      codes.insert(high, low, StepTable.failed)
      return nil
    }
    amounts.append(meant)
    codes.insert(high, low, UInt32(amounts.count - 1))
    return UInt32(amounts.count - 1)
  }
}

// MARK: - The end of the way

extension CadenceRun {
  private func finish(in workspace: Workspace) {
    let states = workspace[vectors.states]
    for row in 0..<workspace.count {
      var result = ends.result(of: states[row])
      if result == StepTable.open {
        result = end(of: states[row])
        ends.set(result, of: states[row])
      }
      if result == StepTable.failed { workspace.defer(row) }
      states[row] = result == StepTable.failed ? 0 : result
    }
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
