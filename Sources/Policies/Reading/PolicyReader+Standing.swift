import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `share: {of: …, cuts: {A: 80%, B: 95%}, else: C, zero: D}` and `top: {of: …, cuts: {A: 20%}, else: B}`.
  ///
  /// A tier is for those before whom the greater values make up less than its cut. Whoever has no standing, because nobody has
  /// (all values are 0) or the value is missing, has none of these tiers: not even that of `else`.
  mutating func standing(
    _ form: StandingForm, _ node: YAMLNode, otherwise: YAMLNode?, unknown: YAMLNode?, draft: inout ChoiceDraft
  ) -> DecisionTable? {
    // What is wrong with its shape was said when the population was read.
    guard node.entries != nil, var fields = Fields(node, owner: form.rawValue, diagnostics: &diagnostics) else {
      return nil
    }
    for key in ["of", "within", "over"] { _ = fields.take(key) }
    let hint = "say up to where each tier goes: `cuts: {A: 80%, B: 95%}`"
    let cuts = fields.require("cuts", hint: hint, diagnostics: &diagnostics)
    let zero = form == .share ? fields.take("zero") : nil
    let inner = fields.take("else")
    fields.finish(into: &diagnostics)
    if let inner, let otherwise { reportTwoElses(otherwise, and: inner.range, of: draft.owner) }
    guard let standing = standings[draft.owner] else { return nil }
    var parts = TableParts()
    parts.inputs = [.expression(answer(standing, named: "\(draft.owner).\(form.measureName)", at: node.range))]
    if let row = zero.flatMap({ anybody($0, suffix: "zero", draft: &draft) }), let least = notPositive(standing) {
      parts.rows.append(row.asking([least]))
    }
    parts.rows += cuts.map { cutRows($0, draft: &draft) } ?? []
    parts.ifUnknown = unknown.flatMap { fallback($0, suffix: "unknown", draft: &draft) }
    if let row = (inner ?? otherwise).flatMap({ anybody($0, suffix: "else", draft: &draft) }) {
      if parts.rows.contains(where: { $0.id == row.id }) {
        diagnostics.append(.idTaken(row.id, at: row.provenance.range.beginning))
      }
      parts.rows.append(row)
    }
    checkFallbackIDs(parts)
    return DecisionTable(
      inputs: parts.inputs, rows: parts.rows, hit: .first, otherwise: nil, ifUnknown: parts.ifUnknown)
  }

  private mutating func cutRows(_ node: YAMLNode, draft: inout ChoiceDraft) -> [DecisionTable.Row] {
    guard let entries = node.entries else {
      diagnostics.append(.expectedMapping(owner: "cuts of '\(draft.owner)'", at: node.range.beginning))
      return []
    }
    var previous: (number: Double, name: String)?
    return entries.compactMap { entry in
      guard let index = outcome(entry.key, in: &draft.outcomes), let cut = cut(entry.value) else { return nil }
      if let previous, cut <= previous.number {
        diagnostics.append(
          .unorderedThreshold(entry.key.text, after: previous.name, isAtLeast: false, at: entry.value.range))
      }
      previous = (cut, entry.key.text)
      let provenance = Provenance(range: entry.key.range, source: nil, label: LocalizedText([:]))
      let interval = Interval(lower: .unbounded, upper: .excluding(cut))
      return DecisionTable.Row(
        id: "\(draft.owner).\(entry.key.text)", tests: [.init(input: 0, test: .intervals([interval], negated: false))],
        conditions: [], outcome: index, provenance: provenance)
    }
  }

  /// A row for whoever has a standing.
  private mutating func anybody(
    _ node: YAMLNode, suffix: String, draft: inout ChoiceDraft
  ) -> DecisionTable.Row? {
    let everything = Interval(lower: .unbounded, upper: .unbounded)
    return fallback(node, suffix: suffix, draft: &draft).map { row in
      DecisionTable.Row(
        id: row.id, tests: [.init(input: 0, test: .intervals([everything], negated: false))], conditions: [],
        outcome: row.outcome, provenance: row.provenance)
    }
  }

  /// `80%`, `0.8`, or `params.NAME`; more than 0, at most 1.
  private mutating func cut(_ node: YAMLNode) -> Double? {
    guard let fragment = text(node, what: "cut") else { return nil }
    let isParam = fragment.text.hasPrefix("params.")
    if isParam, params[String(fragment.text.dropFirst(7))] == nil { return number(node, what: "cut") }
    let value =
      fragment.text.hasSuffix("%")
      ? Self.hundredths(fragment.text.dropLast()) : constant(fragment.text, kind: .number)?.number
    // A faulty param is no fault of what reads it.
    if let value, value.isNaN { return nil }
    if let value, value > 0, value <= 1 { return value }
    diagnostics.append(.notACut(fragment, value: isParam ? value : nil))
    return nil
  }

  /// So many in a hundred, as the number that is written so with two more places.
  private static func hundredths(_ text: Substring) -> Double? {
    let digits = text.trimmed
    guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }) else { return nil }
    return Double("\(digits)e-2")
  }

  /// Reads the answer of a standing.
  private func answer(_ standing: Standing, named name: String, at range: SourceRange) -> CheckedExpression {
    CheckedExpression(slot: standing.slot, type: .double, source: SourceFragment(text: name, range: range.beginning))
  }

  /// Whether what is compared is 0 or less.
  private mutating func notPositive(_ standing: Standing) -> CheckedExpression? {
    let source = standing.value.source
    let isName = standing.value.soleSlot != nil
    return composed(isName ? "\(source.text) <= 0" : "(\(source.text)) <= 0", at: source.range)
  }
}

extension DecisionTable.Row {
  /// The row with these conditions beside its tests.
  fileprivate func asking(_ conditions: [CheckedExpression]) -> Self {
    Self(id: id, tests: tests, conditions: conditions, outcome: outcome, provenance: provenance)
  }
}
