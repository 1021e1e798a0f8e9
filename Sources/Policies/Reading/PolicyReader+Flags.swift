import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `flags`, in the policy's order.
  mutating func readFlags() -> [Flag] {
    guard let node = sections.value("flags") else { return [] }
    return rules(node, what: "flags").compactMap { readFlag($0.fields, node: $0.node) }
  }

  private mutating func readFlag(_ rule: Fields, node: YAMLNode) -> Flag? {
    var fields = rule
    let id = ruleID(&fields)
    let condition = fields.require("when", hint: "say when it is raised: `when: …`", diagnostics: &diagnostics)
      .flatMap { expression($0, what: "when", expecting: .bool) }
    let severity = fields.take("severity").flatMap { choice($0, what: "severity", of: Flag.Severity.self) } ?? .medium
    let owner = fields.take("owner").flatMap { text($0, what: "owner")?.text }
    let due = fields.take("due").flatMap { days($0, what: "due") }
    let clear = fields.take("clear_when").flatMap { expression($0, what: "clear_when", expecting: .bool) }
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let id, let condition else { return nil }
    return Flag(
      id: id, condition: condition, severity: severity, owner: owner, due: due, clearCondition: clear,
      provenance: provenance)
  }

  /// Declares the list of raised flags for outputs.
  mutating func declareFlags(_ flags: [Flag]) -> Int {
    let slot = slots.allocate("flags", facts: slots.facts(behind: flags.flatMap(\.condition.slots)))
    scope.declare(variable: "flags", type: .list(.string), slot: slot)
    return slot
  }
}
