import Cadences
import Decisions
import Expressions
import Policies
import SourceText

extension Explanation {
  /// The result, every obligation that holds, and each step from the strongest demand to the result.
  var visitLines: [String] {
    guard let plan = policy.cadence else { return [] }
    guard let cadence = decision.cadence else {
      return [phrases.visits, "  " + phrases.noCadence] + claimLines(plan)
    }
    return [phrases.visits + phrases.colon + phrases.cadence(cadence.cadence)]
      + claimLines(plan)
      + ["  " + phrases.startsFrom(name(ofObligation: cadence.obligation), phrases.cadence(cadence.base))]
      + cadence.steps.map { stepLine($0, plan) }
      + openLines
      + modeLines(cadence) + scheduleLines
  }

  /// When the next visit is due, and what made it so.
  private var scheduleLines: [String] {
    guard let schedule = decision.trace?.schedule, let plan = policy.cadence?.schedule else { return [] }
    let told = phrases.schedule(schedule)
    let read = facts(readBy: (decision.trace?.entries ?? []).filter { $0.owner == SchedulePlan.rule })
    let place = phrases.rule + phrases.colon + place(of: plan.provenance)
    let rest = [place] + (read.isEmpty ? [] : [phrases.facts + phrases.colon + read])
    return told.prefix(1).map { "  " + $0 } + (told.dropFirst() + rest).map { "    " + $0 }
  }

  private func claimLines(_ plan: CadencePlan) -> [String] {
    let held = (decision.trace?.entries ?? []).filter { $0.owner == "obligations" && $0.verdict == .matched }
    return held.compactMap { entry in
      guard let obligation = plan.obligations.first(where: { $0.id == entry.rule }) else { return nil }
      let condition = obligation.condition.map { phrases.when(told($0.source.text)) } ?? ""
      let details = [place(of: entry.provenance), condition, facts(readBy: [entry])].filter { !$0.isEmpty }
        .joined(separator: phrases.comma)
      let named = name(ofObligation: obligation.id)
      return "  " + phrases.demands(named, demand(of: obligation, entry)) + phrases.colon + details
    }
  }

  private func name(ofObligation id: String) -> String {
    let obligation = policy.cadence?.obligations.first { $0.id == id }
    return labels.rule(id, obligation?.provenance, of: "obligations")
  }

  /// What an obligation demanded of this customer.
  private func demand(of obligation: Obligation, _ entry: Trace.Entry) -> String {
    let (cadence, mode): (Cadence?, VisitMode?) =
      switch obligation.demand {
      case .all(let cadence, let mode): (cadence, mode)
      case .byValue(let subject, let values, let cadences, let modes):
        index(of: subject.source.text, in: entry, among: values).map { (cadences[$0], modes[$0]) } ?? (nil, nil)
      }
    let visits = cadence.map(phrases.cadence).map { obligation.isFloor ? phrases.atLeast($0) : $0 }
    return [visits, mode.map(phrases.mode)].compactMap(\.self).joined(separator: phrases.comma)
  }

  /// Which of the values that an obligation goes by this customer has.
  private func index(of subject: String, in entry: Trace.Entry, among values: [String]) -> Int? {
    let value = entry.read.first { $0.name == subject }?.value?.text
    return values.firstIndex { $0 == value }
  }

  private func stepLine(_ step: CadenceStep, _ plan: CadencePlan) -> String {
    let provenance = provenance(of: step, plan)
    let named = phrases.step(step.kind, labels.rule(step.rule, provenance, of: "adjust"))
    let condition = condition(of: step, plan).map { phrases.when(told($0)) } ?? ""
    let read = facts(readBy: (decision.trace?.entries ?? []).filter { $0.owner == "adjust" && $0.rule == step.rule })
    let details = [place(of: provenance), condition, read].filter { !$0.isEmpty }.joined(separator: phrases.comma)
    return "  → \(named) → \(phrases.cadence(step.result))" + (details.isEmpty ? "" : phrases.colon + details)
  }

  private func provenance(of step: CadenceStep, _ plan: CadencePlan) -> Provenance? {
    switch step.kind {
    case .multiply, .add: plan.adjustments.first { $0.id == step.rule }?.provenance
    case .floor: plan.obligations.first { $0.id == step.rule }?.provenance
    case .atLeast: plan.atLeast?.provenance
    case .atMost: plan.atMost?.provenance
    case .round, .exception: nil
    }
  }

  /// When an adjustment acts.
  private func condition(of step: CadenceStep, _ plan: CadencePlan) -> String? {
    switch step.kind {
    case .multiply, .add: plan.adjustments.first { $0.id == step.rule }?.condition?.source.text
    case .round, .floor, .atLeast, .atMost, .exception: nil
    }
  }

  /// Obligations and adjustments that nobody can tell whether they hold.
  private var openLines: [String] {
    let open = (decision.trace?.entries ?? []).filter {
      ($0.owner == "obligations" || $0.owner == "adjust") && $0.verdict == .unknown
    }
    guard !open.isEmpty else { return [] }
    let names = open.map { labels.rule($0.rule, $0.provenance, of: $0.owner) }.joined(separator: phrases.comma)
    return ["  " + phrases.open + phrases.colon + names]
  }

  private func modeLines(_ cadence: CadenceDecision) -> [String] {
    guard let mode = cadence.mode else { return [] }
    let named = phrases.mode(mode)
    return ["  " + (cadence.modeObligation.map { phrases.modeBecause(named, name(ofObligation: $0)) } ?? named)]
  }
}
