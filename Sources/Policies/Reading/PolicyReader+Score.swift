import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func score(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
    var table = TableParts()
    guard var fields = Fields(node, owner: "score", diagnostics: &diagnostics) else { return table }
    let list = fields.require(
      "parts", hint: "list what adds up: `parts: [{id, when, points}]`", diagnostics: &diagnostics)
    let parts = list.map { rules($0, what: "the score of '\(draft.owner)'") } ?? []
    table.inputs = [.score(Score(parts: parts.compactMap { scorePart($0.fields) }))]
    table.rows = thresholds(&fields, draft: &draft)
    table.otherwise = innerFallback(&fields, draft: &draft)
    fields.finish(into: &diagnostics)
    return table
  }

  mutating func scorePart(_ part: Fields) -> Score.Part? {
    var fields = part
    let addsPoints = part.has("when") && part.has("points") && !part.has("of") && !part.has("weight")
    let addsValue = part.has("of") && !part.has("when") && !part.has("points")
    if !addsPoints, !addsValue { diagnostics.append(.incompletePart(part.text("id"), at: part.range.beginning)) }
    let id = ruleID(&fields)
    let condition = fields.take("when").flatMap { expression($0, what: "when", expecting: .bool) }
    let points = fields.take("points").flatMap { number($0, what: "points") }
    let value = fields.take("of").flatMap { expression($0, what: "of", expecting: .number) }
    let weight = fields.take("weight").flatMap { number($0, what: "weight") }
    _ = provenance(&fields, at: fields.range)
    fields.finish(into: &diagnostics)
    guard let id else { return nil }
    if let condition, let points { return .points(id: id, condition: condition, points: points) }
    return value.map { .weighted(id: id, value: $0, weight: weight ?? 1) }
  }
}
