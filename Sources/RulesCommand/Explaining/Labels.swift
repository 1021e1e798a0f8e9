import Cadences
import Decisions
import Expressions
import Policies

/// What people call the things that a policy names.
struct Labels {
  let language: Language
  private let phrases: Phrases
  private var names: [String: LocalizedText] = [:]
  /// By the name of a fact, dimension or output column, then by value.
  private var values: [String: [String: LocalizedText]] = [:]
  private var units: [String: String] = [:]
  /// The facts that are parts of a whole, and what the policy compares each with.
  private var parts: [String: [Double]] = [:]

  /// The labels of a policy in a language.
  init(policy: Policy?, language: Language, phrases: Phrases) {
    self.language = language
    self.phrases = phrases
    names = phrases.readings.mapValues { LocalizedText(["": $0]) }
    guard let policy else { return }
    for (slot, fact) in policy.facts.enumerated() { add(fact, slot, of: policy) }
    for value in policy.derived { names[value.name] = value.provenance.label }
    for dimension in policy.dimensions { add(dimension) }
    for column in policy.outputs.flatMap(\.columns) {
      if !policy.isScheduled(column.name) { names[column.name] = column.label }
      values[column.name] = column.valueLabels
    }
    values["flags"] = Dictionary(policy.flags.map { ($0.id, $0.provenance.label) }) { first, _ in first }
    values["visit_mode"] = Dictionary(
      uniqueKeysWithValues: VisitMode.allCases.map { ($0.rawValue, LocalizedText(["": phrases.mode($0)])) })
  }

  /// The labels of a policy that has the fact for which a customer was not decided.
  init(of rejection: Rejection, in policies: PolicySet, _ language: Language) {
    let policy = policies.policies.first { $0.facts.contains { $0.name == rejection.subject } }
    self.init(policy: policy ?? policies.policies.first, language: language, phrases: .of(language))
  }

  private mutating func add(_ fact: Fact, _ slot: Int, of policy: Policy) {
    let standing = policy.standing(fact).map { LocalizedText(["": phrases.standing($0)]) }
    names[fact.name] = standing ?? fact.provenance.label
    units[fact.name] = fact.unit
    if policy.isPart(fact) { parts[fact.name] = policy.limits(ofSlot: slot) }
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

  /// A value of a fact, dimension or output column, with its unit.
  func value(_ value: Value, of name: String) -> String {
    switch value {
    case .string(let text): labelled(text, values[name]?[text])
    case .bool(let bool): bool ? phrases.yes : phrases.no
    case .list(let elements) where elements.isEmpty: phrases.none
    case .list(let elements): elements.map { self.value($0, of: name) }.joined(separator: phrases.comma)
    case .double(let part): units[name] == nil ? shown(part, of: name) : withUnit(value, of: name)
    default: withUnit(value, of: name)
    }
  }

  private func shown(_ number: Double, of name: String) -> String {
    parts[name].map { number.percentText(beside: $0) } ?? Value.double(number).text
  }

  private func withUnit(_ value: Value, of name: String) -> String {
    value.text + (units[name].map { " " + (phrases.units[$0] ?? $0) } ?? "")
  }

  /// A param, with its value.
  func param(_ param: Parameter) -> String {
    labelled(param.name, param.provenance.label) + " = " + value(param.value, of: "params." + param.name)
  }

  /// A rule by its id, with its label if it has one; what is named after its owner (`OWNER.else`) goes by the rest of the name.
  func rule(_ id: String, _ provenance: Provenance?, of owner: String) -> String {
    if let label = provenance?.label, !label.texts.isEmpty { return labelled(id, label) }
    let owner = owner.hasSuffix(".computed") ? String(owner.dropLast(".computed".count)) : owner
    guard id.hasPrefix(owner + ".") else { return id }
    switch String(id.dropFirst(owner.count + 1)) {
    case "else": return phrases.named(phrases.otherwise, id)
    case "unknown": return phrases.named(phrases.ifUnknown, id)
    case "zero" where values[owner]?["zero"] == nil: return phrases.named(phrases.ifNothing, id)
    case "hold" where values[owner]?["hold"] == nil: return phrases.named(phrases.held, id)
    case "freeze" where values[owner]?["freeze"] == nil: return phrases.named(phrases.frozen, id)
    case "computed" where values[owner]?["computed"] == nil: return phrases.named(phrases.asComputed, id)
    case let tier: return labelled(id, values[owner]?[tier])
    }
  }

  private func labelled(_ name: String, _ label: LocalizedText?) -> String {
    // The name itself serves better than a label that the reader may not be able to read.
    guard let texts = label?.texts, let text = texts[language.rawValue] ?? texts[""], text != name else { return name }
    return phrases.named(text, name)
  }
}
