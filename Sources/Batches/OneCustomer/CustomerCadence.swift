import Cadences
import Decisions
import Expressions
import Policies

/// Finds the cadence of one customer after another. Not shared between threads.
///
/// What holds of the obligations and adjustments, one after the other, is a state; what the cadence comes to in a state is found out
/// once, and remembered.
final class CustomerCadence {
  private let run: CadenceRun
  private let duties: PlainList<Duty>
  private let moves: PlainList<Move>
  private let vectors: CadenceVectors
  private let states: CodeRegister
  private let published: PublishedCadence?

  private let followers = PairTable()
  private var known = PlainList<State>()
  /// The plan's decisions, by code.
  private let decisions = ReadyValues<CadenceDecision?>()
  private static let keptCount = 1 << 15

  struct Duty {
    /// In the policy's conditions; -1 where it always holds.
    let condition: Int32
    /// `nil` where it demands the same of all customers.
    let subject: CodeRegister?
    let subjectNotes: PlainRange
  }

  struct Move {
    let condition: Int32
    /// `nil` where it is the same for all customers.
    let amount: NumberVector?
    let amountNotes: PlainRange
  }

  /// What is known of a state.
  struct State {
    /// Whether the last obligation demands anything of such customers, if it holds.
    let isAsked: Bool
    /// Whether any obligation so far demands a cadence.
    let isActive: Bool
    /// The code of the decision, `StepTable.open` before that is known, or `StepTable.failed`.
    var code = StepTable.open
    var visitsPerMonth = Double.nan
    var visitsPerYear = Double.nan
    var mode: UInt32 = 0
  }

  /// For the cadences of a plan, whose conditions are added to `conditions`.
  init(_ run: CadenceRun, _ published: PublishedCadence?, _ conditions: inout CustomerConditions) {
    self.run = run
    self.published = published
    vectors = run.vectors
    states = run.vectors.states
    var duties = PlainList<Duty>()
    for duty in run.vectors.duties {
      duties.append(
        Duty(
          condition: conditions.add(duty.condition), subject: duty.subject?.codes,
          subjectNotes: conditions.add([duty.subjectNote].compactMap(\.self))))
    }
    self.duties = duties
    var moves = PlainList<Move>()
    for move in run.vectors.moves {
      moves.append(
        Move(
          condition: conditions.add(move.condition), amount: move.amount,
          amountNotes: conditions.add([move.amountNote].compactMap(\.self))))
    }
    self.moves = moves
    known.append(State(isAsked: false, isActive: false))
  }
}

extension CustomerConditions {
  /// The index of a condition, or -1.
  fileprivate mutating func add(_ plan: ConditionPlan?) -> Int32 { plan.map { add($0) } ?? -1 }
}

extension CustomerCadence {
  /// Puts the code of the decision into the plan's register, and lays it out for those that read it.
  func decide(
    _ conditions: borrowing CustomerConditions, in registers: CustomerRegisters, _ workspace: Workspace,
    _ missing: MissingFacts
  ) {
    var state: UInt32 = 0
    for index in 0..<duties.count { state = claim(index, from: state, conditions, in: registers, workspace) }
    if known[Int(state)].isActive {
      for index in 0..<moves.count { state = move(index, from: state, conditions, in: registers) }
    }
    if registers.isDeferred { return }
    var result = known[Int(state)]
    if result.code == StepTable.open { result = learn(state, in: workspace, missing) }
    if result.code == StepTable.failed {
      registers[.deferred] = 1
      return
    }
    registers[states] = result.code
    if let published { lay(result, out: published, in: registers) }
  }

  /// What was decided last.
  @inline(__always) func decision(in registers: CustomerRegisters) -> CadenceDecision? {
    decisions[Int(registers[states])]
  }

  /// Between two customers: forgets what is too much, or what stands for texts that `areTextsVoid` says are gone.
  func tidy(areTextsVoid: Bool) {
    guard areTextsVoid || run.isFull || known.count > Self.keptCount else { return }
    if run.isFull { run.removeAll() }
    forget()
  }

  @inline(__always) private func claim(
    _ index: Int, from state: UInt32, _ conditions: borrowing CustomerConditions, in registers: CustomerRegisters,
    _ workspace: Workspace
  ) -> UInt32 {
    let duty = duties[index]
    conditions.note(duty.subjectNotes, in: registers)
    let subject = duty.subject.map { registers[$0] } ?? 0
    let answer = duty.condition < 0 ? .yes : conditions.answer(Int(duty.condition), in: registers)
    let holds = answer == .yes
    let element = subject << 1 | (holds ? 1 : 0)
    let next = followers.value(state, element) ?? add(index, subject, holds, element, to: state, workspace)
    if !holds, answer != .no, known[Int(next)].isAsked { _ = conditions.holds(Int(duty.condition), in: registers) }
    return next
  }

  @inline(__always) private func move(
    _ index: Int, from state: UInt32, _ conditions: borrowing CustomerConditions, in registers: CustomerRegisters
  ) -> UInt32 {
    let move = moves[index]
    guard move.condition < 0 || conditions.holds(Int(move.condition), in: registers) else { return state }
    guard let amount = move.amount else { return follow(UInt32(truncatingIfNeeded: index), from: state) }
    conditions.note(move.amountNotes, in: registers)
    registers[.deferred] |= registers[amount.failed]
    guard registers[amount.known] != 0 else { return state }
    let bits = registers[amount.lane].bitPattern
    let high = follow(
      UInt32(truncatingIfNeeded: bits >> 32), from: follow(UInt32(truncatingIfNeeded: index), from: state))
    return follow(UInt32(truncatingIfNeeded: bits), from: high)
  }

  @inline(__always) private func lay(
    _ state: State, out published: PublishedCadence, in registers: CustomerRegisters
  ) {
    registers[published.perMonth.known] = state.code == 0 ? 0 : 1
    registers[published.perMonth.lane] = state.visitsPerMonth
    registers[published.perYear.lane] = state.visitsPerYear
    registers[published.mode.codes] = state.mode
  }
}

// MARK: - States

extension CustomerCadence {
  /// The state after an adjustment has acted, or after a half of its amount.
  @inline(__always) private func follow(_ element: UInt32, from state: UInt32) -> UInt32 {
    followers.value(state, element)
      ?? add(State(isAsked: false, isActive: known[Int(state)].isActive), element, to: state)
  }

  private func add(
    _ index: Int, _ subject: UInt32, _ holds: Bool, _ element: UInt32, to state: UInt32, _ workspace: Workspace
  ) -> UInt32 {
    let duty = vectors.duties[index]
    var claim: Int? = 0
    if let text = duty.subject {
      claim = subject == 0 ? nil : duty.obligation.demandingIndex(of: workspace[text.dictionary].texts[Int(subject)])
    }
    let demandsCadence = claim.map { duty.obligation.demanded(at: $0).cadence != nil } ?? false
    let isActive = known[Int(state)].isActive || (holds && demandsCadence)
    return add(State(isAsked: claim != nil, isActive: isActive), element, to: state)
  }

  private func add(_ next: State, _ element: UInt32, to state: UInt32) -> UInt32 {
    let code = UInt32(known.count)
    known.append(next)
    followers.insert(state, element, code)
    return code
  }

  private func learn(_ state: UInt32, in workspace: Workspace, _ missing: MissingFacts) -> State {
    var result = known[Int(state)]
    run.run(in: workspace, missing: missing)
    result.code = workspace.has(.deferred, 0) ? StepTable.failed : workspace[states][0]
    for decision in run.decisions.states[decisions.count...] { decisions.append(decision) }
    if result.code != StepTable.failed, let decision = run.decisions[result.code] {
      result.visitsPerMonth = Double(decision.cadence.visitsPerMonth)
      result.visitsPerYear = Double(decision.cadence.visitsPerYear)
      result.mode = decision.mode.flatMap { VisitMode.allCases.firstIndex(of: $0) }.map { UInt32($0 + 1) } ?? 0
    }
    known[Int(state)] = result
    return result
  }

  private func forget() {
    decisions.removeAll()
    followers.removeAll()
    known.removeAll()
    known.append(State(isAsked: false, isActive: false))
  }
}
