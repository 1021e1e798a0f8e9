import Cadences
import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `cadence`; `nil` where the policy has none.
  mutating func readCadence() -> CadencePlan? {
    guard let node = sections.value("cadence"), var fields = Fields(node, owner: "cadence", diagnostics: &diagnostics)
    else { return nil }
    let obligations = fields.take("obligations").map { readObligations($0) } ?? []
    let adjustments = fields.take("adjust").map { readAdjustments($0) } ?? []
    let rounding = fields.take("round").flatMap { choice($0, what: "round", of: CadencePlan.Rounding.self) } ?? .up
    let bounds = fields.take("bounds").map { readBounds($0) }
    let spacing = fields.take("spacing").flatMap { readSpacing($0) }
    let schedule = fields.take("schedule").flatMap { readSchedule($0, spacing: spacing) }
    fields.finish(into: &diagnostics)
    checkBounds(bounds, obligations: obligations)
    checkIDs(of: adjustments, besides: obligations)
    return CadencePlan(
      obligations: obligations,
      adjustments: adjustments.filter(\.isMultiplication) + adjustments.filter { !$0.isMultiplication },
      rounding: rounding, atLeast: bounds?.atLeast, atMost: bounds?.atMost, spacing: spacing, schedule: schedule)
  }

  /// Reasons name obligations and adjustments by id alone.
  private mutating func checkIDs(of adjustments: [Adjustment], besides obligations: [Obligation]) {
    for adjustment in adjustments {
      guard let obligation = obligations.first(where: { $0.id == adjustment.id }) else { continue }
      diagnostics.append(
        .obligationOfSameID(
          adjustment.id, at: adjustment.provenance.range.beginning, obligation: obligation.provenance.range.beginning))
    }
  }

  private mutating func readBounds(_ node: YAMLNode) -> (atLeast: CadencePlan.Bound?, atMost: CadencePlan.Bound?) {
    guard var fields = Fields(node, owner: "bounds", diagnostics: &diagnostics) else { return (nil, nil) }
    let bounds = (bound(fields.take("at_least")), bound(fields.take("at_most")))
    _ = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    return bounds
  }

  private mutating func bound(_ node: YAMLNode?) -> CadencePlan.Bound? {
    guard let node, let cadence = cadence(node) else { return nil }
    return CadencePlan.Bound(
      cadence: cadence, provenance: Provenance(range: node.range, source: nil, label: LocalizedText([:])))
  }

  /// A cap below a floor, or below `at_least`, is a contradiction.
  private mutating func checkBounds(
    _ bounds: (atLeast: CadencePlan.Bound?, atMost: CadencePlan.Bound?)?, obligations: [Obligation]
  ) {
    guard let cap = bounds?.atMost else { return }
    if let least = bounds?.atLeast, least.cadence.visitsPerYear > cap.cadence.visitsPerYear {
      diagnostics.append(
        .capBelow(
          "at_least", demand: least.cadence, cap: cap.cadence, at: cap.provenance.range, other: least.provenance.range))
    }
    for floor in obligations.filter(\.isFloor) {
      guard let demand = floor.demand.cadences.max(by: { $0.visitsPerYear < $1.visitsPerYear }),
        demand.visitsPerYear > cap.cadence.visitsPerYear
      else { continue }
      diagnostics.append(
        .capBelow(
          "the floor '\(floor.id)'", demand: demand, cap: cap.cadence, at: cap.provenance.range,
          other: floor.provenance.range.beginning))
    }
  }

  private mutating func readSpacing(_ node: YAMLNode) -> CadencePlan.Spacing? {
    guard var fields = Fields(node, owner: "spacing", diagnostics: &diagnostics) else { return nil }
    let least = fields.take("min").flatMap { daysBetween($0, what: "min") }
    let greatest = fields.take("max").flatMap { daysBetween($0, what: "max") }
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    if let least, let greatest, least > greatest { diagnostics.append(.emptySpacing(at: node.range.beginning)) }
    return CadencePlan.Spacing(min: least, max: greatest, provenance: provenance)
  }

  /// Whole days, at least one.
  private mutating func daysBetween(_ node: YAMLNode, what: String) -> Int? {
    guard let count = days(node, what: what) else { return nil }
    if count < 1 { diagnostics.append(.noDayBetween(what: what, at: node.range)) }
    return count
  }

  /// Declares what flags and outputs may read of the cadence.
  mutating func declareCadence(_ plan: CadencePlan?) -> (
    perMonth: Int, perYear: Int, mode: Int
  ) {
    let facts = slots.facts(behind: (plan?.rules ?? []).flatMap(\.slots))
    let perMonth = slots.allocate("visits_per_month", facts: facts)
    let perYear = slots.allocate("visits_per_year", facts: facts)
    let mode = slots.allocate("visit_mode", facts: facts)
    scope.declare(variable: "visits_per_month", type: .double, slot: perMonth)
    scope.declare(variable: "visits_per_year", type: .double, slot: perYear)
    let modes = Enumeration(name: "visit_mode", values: VisitMode.allCases.map(\.rawValue))
    scope.declare(variable: "visit_mode", type: .enumeration(modes), slot: mode)
    return (perMonth, perYear, mode)
  }
}
