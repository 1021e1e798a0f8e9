import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func match(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
    var parts = TableParts()
    parts.hit = .unique
    guard var fields = Fields(node, owner: "match", diagnostics: &diagnostics) else { return parts }
    let input = fields.require("on", hint: "say what is matched: `on: channel`", diagnostics: &diagnostics)
      .flatMap { expression($0, what: "on") }
    let hint = "list the values by what they mean: `cases: {modern: [mall, supermarket]}`"
    let cases = fields.require("cases", hint: hint, diagnostics: &diagnostics)
    parts.otherwise = innerFallback(&fields, draft: &draft)
    fields.finish(into: &diagnostics)
    guard let input else { return parts }
    parts.inputs = [.expression(input)]
    if let cases, cases.entries == nil {
      diagnostics.append(.expectedMapping(owner: "cases of '\(draft.owner)'", at: cases.range))
    }
    for entry in cases?.entries ?? [] {
      guard let index = outcome(entry.key, in: &draft.outcomes),
        let test = literalTest(entry.value, type: input.type)
      else { continue }
      parts.rows.append(
        DecisionTable.Row(
          id: "\(draft.owner).\(entry.key.text)", tests: [.init(input: 0, test: test)], conditions: [], outcome: index,
          provenance: Provenance(range: entry.key.range, source: nil, label: LocalizedText([:]))))
    }
    checkOverlaps(parts, owner: draft.owner, isMatch: true)
    return parts
  }
}
