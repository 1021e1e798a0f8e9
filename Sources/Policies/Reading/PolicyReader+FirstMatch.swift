import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func firstMatch(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
    var parts = TableParts()
    for (ruleFields, ruleNode) in rules(node, what: "'\(draft.owner)'") {
      var fields = ruleFields
      let id = ruleID(&fields)
      let whenHint = "say when the rule holds: `when: …`, or use `else:` for all the rest"
      let condition = fields.require("when", hint: whenHint, diagnostics: &diagnostics)
        .flatMap { expression($0, what: "when", expecting: .bool) }
      let then = fields.require("then", hint: "say what holds: `then: …`", diagnostics: &diagnostics)
        .flatMap { outcome($0, in: &draft.outcomes) }
      let provenance = provenance(&fields, at: ruleNode.range)
      fields.finish(into: &diagnostics)
      guard let id, let condition, let then else { continue }
      parts.rows.append(
        DecisionTable.Row(id: id, tests: [], conditions: [condition], outcome: then, provenance: provenance))
    }
    return parts
  }
}
