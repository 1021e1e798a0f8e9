import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func bands(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
    var parts = TableParts()
    guard var fields = Fields(node, owner: "bands", diagnostics: &diagnostics) else { return parts }
    let input = fields.require("of", hint: "say what is compared: `of: sales_12m`", diagnostics: &diagnostics)
      .flatMap { expression($0, what: "of", expecting: .number) }
    parts.rows = thresholds(&fields, draft: &draft)
    parts.otherwise = innerFallback(&fields, draft: &draft)
    fields.finish(into: &diagnostics)
    if let input { parts.inputs = [.expression(input)] } else { parts.rows = [] }
    return parts
  }

  /// `at_least` or `at_most`: a row for each tier, from the best on.
  mutating func thresholds(_ fields: inout Fields, draft: inout ChoiceDraft) -> [DecisionTable.Row] {
    let atLeast = fields.take("at_least")
    let atMost = fields.take("at_most")
    guard let node = atLeast ?? atMost, (atLeast == nil) != (atMost == nil) else {
      diagnostics.append(.oneThresholdKind(draft.owner, at: fields.range.beginning))
      return []
    }
    guard let entries = node.entries else {
      diagnostics.append(.expectedMapping(owner: "thresholds of '\(draft.owner)'", at: node.range.beginning))
      return []
    }
    var previous: (number: Double, name: String)?
    return entries.compactMap { entry in
      guard let index = outcome(entry.key, in: &draft.outcomes),
        let bound = number(entry.value, what: "threshold of '\(entry.key.text)'")
      else { return nil }
      if let previous, atLeast != nil ? bound >= previous.number : bound <= previous.number {
        diagnostics.append(
          .unorderedThreshold(entry.key.text, after: previous.name, isAtLeast: atLeast != nil, at: entry.value.range))
      }
      previous = (bound, entry.key.text)
      let interval =
        atLeast != nil
        ? Interval(lower: .including(bound), upper: .unbounded) : Interval(lower: .unbounded, upper: .including(bound))
      let provenance = Provenance(range: entry.key.range, source: nil, label: LocalizedText([:]))
      return DecisionTable.Row(
        id: "\(draft.owner).\(entry.key.text)", tests: [.init(input: 0, test: .intervals([interval], negated: false))],
        conditions: [], outcome: index, provenance: provenance)
    }
  }
}
