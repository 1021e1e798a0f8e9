extension LiveRegisters {
  /// What all but its instructions read of a plan: tables, the cadence, flags, and whoever shows the results.
  init(
    _ layout: WorkspaceLayout, _ tables: [PolicyPlan.PlannedTable], _ cadence: CadenceVectors?,
    _ schedule: ScheduleVectors?, _ flags: FlagPlan?, _ outputs: [PolicyPlan.PlannedOutput]
  ) {
    self.init(layout)
    for table in tables { insert(table.plan) }
    if let cadence { insert(cadence) }
    for input in schedule?.inputs ?? [] { insert(.number(input)) }
    for note in schedule?.notes ?? [] { insert(note) }
    for condition in (flags?.conditions ?? []) + (flags?.lives?.endings ?? []).compactMap(\.self) { insert(condition) }
    for case .computed(let vector, let lacking, let failed) in outputs {
      insert(vector)
      insert(failed)
      if let lacking { insert(lacking) }
    }
  }

  private mutating func insert(_ table: TablePlan) {
    for row in table.rows { insert(row) }
    guard let index = table.index else { return }
    for axis in index.axes {
      switch axis.form {
      case .text(let text, _): insert(.text(text))
      case .number(let number, _): insert(.number(number))
      case .truth(let truth): insert(.truth(truth))
      case .constant: break
      }
    }
    for part in index.parts.joined().flatMap(\.lacking) { insert(part) }
  }

  private mutating func insert(_ cadence: CadenceVectors) {
    for duty in cadence.duties {
      if let condition = duty.condition { insert(condition) }
      if let subject = duty.subject { insert(.text(subject)) }
      if let note = duty.subjectNote { insert(note) }
    }
    for move in cadence.moves {
      if let condition = move.condition { insert(condition) }
      if let amount = move.amount { insert(.number(amount)) }
      if let note = move.amountNote { insert(note) }
    }
  }
}

extension [PolicyPlan.Step] {
  /// Without instructions that compute what nothing reads.
  func withoutDeadInstructions(_ live: LiveRegisters, _ layout: WorkspaceLayout) -> [PolicyPlan.Step] {
    var live = live
    var kept: [PolicyPlan.Step] = []
    for step in reversed() {
      guard case .compute(let instructions) = step else {
        kept.append(step)
        continue
      }
      let rest = live.keep(instructions, layout)
      if !rest.isEmpty { kept.append(.compute(rest)) }
    }
    return kept.reversed()
  }
}
