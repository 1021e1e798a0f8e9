import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func decisionTable(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
    var parts = TableParts()
    guard var fields = Fields(node, owner: "table", diagnostics: &diagnostics) else { return parts }
    parts.hit = hitPolicy(&fields, draft: draft)
    let hint = "say what the cells look at: `inputs: [channel, sales_12m]`"
    let inputs = (fields.require("inputs", hint: hint, diagnostics: &diagnostics)?.items ?? [])
      .map { expression($0, what: "an input") }
    parts.inputs = inputs.compactMap { $0.map(DecisionTable.Input.expression) }
    let rows = fields.require("rows", hint: "list the rows: `rows: [{id, when, then}]`", diagnostics: &diagnostics)
    let written = rows.map { rules($0, what: "'\(draft.owner)'") } ?? []
    for (rowFields, rowNode) in written {
      if let row = tableRow(rowFields, node: rowNode, inputs: inputs, draft: &draft) { parts.rows.append(row) }
    }
    parts.otherwise = innerFallback(&fields, draft: &draft)
    fields.finish(into: &diagnostics)
    if inputs.contains(where: { $0 == nil }) { parts.rows = [] }
    checkOverlaps(parts, owner: draft.owner)
    return parts
  }

  private mutating func hitPolicy(_ fields: inout Fields, draft: ChoiceDraft) -> DecisionTable.HitPolicy {
    enum Word: String, CaseIterable { case unique, first, any, collect }
    let word = fields.take("hit").flatMap { choice($0, what: "hit", of: Word.self) } ?? .unique
    let collect = fields.take("collect")
    let aggregation = collect.flatMap { choice($0, what: "collect", of: DecisionTable.Aggregation.self) }
    switch word {
    case .unique: return .unique
    case .first: return .first
    case .any: return .any
    case .collect:
      if !draft.allowsCollect { diagnostics.append(.collectOnTiers(draft.owner, at: fields.range.beginning)) }
      if collect == nil { diagnostics.append(.collectHow(draft.owner, at: fields.range.beginning)) }
      return .collect(aggregation ?? .list)
    }
  }

  private mutating func tableRow(
    _ row: Fields, node: YAMLNode, inputs: [CheckedExpression?], draft: inout ChoiceDraft
  ) -> DecisionTable.Row? {
    var fields = row
    let id = ruleID(&fields)
    let hint = "give a cell for each input: `when: [\"-\", \">= 10\"]`"
    let when = fields.require("when", hint: hint, diagnostics: &diagnostics)
    let then = fields.require("then", hint: "say what holds: `then: …`", diagnostics: &diagnostics)
      .flatMap { outcome($0, in: &draft.outcomes) }
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let when else { return nil }
    let cells = when.items ?? [when]
    guard cells.count == inputs.count else {
      diagnostics.append(.cellCount(cells.count, inputs: inputs.count, at: when.range.beginning))
      return nil
    }
    let before = diagnostics.count
    var tests: [DecisionTable.Test] = []
    var conditions: [CheckedExpression] = []
    for (index, cell) in cells.enumerated() {
      guard let input = inputs[index] else { continue }
      switch self.cell(cell, type: input.type) {
      case .test(let test): tests.append(.init(input: index, test: test))
      case .condition(let condition): conditions.append(condition)
      case .anything, nil: break
      }
    }
    guard let id, let then, !diagnostics[before...].contains(where: { $0.severity == .error }) else { return nil }
    return DecisionTable.Row(id: id, tests: tests, conditions: conditions, outcome: then, provenance: provenance)
  }
}
