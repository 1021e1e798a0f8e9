import Decisions
import Policies

/// Decides one customer after another by one policy: its plan, run as a batch of one row. Not shared between threads.
final class CustomerRun {
  /// What runs the steps that are no different for one row.
  private let shared: PolicyDecider
  private let workspace: Workspace
  private let registers: CustomerRegisters
  private let facts: CustomerFacts
  private let steps: PlainList<Step>
  private let instructions: PlainList<Instruction>
  /// The same for one row.
  private let computations: PlainList<CustomerStep>
  private let conditions: CustomerConditions
  private let tables: CustomerTables
  private let cadence: CustomerCadence?
  private let flags: CustomerFlags
  private let mustPublishFlags: Bool
  /// The masks of the facts that may be missing.
  private let missing: PlainList<MaskRegister>
  private let results: CustomerResults
  /// What came of the flags, a state of theirs.
  private var raised: UInt32 = 0

  /// How many customers are decided before it looks what it had better forget.
  private static let tidyInterval = 1024
  private var untilTidy = CustomerRun.tidyInterval
  private var dictionaryGenerations: [Int]

  enum Step {
    /// In the instructions.
    case compute(PlainRange)
    case ask(Int)
    case decideCadence
    case schedule
    case raiseFlags
    /// Notes what an output lacks; defers where it fails.
    case emit(notes: PlainRange, failed: MaskRegister)
  }

  /// For customers whose facts stand in these columns (by fact).
  init(_ plan: PolicyPlan, columns: [Int?]) {
    let shared = PolicyDecider(plan, capacity: CustomerRegisters.capacity)
    self.shared = shared
    workspace = shared.workspace
    registers = CustomerRegisters(of: shared.workspace)
    facts = CustomerFacts(plan.readings, columns: columns)
    var conditions = CustomerConditions(plan.missing, factCount: plan.policy.facts.count)
    tables = CustomerTables(plan, &conditions)
    cadence = shared.cadence.map { CustomerCadence($0, plan.publishedCadence, &conditions) }
    flags = CustomerFlags(plan.flags, of: plan.policy, &conditions)
    mustPublishFlags = plan.flags?.published != nil
    var missing = PlainList<MaskRegister>()
    _ = missing.append(contentsOf: plan.missing.possible.map(\.rows))
    self.missing = missing
    var steps = PlainList<Step>()
    var instructions = PlainList<Instruction>()
    for step in plan.steps { steps.append(Step(step, of: plan, &instructions, &conditions)) }
    self.steps = steps
    var computations = PlainList<CustomerStep>()
    for index in 0..<instructions.count { computations.append(CustomerStep(instructions[index], index: index)) }
    self.instructions = instructions
    self.computations = computations
    self.conditions = conditions
    results = CustomerResults(shared, keyColumn: columns[plan.policy.keyFact])
    dictionaryGenerations = shared.workspace.dictionaries.map(\.generation)
  }
}

extension CustomerRun.Step {
  fileprivate init(
    _ step: PolicyPlan.Step, of plan: PolicyPlan, _ instructions: inout PlainList<Instruction>,
    _ conditions: inout CustomerConditions
  ) {
    switch step {
    case .compute(let computed): self = .compute(instructions.append(contentsOf: computed))
    case .ask(let table): self = .ask(table)
    case .decideCadence: self = .decideCadence
    case .schedule: self = .schedule
    case .raiseFlags: self = .raiseFlags
    case .emit(let output):
      guard case .computed(_, let lacking, let failed) = plan.outputs[output] else {
        self = .emit(notes: conditions.add([]), failed: .none)
        return
      }
      self = .emit(notes: conditions.add([lacking].compactMap(\.self)), failed: failed)
    }
  }
}

extension CustomerRun {
  /// The decision on a customer; `nil` if it is left to the row evaluator.
  func decide(_ row: [FactValue]) -> Decision? {
    untilTidy -= 1
    if untilTidy == 0 { tidy() }
    registers[.deferred] = 0
    guard facts.read(row, into: registers, in: workspace) else { return nil }
    for index in 0..<missing.count { registers[missing[index]] = 0 }
    for index in 0..<steps.count {
      run(steps[index])
      if registers.isDeferred { return nil }
    }
    return results.decision(on: row, cadence?.decision(in: registers), flags[raised], in: registers)
  }

  @inline(__always) private func run(_ step: Step) {
    switch step {
    case .compute(let range): registers.run(computations, range, instructions, in: workspace)
    case .ask(let table): tables.ask(table, conditions, in: registers, shared)
    case .decideCadence: cadence?.decide(conditions, in: registers, workspace, shared.plan.missing)
    case .schedule: shared.findDays()
    case .raiseFlags: raiseFlags()
    case .emit(let notes, let failed):
      conditions.note(notes, in: registers)
      registers[.deferred] |= registers[failed]
    }
  }

  @inline(__always) private func raiseFlags() {
    raised = flags.raise(conditions, in: registers)
    if mustPublishFlags { shared.flags?.run(in: workspace, missing: shared.plan.missing) }
  }

  /// Forgets what has grown too large, and what stands for it.
  private func tidy() {
    untilTidy = Self.tidyInterval
    workspace.begin(count: 1)
    facts.tidy(in: workspace)
    let generations = workspace.dictionaries.map(\.generation)
    cadence?.tidy(areTextsVoid: generations != dictionaryGenerations)
    dictionaryGenerations = generations
    flags.trim()
    results.tidy()
  }
}
