import Cadences
package import Expressions
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
    fields.finish(into: &diagnostics)
    checkBounds(bounds, obligations: obligations)
    return CadencePlan(
      obligations: obligations,
      adjustments: adjustments.filter(\.isMultiplication) + adjustments.filter { !$0.isMultiplication },
      rounding: rounding, atLeast: bounds?.atLeast, atMost: bounds?.atMost, spacing: spacing)
  }

  private mutating func readObligations(_ node: YAMLNode) -> [Obligation] {
    rules(node, what: "cadence.obligations").compactMap {
      readObligation($0.fields, node: $0.node)
    }
  }

  private mutating func readObligation(_ rule: Fields, node: YAMLNode) -> Obligation? {
    var fields = rule
    let id = ruleID(&fields)
    let condition = fields.take("when").flatMap { expression($0, what: "when", expecting: .bool) }
    let by = fields.take("by")
    let visits = fields.take("visits")
    let mode = fields.take("mode")
    let isFloor = flag(fields.take("floor"), key: "floor")
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let id else { return nil }
    if visits == nil, mode == nil { diagnostics.append(.emptyObligation(id, at: node.range.beginning)) }
    let demanded: Obligation.Demand?
    if let by {
      demanded = demand(by: by, visits: visits, mode: mode, of: id)
    } else {
      demanded = demand(visits: visits, mode: mode, of: id)
    }
    return demanded.map {
      Obligation(id: id, condition: condition, demand: $0, isFloor: isFloor, provenance: provenance)
    }
  }

  private mutating func demand(visits: YAMLNode?, mode: YAMLNode?, of id: String) -> Obligation.Demand? {
    for node in [visits, mode] {
      if let node, node.entries != nil {
        diagnostics.append(.tiersWithoutDimension(id, at: node.range.beginning))
        return nil
      }
    }
    if let visits { demandRanges[id] = ["": visits.range] }
    let demanded = visits.flatMap { cadence($0) }
    return .all(demanded, mode: mode.flatMap { choice($0, what: "mode", of: VisitMode.self) })
  }

  private mutating func demand(by: YAMLNode, visits: YAMLNode?, mode: YAMLNode?, of id: String) -> Obligation.Demand? {
    guard let subject = expression(by, what: "by") else { return nil }
    guard case .enumeration(let enumeration) = subject.type else {
      diagnostics.append(.notATier(by.text ?? "", at: by.range))
      return nil
    }
    let cadences = byValue(visits, of: enumeration) { (reader: inout PolicyReader, node: YAMLNode) -> Cadence? in
      reader.cadence(node)
    }
    let modes = byValue(mode, of: enumeration) { (reader: inout PolicyReader, node: YAMLNode) -> VisitMode? in
      reader.choice(node, what: "mode", of: VisitMode.self)
    }
    demandRanges[id] = Dictionary(
      (visits?.entries ?? []).map { ($0.key.text, $0.value.range) }, uniquingKeysWith: { first, _ in first })
    if let visits, let entries = visits.entries {
      let open = enumeration.values.filter { value in !entries.contains { $0.key.text == value } }
      if !open.isEmpty { diagnostics.append(.tiersWithoutCadence(open, of: id, at: visits.range.beginning)) }
    }
    return .byValue(of: subject, values: enumeration.values, cadences: cadences, modes: modes)
  }

  /// One entry for each value; a single one holds for all of them.
  private mutating func byValue<Element>(
    _ node: YAMLNode?, of enumeration: Enumeration, read: (inout PolicyReader, YAMLNode) -> Element?
  ) -> [Element?] {
    var demanded = enumeration.values.map { _ -> Element? in nil }
    guard let node else { return demanded }
    guard let entries = node.entries else {
      let value = read(&self, node)
      return demanded.map { _ in value }
    }
    for entry in entries {
      guard let index = enumeration.values.firstIndex(of: entry.key.text) else {
        diagnostics.append(
          .notAmong(what: "value of '\(enumeration.name)'", fragment: entry.key, choices: enumeration.values))
        continue
      }
      demanded[index] = entry.value.isNothing ? nil : read(&self, entry.value)
    }
    return demanded
  }

  private mutating func cadence(_ node: YAMLNode) -> Cadence? {
    guard let fragment = text(node, what: "a cadence") else { return nil }
    do {
      return try Cadence.parse(fragment.text)
    } catch {
      diagnostics.append(.badCadence(fragment, fault: error))
      return nil
    }
  }

  private mutating func readAdjustments(_ node: YAMLNode) -> [Adjustment] {
    rules(node, what: "cadence.adjust").compactMap { readAdjustment($0.fields, node: $0.node) }
  }

  private mutating func readAdjustment(_ rule: Fields, node: YAMLNode) -> Adjustment? {
    var fields = rule
    let id = ruleID(&fields)
    let condition = fields.take("when").flatMap { expression($0, what: "when", expecting: .bool) }
    let multiply = fields.take("multiply")
    let add = fields.take("add")
    let per = fields.take("per")
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let id else { return nil }
    guard (multiply == nil) != (add == nil) else {
      diagnostics.append(.oneStep(id, at: node.range.beginning))
      return nil
    }
    if let multiply, per != nil { diagnostics.append(.perWithMultiply(id, at: multiply.range)) }
    return step(multiply: multiply, add: add, per: per, of: id, at: node.range.beginning).map {
      Adjustment(id: id, condition: condition, step: $0, provenance: provenance)
    }
  }

  private mutating func step(
    multiply: YAMLNode?, add: YAMLNode?, per: YAMLNode?, of id: String, at range: SourceRange
  ) -> Adjustment.Step? {
    if let multiply { return amount(multiply, what: "multiply").map { checked(factor: $0, at: multiply) } }
    guard let add else { return nil }
    guard let per else {
      diagnostics.append(.addWithoutPer(id, at: range))
      return nil
    }
    guard let period = text(per, what: "per") else { return nil }
    do {
      let unit = try Period.parse(period.text)
      return amount(add, what: "add").map { .add($0, per: unit) }
    } catch {
      diagnostics.append(.badCadence(period, fault: error))
      return nil
    }
  }

  private mutating func checked(factor: Adjustment.Amount, at node: YAMLNode) -> Adjustment.Step {
    if case .constant(let number) = factor, number.numerator < 0 {
      diagnostics.append(.negativeFactor(at: node.range))
    }
    return .multiply(factor)
  }

  private mutating func amount(_ node: YAMLNode, what: String) -> Adjustment.Amount? {
    guard let fragment = text(node, what: what) else { return nil }
    if let number = Rational(decimal: fragment.text) { return .constant(number) }
    guard let expression = expression(fragment, expecting: .number) else { return nil }
    switch expression.constant {
    case .int(let value)?: return .constant(Rational(value))
    case .double(let value)?: return Rational(shortestDecimalOf: value).map(Adjustment.Amount.constant)
    default: return .expression(expression)
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
    let least = fields.take("min").flatMap { days($0, what: "min") }
    let greatest = fields.take("max").flatMap { days($0, what: "max") }
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    if let least, let greatest, least > greatest { diagnostics.append(.emptySpacing(at: node.range.beginning)) }
    return CadencePlan.Spacing(min: least, max: greatest, provenance: provenance)
  }

  /// Declares what flags and outputs may read of the cadence.
  mutating func declareCadence(_ plan: CadencePlan?) -> (
    perMonth: Int, perYear: Int, mode: Int
  ) {
    let facts = slots.facts(behind: plan?.slots ?? [])
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

extension Adjustment {
  fileprivate var isMultiplication: Bool {
    if case .multiply = step { true } else { false }
  }

  /// The slots that it reads.
  package var slots: [Int] {
    let amount =
      switch step {
      case .multiply(let amount), .add(let amount, _): amount
      }
    guard case .expression(let expression) = amount else { return condition?.slots ?? [] }
    return (condition?.slots ?? []) + expression.slots
  }
}

extension Obligation.Demand {
  /// The dimension or enum fact that it goes by.
  package var subject: CheckedExpression? {
    guard case .byValue(let subject, _, _, _) = self else { return nil }
    return subject
  }

  /// All cadences that it may demand.
  fileprivate var cadences: [Cadence] {
    switch self {
    case .all(let cadence, _): [cadence].compactMap { $0 }
    case .byValue(_, _, let cadences, _): cadences.compactMap { $0 }
    }
  }
}

extension CadencePlan {
  /// The slots that it reads.
  fileprivate var slots: [Int] {
    let demanded = obligations.flatMap { ($0.condition?.slots ?? []) + ($0.demand.subject?.slots ?? []) }
    return demanded + adjustments.flatMap(\.slots)
  }
}
