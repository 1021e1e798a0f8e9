import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `first`: a list of rules, each with a condition.
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
    checkReach(parts.rows)
    return parts
  }

  /// Warns of conditions that always or never hold as written, whatever the params and the day.
  private mutating func checkReach(_ rows: [DecisionTable.Row]) {
    for (index, row) in rows.enumerated() {
      guard let condition = row.conditions.first, case .bool(let holds)? = condition.constant,
        CheckedExpression.names(in: condition.source).isEmpty
      else { continue }
      if !holds {
        diagnostics.append(.neverTrue(row.id, at: condition.source.range))
      } else if index + 1 < rows.count {
        diagnostics.append(.neverReached(rows[(index + 1)...].map(\.id), after: row.id, at: condition.source.range))
      }
    }
  }
}
