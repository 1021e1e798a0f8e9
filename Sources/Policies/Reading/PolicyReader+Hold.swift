import Expressions
import SourceText
import YAML

/// How long a dimension keeps its tier against what is computed.
struct Hold {
  /// How many decisions in a row have to ask for a worse, or a better, tier before it is taken.
  let demoteAfter: Int
  let promoteAfter: Int
  /// While this is true, the tier of the last decision stays.
  let freeze: SourceFragment?
  let provenance: Provenance
}

extension PolicyReader {
  /// `hold: {demote_after: 2, promote_after: 1, freeze: "in_season('peak')"}`.
  mutating func readHold(_ node: YAMLNode, of dimension: String) -> Hold? {
    guard var fields = Fields(node, owner: "hold", diagnostics: &diagnostics) else { return nil }
    let demote = fields.take("demote_after").flatMap { decisions($0, what: "demote_after") }
    let promote = fields.take("promote_after").flatMap { decisions($0, what: "promote_after") }
    let freeze = fields.take("freeze")
    let frozen = freeze.flatMap { expression($0, what: "freeze", expecting: .bool) }
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    let writesCount = fields.has("demote_after") && demote != 1 || fields.has("promote_after") && promote != 1
    if !writesCount, freeze == nil {
      diagnostics.append(.holdsNothing(dimension, at: node.range.beginning))
    }
    return Hold(demoteAfter: demote ?? 1, promoteAfter: promote ?? 1, freeze: frozen?.source, provenance: provenance)
  }

  /// A count of decisions: 1 to 100.
  private mutating func decisions(_ node: YAMLNode, what: String) -> Int? {
    guard let fragment = text(node, what: what) else { return nil }
    if let count = Int(fragment.text), (1...100).contains(count) { return count }
    diagnostics.append(.notACount(what: what, fragment))
    return nil
  }

  /// The dimension that keeps the tiers of `computed`, which is called `NAME.computed`: both under the name's own slot and labels.
  mutating func held(_ computed: Dimension, by hold: Hold, named name: String, slot: Int) -> Dimension {
    let tiers = Enumeration(name: computed.name, values: computed.tiers.map { ($0.name, $0.label) })
    scope.declare(variable: computed.name, type: .enumeration(tiers), slot: computed.slot)
    let names = computed.tiers.map { $0.name.quoted }
    var rows: [DecisionTable.Row] = []
    for (index, tier) in names.enumerated() {
      guard let freeze = hold.freeze else { break }
      let wasThis = "has(previous.\(name)) && previous.\(name) == \(tier)"
      rows += row("\(name).freeze", "(\(freeze.text)) && \(wasThis)", then: index, hold)
    }
    for (index, tier) in names.enumerated() {
      let wasThis = "has(previous.\(name)) && previous.\(name) == \(tier)"
      let waits = [
        Self.waiting(for: names[(index + 1)...], hold.demoteAfter, sign: -1, name),
        Self.waiting(for: names[..<index], hold.promoteAfter, sign: 1, name),
      ].compactMap(\.self)
      guard !waits.isEmpty else { continue }
      rows += row("\(name).hold", "\(wasThis) && (\(waits.joined(separator: " || ")))", then: index, hold)
    }
    for (index, tier) in names.enumerated() {
      rows += row("\(name).computed", "\(computed.name) == \(tier)", then: index, hold)
    }
    return Dimension(
      name: name, slot: slot, tiers: computed.tiers, isRanked: true,
      table: DecisionTable(inputs: [], rows: rows, hit: .first, otherwise: nil, ifUnknown: nil),
      provenance: computed.provenance)
  }

  /// That one of `tiers` is computed, and not often enough yet; `nil` where that cannot be. A pending count below 0 counts worse
  /// tiers, one above 0 better ones.
  private static func waiting(
    for tiers: ArraySlice<String>, _ count: Int, sign: Int, _ name: String
  ) -> String? {
    guard count > 1, !tiers.isEmpty else { return nil }
    let isOften = sign < 0 ? "<= -\(count - 1)" : ">= \(count - 1)"
    let pending = "previous.\(name)_pending"
    return "\(name).computed in [\(tiers.joined(separator: ", "))] && !(has(\(pending)) && \(pending) \(isOften))"
  }

  private mutating func row(_ id: String, _ condition: String, then outcome: Int, _ hold: Hold) -> [DecisionTable.Row] {
    composed(condition, at: hold.provenance.range).map {
      [DecisionTable.Row(id: id, tests: [], conditions: [$0], outcome: outcome, provenance: hold.provenance)]
    } ?? []
  }

  /// An expression that is put together of parts that were checked; `range` is what messages point at.
  mutating func composed(_ text: String, at range: SourceRange) -> CheckedExpression? {
    expression(SourceFragment(text: text, range: range.beginning))
  }

  /// What the next decision has to know of a dimension that is held: since when the tier holds, and how many decisions in a row
  /// asked for a worse (below 0) or a better one.
  mutating func holdOutputs(of dimension: String, tiers: [String], _ hold: Hold) -> [Output] {
    let previous = "previous.\(dimension)"
    let rank = { (value: String) in
      tiers.enumerated().reduce("\(tiers.count)") { rest, tier in
        "\(value) == \(tier.element.quoted) ? \(tier.offset) : (\(rest))"
      }
    }
    let counted = { (comparison: String, step: String) in
      "has(\(previous)_pending) && \(previous)_pending \(comparison) 0 ? \(previous)_pending + (\(step)) : \(step)"
    }
    let isWorse = "(\(rank("\(dimension).computed"))) > (\(rank(previous)))"
    let frozen = hold.freeze.map { "(\($0.text)) ? (has(\(previous)_pending) ? \(previous)_pending : 0) : " } ?? ""
    let pending =
      "\(frozen)\(dimension) == \(dimension).computed || !has(\(previous)) ? 0"
      + " : \(isWorse) ? (\(counted("<", "-1"))) : (\(counted(">", "1")))"
    // Unknown, and so empty, where there is no tier: whether that is one of all tiers is not known then.
    let isKnown = "\(dimension) in [\(tiers.map(\.quoted).joined(separator: ", "))]"
    let since =
      "has(\(previous)) && \(previous) == \(dimension) && has(\(previous)_since) ? \(previous)_since"
      + " : \(isKnown) ? as_of : \(previous)_since"
    return [("since", since), ("pending", pending)].compactMap { part, text in
      composed(text, at: hold.provenance.range).map { output("\(dimension).\(part)", $0, hold.provenance) }
    }
  }

  private mutating func output(_ name: String, _ expression: CheckedExpression, _ provenance: Provenance) -> Output {
    let slot = slots.allocate(name, facts: slots.facts(behind: expression.slots))
    return Output(name, slot: slot, computedBy: expression, provenance: provenance)
  }
}

extension String {
  /// As a literal of a condition.
  fileprivate var quoted: String {
    "'" + replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
