import Decisions
import Policies

/// Counts over what a policy decided, by code, batch after batch; a summary is made of them when it is asked for.
///
/// Not shared between threads.
final class PolicyTally {
  private let plan: PolicyPlan
  private let decided = MaskTally(1)
  private let tiers: [CodeTally]
  private let cadences = CodeTally()
  private let flags: MaskTally
  private let missing: MaskTally
  private let workload: WorkloadTally?
  private var summary = RunSummary()

  /// For batches of up to `capacity` rows.
  init(_ plan: PolicyPlan, capacity: Int) {
    self.plan = plan
    tiers = plan.policy.dimensions.map { _ in CodeTally() }
    flags = MaskTally(plan.policy.flags.count)
    missing = MaskTally(plan.missing.possible.count)
    workload = plan.workload.map { WorkloadTally($0, policy: plan.policy.identity, capacity: capacity) }
  }
}

extension PolicyTally {
  /// Counts the customers of the last batch that were not deferred.
  func count(_ decider: PolicyDecider) {
    let workspace = decider.workspace
    decided.count(0, .all, in: workspace)
    for (tally, table) in zip(tiers, plan.tables) {
      tally.count(workspace[table.plan.answer], below: table.plan.coding.answers.count, in: workspace)
    }
    if let cadence = decider.cadence {
      cadences.count(workspace[cadence.vectors.states], below: cadence.decisions.states.count, in: workspace)
    }
    if let plan = plan.flags {
      for index in plan.conditions.indices { flags.count(index, plan.up(index), in: workspace) }
    }
    for (index, fact) in plan.missing.possible.enumerated() { missing.count(index, fact.rows, in: workspace) }
    workload?.count(decider)
    if workload?.isFull == true { workload?.settle(into: &summary) }
  }

  /// Turns the counts by code into what the codes mean; call it before they lose their meaning.
  func settle(_ decider: PolicyDecider) {
    let rows = decided.take().reduce(0) { $0 + $1.count }
    guard rows > 0 else { return }
    workload?.settle(into: &summary)
    summary.add(decided: rows, by: plan.policy.identity)
    for (index, tally) in tiers.enumerated() {
      for (code, count) in tally.take() { summary.add(count, in: decider.tier(index, answer: code)) }
    }
    if let cadence = decider.cadence {
      for (code, count) in cadences.take() { summary.add(count, at: cadence.decisions[code]) }
    } else {
      summary.add(rows, at: nil)
    }
    for (flag, count) in flags.take() { summary.add(count, flagged: plan.policy.flags[flag].id) }
    for (index, count) in missing.take() {
      summary.add(count, lacking: plan.policy.facts[plan.missing.possible[index].fact].name)
    }
  }

  /// All counts since the last call.
  func take(_ decider: PolicyDecider) -> RunSummary {
    settle(decider)
    defer { summary = RunSummary() }
    return summary
  }
}
