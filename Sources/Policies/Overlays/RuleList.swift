import SourceText
import YAML

/// The rules of a keyed list while an overlay is laid over them: found by id, in order, each put where it asks to be.
struct RuleList {
  /// `nil`: switched off.
  private var slots: [YAMLNode?]
  private var positions: [String: Int]
  private var places: [Place] = []

  /// Where a rule asks to be put.
  private struct Place {
    let rule: String
    let neighbour: SourceFragment
    let isBefore: Bool
  }

  init(_ rules: [YAMLNode]) {
    slots = rules
    let ids = rules.enumerated().compactMap { index, rule in rule.value("id")?.text.map { ($0, index) } }
    positions = Dictionary(ids, uniquingKeysWith: { first, _ in first })
  }

  /// The rule of an id; assigning `nil` switches it off.
  subscript(id: String) -> YAMLNode? {
    get { positions[id].flatMap { slots[$0] } }
    set { if let position = positions[id] { slots[position] = newValue } }
  }

  /// Adds a rule at the end.
  mutating func append(_ rule: YAMLNode, id: String?) {
    if let id { positions[id] = slots.count }
    slots.append(rule)
  }

  /// The rules that are left, in order.
  var rules: [YAMLNode] { slots.compactMap { $0 } }

  /// Their ids, in order.
  var ids: [String] { rules.compactMap { $0.value("id")?.text } }

  /// A rule without its `before` or `after`, which is kept until all rules are there.
  mutating func noting(_ rule: YAMLNode) -> YAMLNode {
    let entries = rule.entries ?? []
    guard let id = rule.value("id")?.text, let verb = entries.first(where: { Self.verbs.contains($0.key.text) }),
      let neighbour = verb.value.fragment
    else { return rule }
    places.append(Place(rule: id, neighbour: neighbour, isBefore: verb.key.text == "before"))
    let rest = entries.filter { $0.key.text != verb.key.text }
    return YAMLNode(content: .mapping(rest), range: rule.range)
  }

  private static let verbs = ["before", "after"]

  /// Puts the rules where they ask to be; returns the neighbours that do not exist.
  mutating func place() -> [SourceFragment] {
    guard !places.isEmpty else { return [] }
    var rules = self.rules
    var missing: [SourceFragment] = []
    for place in places {
      guard let index = rules.firstIndex(where: { $0.value("id")?.text == place.rule }) else { continue }
      let rule = rules.remove(at: index)
      if let target = rules.firstIndex(where: { $0.value("id")?.text == place.neighbour.text }) {
        rules.insert(rule, at: place.isBefore ? target : target + 1)
      } else {
        missing.append(place.neighbour)
        rules.insert(rule, at: index)
      }
    }
    slots = rules
    return missing
  }
}

extension YAMLNode {
  /// This rule or param without the base's `key`, where `overlay` changes what it says and does not give its own.
  func withoutInherited(_ key: String, where overlay: YAMLNode) -> YAMLNode {
    let words = ["id", "label", "note", "locked", "before", "after", key]
    guard let entries, overlay.value(key) == nil,
      overlay.entries?.contains(where: { !words.contains($0.key.text) }) == true
    else { return self }
    return YAMLNode(content: .mapping(entries.filter { $0.key.text != key }), range: range)
  }
}
