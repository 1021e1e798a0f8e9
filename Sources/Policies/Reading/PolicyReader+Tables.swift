import Expressions
import SourceText
import YAML

/// A form of choice while it is read: whose it is, and what its rows may say.
struct ChoiceDraft {
  /// The dimension or output.
  let owner: String
  let range: SourceRange
  var outcomes: Outcomes
  /// Whether `collect` is allowed.
  let allowsCollect: Bool
}

extension PolicyReader {
  /// The forms that compile to a table.
  static let tableForms = ["first", "bands", "match", "score", "table"]

  /// The table of the one form that is written, with `else` and `unknown`.
  mutating func choice(_ fields: inout Fields, draft: inout ChoiceDraft) -> DecisionTable? {
    let forms = Self.tableForms.compactMap { form in fields.take(form).map { (form, $0) } }
    let otherwise = fields.take("else")
    let unknown = fields.take("unknown")
    guard let (form, node) = forms.first else { return nil }
    for (other, otherNode) in forms.dropFirst() {
      diagnostics.append(.twoForms(draft.owner, form, other, at: otherNode.range.beginning))
    }
    var parts = table(form: form, node: node, draft: &draft)
    if let otherwise { parts.otherwise = fallback(otherwise, suffix: "else", draft: &draft) ?? parts.otherwise }
    parts.ifUnknown = unknown.flatMap { fallback($0, suffix: "unknown", draft: &draft) }
    return DecisionTable(
      inputs: parts.inputs, rows: parts.rows, hit: parts.hit, otherwise: parts.otherwise, ifUnknown: parts.ifUnknown)
  }

  /// A table that is being put together.
  struct TableParts {
    var inputs: [DecisionTable.Input] = []
    var rows: [DecisionTable.Row] = []
    var hit = DecisionTable.HitPolicy.first
    var otherwise: DecisionTable.Row?
    var ifUnknown: DecisionTable.Row?
  }

  private mutating func table(form: String, node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
    switch form {
    case "first": firstMatch(node, draft: &draft)
    case "bands": bands(node, draft: &draft)
    case "match": match(node, draft: &draft)
    case "score": score(node, draft: &draft)
    default: decisionTable(node, draft: &draft)
    }
  }

  /// `else: TIER` or `else: {then: TIER, id: …}`.
  mutating func fallback(_ node: YAMLNode, suffix: String, draft: inout ChoiceDraft) -> DecisionTable.Row? {
    let id = draft.owner + "." + suffix
    let isRule = node.entry("then") != nil
    guard isRule, var fields = Fields(node, owner: suffix, diagnostics: &diagnostics) else {
      let provenance = Provenance(range: node.range, source: nil, label: LocalizedText([:]))
      return outcome(node, in: &draft.outcomes).map {
        DecisionTable.Row(id: id, tests: [], conditions: [], outcome: $0, provenance: provenance)
      }
    }
    let ownID = fields.take("id")?.text
    let then = fields.require("then", hint: "say what holds", diagnostics: &diagnostics)
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    return then.flatMap { outcome($0, in: &draft.outcomes) }.map {
      DecisionTable.Row(id: ownID ?? id, tests: [], conditions: [], outcome: $0, provenance: provenance)
    }
  }

  private mutating func firstMatch(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
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

  private mutating func bands(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
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

  /// `else` may stand inside `bands`, `match`, `score` and `table` too.
  private mutating func innerFallback(_ fields: inout Fields, draft: inout ChoiceDraft) -> DecisionTable.Row? {
    fields.take("else").flatMap { fallback($0, suffix: "else", draft: &draft) }
  }

  /// `at_least` or `at_most`: a row for each tier, from the best on.
  private mutating func thresholds(_ fields: inout Fields, draft: inout ChoiceDraft) -> [DecisionTable.Row] {
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

  private mutating func match(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
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
    for entry in cases?.entries ?? [] {
      guard let index = outcome(entry.key, in: &draft.outcomes),
        let test = literalTest(entry.value, type: input.type)
      else { continue }
      parts.rows.append(
        DecisionTable.Row(
          id: "\(draft.owner).\(entry.key.text)", tests: [.init(input: 0, test: test)], conditions: [], outcome: index,
          provenance: Provenance(range: entry.key.range, source: nil, label: LocalizedText([:]))))
    }
    checkOverlaps(parts, owner: draft.owner)
    return parts
  }

  private mutating func score(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
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

  private mutating func scorePart(_ part: Fields) -> Score.Part? {
    var fields = part
    let id = ruleID(&fields)
    let condition = fields.take("when").flatMap { expression($0, what: "when", expecting: .bool) }
    let points = fields.take("points").flatMap { number($0, what: "points") }
    let value = fields.take("of").flatMap { expression($0, what: "of", expecting: .number) }
    let weight = fields.take("weight").flatMap { number($0, what: "weight") }
    let before = diagnostics.count
    _ = provenance(&fields, at: fields.range)
    fields.finish(into: &diagnostics)
    guard let id, diagnostics.count == before else { return nil }
    if let condition, let points { return .points(id: id, condition: condition, points: points) }
    if let value { return .weighted(id: id, value: value, weight: weight ?? 1) }
    diagnostics.append(.incompletePart(id, at: fields.range.beginning))
    return nil
  }

  private mutating func decisionTable(_ node: YAMLNode, draft: inout ChoiceDraft) -> TableParts {
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
