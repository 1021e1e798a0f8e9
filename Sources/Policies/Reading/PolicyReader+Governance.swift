import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// Whom the policy decides, against its facts.
  mutating func readGovernance() -> Governance {
    guard let node = header.governs else { return .customers([]) }
    if node.text == "none" { return .nobody }
    guard let entries = node.entries else {
      diagnostics.append(.badGoverns(at: node.range.beginning))
      return .nobody
    }
    return .customers(entries.compactMap { readConstraint($0) }.sorted { $0.fact < $1.fact })
  }

  mutating func readConstraint(_ entry: YAMLNode.Entry) -> Governance.Constraint? {
    guard let fact = facts.first(where: { $0.name == entry.key.text }) else {
      diagnostics.append(.governsUnknownFact(entry.key, known: facts.filter { $0.origin == .customer }.map(\.name)))
      return nil
    }
    guard fact.origin == .customer else {
      diagnostics.append(.governsMeasured(entry.key))
      return nil
    }
    guard fact.kind == .string || fact.kind.enumNames != nil else {
      diagnostics.append(.governsNumber(entry.key))
      return nil
    }
    let items = entry.value.items ?? [entry.value]
    let values = items.compactMap { item -> String? in
      guard let fragment = text(item, what: "governs") else { return nil }
      if case .enumeration(let enumeration) = fact.kind.valueType(named: fact.name),
        !enumeration.values.contains(fragment.text)
      {
        diagnostics.append(.notAmong(enumeration, fragment: fragment))
      }
      return fragment.text
    }
    if values.isEmpty { diagnostics.append(.badGoverns(at: entry.key.range)) }
    return Governance.Constraint(fact: fact.name, values: Set(values).sorted())
  }
}
