import Cadences
import Calendars
import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// Takes the names that a schedule needs, or says where they come from.
  mutating func reserveScheduledNames() {
    let schedule = writtenSchedule
    for name in ScheduledValue.allCases.map(\.rawValue) {
      if let schedule {
        declared[name] = schedule.key.range
        scope.declare(
          unavailable: name, why: "it is known only when the cadence is; flags and outputs may read it",
          hint: "use what the schedule is made of")
      } else {
        scope.declare(
          unavailable: name, why: "the policy's cadence has no schedule",
          hint: "say when customers were visited last: `cadence: {schedule: {last_visit: …}}`")
      }
    }
  }

  /// The schedule as it is written, perhaps with faults.
  private var writtenSchedule: YAMLNode.Entry? {
    sections.value("cadence")?.entry("schedule").flatMap { $0.value.isNothing ? nil : $0 }
  }

  /// `schedule: {last_visit: last_visit, made: {of: visits}, since: opened, move: previous}`.
  mutating func readSchedule(_ node: YAMLNode, spacing: CadencePlan.Spacing?) -> SchedulePlan? {
    guard var fields = Fields(node, owner: "schedule", diagnostics: &diagnostics) else { return nil }
    let hint = "say when the customer was visited last: `last_visit: …`, a date"
    let last = fields.require("last_visit", hint: hint, diagnostics: &diagnostics)
      .flatMap { expression($0, what: "last_visit", expecting: .timestamp) }
    let made = fields.take("made").flatMap { readMade($0) }
    let since = fields.take("since").flatMap { expression($0, what: "since", expecting: .timestamp) }
    let moving = fields.take("move").flatMap { choice($0, what: "move", of: MoveRule.self) } ?? .previous
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    let spacing = spacing.map { VisitSpacing(min: $0.min, max: $0.max) } ?? .free
    guard let last, let spacing else { return nil }
    return SchedulePlan(
      lastVisit: last, made: made, since: since,
      terms: VisitTerms(spacing: spacing, moving: moving, calendar: calendar), provenance: provenance)
  }

  /// Visits that were counted of events before, or a number.
  private mutating func readMade(_ node: YAMLNode) -> SchedulePlan.Made? {
    if node.entries != nil {
      return visitsMade.map { fact in
        let source = SourceFragment(text: Fact.visitsMade, range: node.range.beginning)
        return .counted(CheckedExpression(slot: fact, type: .int, source: source))
      }
    }
    guard let made = expression(node, what: "made", expecting: .number) else { return nil }
    if let fact = made.slots.first(where: windowedCounts.contains) {
      diagnostics.append(.madeOfWindow(facts[fact].name, at: node.range))
    }
    return .number(made)
  }

  /// Declares what flags and outputs may read of the schedule; the first slot, or `nil` where there is no schedule.
  mutating func declareSchedule(_ schedule: SchedulePlan?) -> Int? {
    guard schedule != nil else {
      // It has faults, which were told: what reads its dates is not at fault too.
      if writtenSchedule != nil { ScheduledValue.allCases.forEach { declareFaulty($0.rawValue) } }
      return nil
    }
    let allocated = ScheduledValue.allCases.map { value in
      let slot = slots.allocate(value.rawValue)
      scope.declare(variable: value.rawValue, type: value.type, slot: slot)
      return slot
    }
    return allocated.first
  }

  /// A column for each scheduled value; `first` is the slot of the first.
  mutating func scheduleOutputs(_ schedule: SchedulePlan?, first: Int?) -> [Output] {
    guard let schedule, let first else { return [] }
    return ScheduledValue.allCases.enumerated().map { index, value in
      let name = value.rawValue
      let source = SourceFragment(text: name, range: schedule.provenance.range.beginning)
      return Output(
        name, slot: slots.allocate(name),
        computedBy: CheckedExpression(slot: first + index, type: value.type, source: source),
        provenance: schedule.provenance)
    }
  }
}
