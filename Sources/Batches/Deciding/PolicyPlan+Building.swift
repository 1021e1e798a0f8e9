import Decisions
import Expressions
import Policies

extension PolicyPlan {
  /// Compiles a policy; `knowsRaisedFlags`: any column says which flags were up before.
  init(_ policy: Policy, knowsRaisedFlags: Bool = false) {
    var planner = PolicyPlanner(policy, knowsRaisedFlags: knowsRaisedFlags)
    self.init(&planner)
  }

  /// Compiles a policy, and tells how each of its expressions is computed.
  static func reporting(_ policy: Policy) -> (plan: PolicyPlan, reports: [ExpressionReport]) {
    // As where flags were up before, so that what ends them is told of too.
    var planner = PolicyPlanner(policy, knowsRaisedFlags: true)
    let plan = PolicyPlan(&planner)
    // Large tables take their conditions apart: the whole ones have not been asked for.
    let expressions = policy.expressions
    for expression in expressions { _ = planner.builder.vector(of: expression) }
    let own = Set(expressions.map(ObjectIdentifier.init))
    return (plan, planner.builder.reports.filter { own.contains(ObjectIdentifier($0.expression)) })
  }

  private init(_ planner: inout PolicyPlanner) {
    let policy = planner.policy
    for value in policy.derived { planner.builder.bind(value.slot, to: planner.builder.vector(of: value.expression)) }
    for dimension in policy.dimensions { planner.plan(dimension) }
    let (cadence, published) = planner.planCadence()
    let schedule = cadence == nil ? nil : planner.planSchedule()
    let flags = planner.planFlags()
    let outputs = policy.outputs.enumerated().map { planner.plan($1, at: $0) }
    self.policy = policy
    layout = planner.builder.layout
    readings = planner.readings
    steps = planner.steps.withoutDeadInstructions(
      LiveRegisters(planner.builder.layout, planner.tables, cadence, schedule, flags, outputs), planner.builder.layout)
    tables = planner.tables
    self.cadence = cadence
    publishedCadence = published
    self.schedule = schedule
    self.flags = flags?.publishing(for: planner.builder.readBoxes)
    self.outputs = outputs
    missing = planner.missing
    workload = policy.capacity.flatMap { WorkloadVectors($0, planner.readings) }
    isDeferred = policy.cadence != nil && cadence == nil
  }
}

/// Builds the plan of a policy, step by step.
private struct PolicyPlanner {
  let policy: Policy
  var builder: VectorBuilder
  let readings: [FactReading]
  var missing: MissingFacts
  var steps: [PolicyPlan.Step] = []
  var tables: [PolicyPlan.PlannedTable] = []
  /// The slots that any expression reads.
  private let read: Set<Int>
  private let knowsRaisedFlags: Bool

  init(_ policy: Policy, knowsRaisedFlags: Bool) {
    self.policy = policy
    self.knowsRaisedFlags = knowsRaisedFlags
    let read = policy.slotsRead(knowsRaisedFlags: knowsRaisedFlags)
    self.read = read
    var layout = WorkspaceLayout()
    readings = policy.facts.enumerated().map { index, fact in
      FactReading(fact, layout: &layout, isRead: read.contains(index))
    }
    builder = VectorBuilder(slotCount: policy.frame.count, layout: layout)
    for (slot, reading) in readings.enumerated() { builder.bind(slot, to: reading.vector) }
    missing = MissingFacts(factCount: policy.facts.count)
  }

  /// Adds a step, after what has to be computed for it.
  private mutating func add(_ step: PolicyPlan.Step) {
    let instructions = builder.takeInstructions()
    if !instructions.isEmpty { steps.append(.compute(instructions)) }
    steps.append(step)
  }
}

extension PolicyPlanner {
  mutating func plan(_ dimension: Dimension) {
    let plan = TablePlan(
      dimension.table, whereOpen: dimension.isRanked ? .worse(of: dimension.name) : .fallback,
      outcomeCount: dimension.tiers.count, in: policy.frame, &missing, &builder)
    let tiers = plan.coding.answers.map { $0.map { Value.string(dimension.tiers[$0.outcome].name) } }
    add(plan, forms: [form(of: tiers, in: dimension.slot)])
  }

  /// How the values of answers are laid out in a slot; `nil` where nothing reads it.
  private mutating func form(of values: [Value?], in slot: Int) -> AnswerLayout? {
    guard read.contains(slot) else { return nil }
    let form = AnswerLayout(values, &builder.layout)
    builder.bind(slot, to: form.vector)
    return form
  }

  private mutating func add(_ plan: TablePlan, forms: [AnswerLayout?]) {
    tables.append(PolicyPlan.PlannedTable(plan: plan, forms: forms))
    add(.ask(tables.count - 1))
  }

  mutating func planCadence() -> (CadenceVectors?, PublishedCadence?) {
    guard let plan = policy.cadence, let vectors = CadenceVectors(plan, in: policy.frame, &missing, &builder) else {
      return (nil, nil)
    }
    add(.decideCadence)
    return (vectors, PublishedCadence(in: policy.frame, read: read, &builder))
  }

  mutating func planSchedule() -> ScheduleVectors? {
    guard let plan = policy.cadence?.schedule else { return nil }
    let vectors = ScheduleVectors(plan, in: policy, &missing, &builder)
    add(.schedule)
    vectors.bind(in: policy.frame, &builder)
    return vectors
  }

  mutating func planFlags() -> FlagPlan? {
    guard !policy.flags.isEmpty || read.contains(policy.frame.flags) else { return nil }
    let plan = FlagPlan(policy, read: read, knowsRaised: knowsRaisedFlags, &missing, &builder)
    add(.raiseFlags)
    return plan
  }
}

extension PolicyPlanner {
  mutating func plan(_ output: Output, at index: Int) -> PolicyPlan.PlannedOutput {
    switch output.body {
    case .expression(let expression):
      let vector = builder.vector(of: expression)
      let lacking = builder.missingNote(of: expression, in: policy.frame)
      missing.prepare(for: lacking, &builder.layout)
      let failed = builder.failed(of: vector)
      builder.bind(output.slot, to: vector)
      add(.emit(index))
      return .computed(vector, lacking: lacking, failed: failed)
    case .table(let table, let outcomes):
      return plan(output, table, outcomes)
    }
  }

  private mutating func plan(
    _ output: Output, _ table: DecisionTable, _ outcomes: [[Value]]
  ) -> PolicyPlan.PlannedOutput {
    var collecting: Collecting?
    if case .collect(let aggregation) = table.hit {
      collecting = Collecting(output: output, outcomes: outcomes, aggregation: aggregation)
    }
    let plan = TablePlan(
      table, whereOpen: .match, outcomeCount: outcomes.count, collecting: collecting, in: policy.frame, &missing,
      &builder)
    let forms = output.columns.indices.map { column in
      let slot = output.slot + column
      guard collecting == nil else { return collectedForm(in: slot) }
      return form(of: plan.coding.answers.map { $0.flatMap { outcomes[$0.outcome][column].known } }, in: slot)
    }
    add(plan, forms: forms)
    return .table(tables.count - 1)
  }

  /// The form of what is only known as the table runs.
  private mutating func collectedForm(in slot: Int) -> AnswerLayout? {
    guard read.contains(slot) else { return nil }
    let form = AnswerLayout.box(builder.layout.newBox(), [])
    builder.bind(slot, to: form.vector)
    return form
  }
}

extension Policy {
  /// The slots that anything asks for; what ends flags, and since when they are up, counts where it is known which are.
  fileprivate func slotsRead(knowsRaisedFlags: Bool) -> Set<Int> {
    let endings = knowsRaisedFlags ? [] : Set(flags.compactMap(\.clearCondition).map(ObjectIdentifier.init))
    let asked = expressions.filter { !endings.contains(ObjectIdentifier($0)) }.flatMap(\.slots)
    let raised = knowsRaisedFlags ? flags.map(\.raisedFact) : []
    return Set(asked + raised + (capacity?.grouping ?? []))
  }
}
