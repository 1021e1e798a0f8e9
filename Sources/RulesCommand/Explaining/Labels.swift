import Expressions
import Policies

/// What people call the things that a policy names.
struct Labels {
  let language: Language
  private let phrases: Phrases
  private var names: [String: LocalizedText] = [:]
  /// By the name of a fact, dimension or output column, then by value.
  private var values: [String: [String: LocalizedText]] = [:]

  /// The labels of a policy in a language.
  init(policy: Policy?, language: Language, phrases: Phrases) {
    self.language = language
    self.phrases = phrases
    guard let policy else { return }
    for fact in policy.facts { add(fact) }
    for value in policy.derived { names[value.name] = value.provenance.label }
    for dimension in policy.dimensions { add(dimension) }
    for column in policy.outputs.flatMap(\.columns) {
      names[column.name] = column.label
      values[column.name] = column.valueLabels
    }
  }

  private mutating func add(_ fact: Fact) {
    names[fact.name] = fact.provenance.label
    if case .enumeration(let members) = fact.kind {
      values[fact.name] = Dictionary(members.map { ($0.name, $0.label) }) { first, _ in first }
    }
  }

  private mutating func add(_ dimension: Dimension) {
    names[dimension.name] = dimension.provenance.label
    values[dimension.name] = Dictionary(dimension.tiers.map { ($0.name, $0.label) }) { first, _ in first }
  }
}

extension Labels {
  /// A fact, dimension, derived value or output column: its label with its name, or the name alone.
  func name(_ name: String) -> String { labelled(name, names[name]) }

  /// A tier of a dimension.
  func tier(_ tier: String, of dimension: String) -> String { labelled(tier, values[dimension]?[tier]) }

  /// A value of a fact, dimension or output column.
  func value(_ value: Value, of name: String) -> String {
    guard case .string(let text) = value else { return value.text }
    return labelled(text, values[name]?[text])
  }

  /// A rule by its id, with its label if it has one.
  func rule(_ id: String, _ provenance: Provenance?) -> String { labelled(id, provenance?.label) }

  private func labelled(_ name: String, _ label: LocalizedText?) -> String {
    // The name itself serves better than a label that the reader may not be able to read.
    guard let texts = label?.texts, let text = texts[language.rawValue] ?? texts[""], text != name else { return name }
    return phrases.named(text, name)
  }
}
