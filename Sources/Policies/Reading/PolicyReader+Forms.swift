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
  /// Those that dimensions may have.
  static let dimensionForms = tableForms + StandingForm.allCases.map(\.rawValue)

  /// The table of the one form that is written, with `else` and `unknown`.
  mutating func decisionForm(_ fields: inout Fields, draft: inout ChoiceDraft) -> DecisionTable? {
    let names = if case .tiers = draft.outcomes { Self.dimensionForms } else { Self.tableForms }
    let forms = names.compactMap { form in fields.take(form).map { (form, $0) } }
    let otherwise = fields.take("else")
    let unknown = fields.take("unknown")
    guard let (form, node) = forms.first else { return nil }
    for (other, otherNode) in forms.dropFirst() {
      diagnostics.append(.twoForms(draft.owner, form, other, at: otherNode.range.beginning))
    }
    if let standing = StandingForm(rawValue: form) {
      return self.standing(standing, node, otherwise: otherwise, unknown: unknown, draft: &draft)
    }
    var parts = table(form: form, node: node, draft: &draft)
    if let otherwise, let other = parts.otherwise {
      reportTwoElses(otherwise, and: other.provenance.range, of: draft.owner)
    }
    if let otherwise { parts.otherwise = fallback(otherwise, suffix: "else", draft: &draft) ?? parts.otherwise }
    parts.ifUnknown = unknown.flatMap { fallback($0, suffix: "unknown", draft: &draft) }
    checkFallbackIDs(parts)
    return DecisionTable(
      inputs: parts.inputs, rows: parts.rows, hit: parts.hit, otherwise: parts.otherwise, ifUnknown: parts.ifUnknown)
  }

  /// The one to mend is in this very file, if one of them is.
  mutating func reportTwoElses(_ outer: YAMLNode, and inner: SourceRange, of owner: String) {
    let places = [outer.range.beginning, inner.beginning]
    let own = header.nameRange.file
    let isInnerOurs = places[1].file == own && places[0].file != own
    diagnostics.append(.twoElses(owner, at: places[isInnerOurs ? 1 : 0], other: places[isInnerOurs ? 0 : 1]))
  }

  /// `else` and `unknown` may name themselves, but not like a row.
  mutating func checkFallbackIDs(_ parts: TableParts) {
    let ids = Set(parts.rows.map(\.id))
    for fallback in [parts.otherwise, parts.ifUnknown].compactMap({ $0 }) where ids.contains(fallback.id) {
      diagnostics.append(.idTaken(fallback.id, at: fallback.provenance.range.beginning))
    }
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
    let ownID = fields.has("id") ? ruleID(&fields) : nil
    let then = fields.require("then", hint: "say what holds", diagnostics: &diagnostics)
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    return then.flatMap { outcome($0, in: &draft.outcomes) }.map {
      DecisionTable.Row(id: ownID ?? id, tests: [], conditions: [], outcome: $0, provenance: provenance)
    }
  }

  /// `else` may stand inside `bands`, `match`, `score` and `table` too.
  mutating func innerFallback(_ fields: inout Fields, draft: inout ChoiceDraft) -> DecisionTable.Row? {
    fields.take("else").flatMap { fallback($0, suffix: "else", draft: &draft) }
  }
}
