import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// A derived value as written.
  private struct Draft {
    let name: String
    let source: SourceFragment
    let provenance: Provenance
    let range: SourceRange
  }

  /// `derive`, in the order in which the values need each other; a slot and a declaration for each.
  mutating func readDerived() -> [DerivedValue] {
    forbidTiers()
    let drafts = readDrafts()
    let indexes = Dictionary(drafts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let order = DependencyOrder(
      uses: drafts.map { draft in CheckedExpression.names(in: draft.source).compactMap { indexes[$0] } })
    if !order.circle.isEmpty {
      diagnostics.append(.circle(order.circle.map { (drafts[$0].name, drafts[$0].range) }, what: "derived values"))
      drafts.forEach { declareFaulty($0) }
      return []
    }
    return order.order.compactMap { derive(drafts[$0]) }
  }

  /// Tiers come after derived values; using one here deserves a better message than "unknown name".
  private mutating func forbidTiers() {
    for entry in sections.value("classify")?.entries ?? [] {
      scope.declare(
        unavailable: entry.key.text, why: "it is a tier, and tiers are decided after derived values",
        hint: "use the facts that the tier is made of, or move this condition into a dimension")
    }
  }

  private mutating func readDrafts() -> [Draft] {
    section("derive").compactMap { entry in
      guard declare(entry.key, what: "derived value"),
        var fields = Fields(entry.value, owner: "derived value '\(entry.key.text)'", diagnostics: &diagnostics)
      else { return nil }
      let value = fields.require("value", hint: "write the expression: `value: …`", diagnostics: &diagnostics)
      let provenance = provenance(&fields, at: entry.key.range)
      fields.finish(into: &diagnostics)
      guard let value, let source = text(value, what: "value") else { return nil }
      return Draft(name: entry.key.text, source: source, provenance: provenance, range: entry.key.range)
    }
  }

  /// Declares a value that will not be there, so that what reads it is not a fault too.
  private mutating func declareFaulty(_ draft: Draft) {
    faulty.insert(draft.name)
    scope.declare(variable: draft.name, type: .dynamic, slot: 0)
  }

  private mutating func derive(_ draft: Draft) -> DerivedValue? {
    guard let expression = expression(draft.source) else {
      declareFaulty(draft)
      return nil
    }
    let slot = slots.allocate(draft.name, facts: slots.facts(behind: expression.slots))
    scope.declare(variable: draft.name, type: expression.type, slot: slot)
    return DerivedValue(name: draft.name, slot: slot, expression: expression, provenance: draft.provenance)
  }
}
