import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `flags`, in the policy's order.
  mutating func readFlags() -> [Flag] {
    guard let node = sections.value("flags") else { return [] }
    let places = Dictionary(facts.indices.map { (facts[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    return rules(node, what: "flags").compactMap { readFlag($0.fields, node: $0.node, facts: places) }
  }

  private mutating func readFlag(_ rule: Fields, node: YAMLNode, facts: [String: Int]) -> Flag? {
    var fields = rule
    let id = ruleID(&fields)
    let condition = fields.require("when", hint: "say when it is raised: `when: …`", diagnostics: &diagnostics)
      .flatMap { expression($0, what: "when", expecting: .bool) }
    let severity = fields.take("severity").flatMap { choice($0, what: "severity", of: Flag.Severity.self) } ?? .medium
    let owner = fields.take("owner").flatMap { readOwner($0) }
    let due = fields.take("due").flatMap { days($0, what: "due") }
    let clear = fields.take("clear_when").flatMap { expression($0, what: "clear_when", expecting: .bool) }
    let escalation = fields.take("escalate").map { readEscalation($0, hasDue: fields.has("due")) } ?? []
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let id, let condition, let raised = facts[Fact.flagName(id)] else { return nil }
    return Flag(
      id: id, condition: condition, severity: severity, owner: owner, due: due, clearCondition: clear,
      escalation: escalation, raisedFact: raised, provenance: provenance)
  }

  /// `escalate: [{owner: regional_manager, after: 7d, severity: high}, …]`.
  private mutating func readEscalation(_ node: YAMLNode, hasDue: Bool) -> [Flag.Step] {
    if !hasDue { diagnostics.append(.escalationWithoutDue(at: node.range.beginning)) }
    guard let items = node.items else {
      diagnostics.append(.expectedSequence(what: "escalate", at: node.range.beginning))
      return []
    }
    return items.compactMap { readStep($0) }
  }

  private mutating func readStep(_ node: YAMLNode) -> Flag.Step? {
    guard var fields = Fields(node, owner: "a level of escalate", diagnostics: &diagnostics) else { return nil }
    let owner = fields.require("owner", hint: "say who has to act then: `owner: …`", diagnostics: &diagnostics)
      .flatMap { readOwner($0) }
    let after = fields.require("after", hint: "say how long that one has: `after: 7d`", diagnostics: &diagnostics)
      .flatMap { days($0, what: "after") }
    let severity = fields.take("severity").flatMap { choice($0, what: "severity", of: Flag.Severity.self) }
    fields.finish(into: &diagnostics)
    return after.map { Flag.Step(owner: owner, after: $0, severity: severity) }
  }

  /// Who has to act; a diagnostic for a name that could not stand in a list of flags.
  mutating func readOwner(_ node: YAMLNode) -> String? {
    guard let name = text(node, what: "owner") else { return nil }
    if name.text.contains(where: { $0 == ";" || $0.isNewline }) { diagnostics.append(.badValueName(name)) }
    return name.text
  }

  /// Declares the list of raised flags for outputs.
  mutating func declareFlags(_ flags: [Flag]) -> Int {
    let slot = slots.allocate("flags", facts: slots.facts(behind: flags.flatMap(\.condition.slots)))
    scope.declare(variable: "flags", type: .list(.string), slot: slot)
    return slot
  }
}
