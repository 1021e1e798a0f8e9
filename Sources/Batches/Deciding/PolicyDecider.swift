import Decisions
import Expressions
import Policies

/// Decides batches of customers by one policy; what it decided stands in its lanes until the next batch. Not shared between threads.
final class PolicyDecider {
  let plan: PolicyPlan
  let workspace: Workspace
  /// One for each of the plan's tables.
  let tables: [TableRun]
  let cadence: CadenceRun?
  let schedule: ScheduleRun?
  let flags: FlagRun?

  /// What the fields `reasons` and `missing` are made of when they are asked for.
  let reasons = ReasonRun()
  let lackedFacts = SequenceStates()
  let missingStates = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchSize.rows)

  private let tally: PolicyTally
  private let readers: [FactReader]
  private let publisher: CadencePublisher?

  /// One for batches of up to `capacity` rows, a multiple of 64.
  init(_ plan: PolicyPlan, capacity: Int = BatchSize.rows) {
    self.plan = plan
    tally = PolicyTally(plan, capacity: capacity)
    workspace = Workspace(plan.layout, capacity: capacity)
    readers = plan.readings.map { FactReader($0) }
    tables = plan.tables.map { TableRun($0.plan) }
    cadence = plan.cadence.map { CadenceRun($0) }
    schedule = plan.schedule.map { ScheduleRun($0) }
    publisher = plan.publishedCadence.map { CadencePublisher($0) }
    flags = plan.flags.map { FlagRun($0, ids: plan.policy.flags.map(\.id)) }
  }

  deinit { missingStates.deallocate() }
}

extension PolicyDecider {
  /// Decides the customers in those rows, whose facts stand in those columns (by fact, `nil` where there is none). Which of them are
  /// left to the row evaluator stands in the workspace's mask of deferred rows.
  func decide(_ input: BatchInput, columns: [Int?], _ rows: SelectedRows) {
    if let cadence, cadence.isFull {
      tally.settle(self)
      cadence.removeAll()
    }
    workspace.begin(count: rows.count)
    for (fact, reader) in readers.enumerated() { reader.read(input, column: columns[fact], rows, into: workspace) }
    decide()
  }

  /// Counts the customers of the last batch that were not deferred.
  func count() { tally.count(self) }

  /// What was counted since the last call.
  func takeSummary() -> RunSummary { tally.take(self) }

  private func decide() {
    if plan.isDeferred {
      workspace[.deferred].update(from: workspace[.all], count: workspace.words)
      return
    }
    plan.missing.clear(in: workspace)
    for step in plan.steps { run(step) }
  }

  private func run(_ step: PolicyPlan.Step) {
    switch step {
    case .compute(let instructions): instructions.run(in: workspace)
    case .ask(let index): ask(index)
    case .decideCadence:
      guard let cadence else { return }
      cadence.run(in: workspace, missing: plan.missing)
      publisher?.publish(cadence, in: workspace)
    case .schedule: findDays()
    case .raiseFlags: flags?.run(in: workspace, missing: plan.missing)
    case .emit(let index): emit(plan.outputs[index])
    }
  }

  /// Finds the days of visits, once the cadence is decided.
  func findDays() {
    guard let schedule, let cadence else { return }
    schedule.run(cadence, in: workspace, missing: plan.missing)
  }

  private func ask(_ index: Int) {
    tables[index].run(in: workspace, missing: plan.missing)
    publishAnswers(of: index)
  }

  /// Lays out what a table said for the expressions that read it.
  func publishAnswers(of index: Int) {
    let table = tables[index]
    for (column, form) in plan.tables[index].forms.enumerated() {
      guard let form else { continue }
      if table.plan.collecting != nil, case .box(let box, _) = form {
        for row in 0..<workspace.count {
          let answer = Int(workspace[table.plan.answer][row])
          guard answer < table.collections.count else { continue }
          let value = table.collections[answer].values[column]
          workspace.boxes[Int(box.index)][row] = value.map(Outcome.value) ?? .unknown
        }
      } else {
        form.publish(workspace[table.plan.answer], in: workspace)
      }
    }
  }

  private func emit(_ output: PolicyPlan.PlannedOutput) {
    guard case .computed(_, let lacking, let failed) = output else { return }
    if let lacking { plan.missing.note(lacking, rows: workspace[.all], in: workspace) }
    let (deferred, mask) = (workspace[.deferred], workspace[failed])
    for word in 0..<workspace.words { deferred[word] |= mask[word] }
  }
}
