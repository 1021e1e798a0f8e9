import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// What was decided on the customer last, as far as the policy asks for it: `previous.DIMENSION`, and for one that is held
  /// `previous.DIMENSION_since` and `previous.DIMENSION_pending`.
  mutating func readPrevious() {
    let mentioned = MentionedNames(behind: "previous.", in: sections).names
    for entry in sections.value("classify")?.entries ?? [] where entry.value.entries != nil {
      let name = entry.key.text
      let isHeld = entry.value.entry("hold") != nil
      for (fact, column, kind) in Self.previousFacts(of: name, tiers: TierNames.all(of: entry.value))
      where isHeld || mentioned.contains(fact) {
        let provenance = Provenance(range: entry.key.range, source: nil, label: LocalizedText([:]))
        add(
          Fact(
            name: "previous.\(fact)", kind: kind, missing: .unknown, origin: .previous(column: column),
            provenance: provenance))
      }
    }
    readRaisedFlags()
  }

  /// Since when each flag is up. Conditions cannot ask for it: its name is none of the language's.
  private mutating func readRaisedFlags() {
    var seen: Set<String> = []
    for rule in sections.value("flags")?.items ?? [] {
      guard let id = rule.value("id")?.fragment, Names.isRuleID(id.text), seen.insert(id.text).inserted else {
        continue
      }
      let provenance = Provenance(range: id.range, source: nil, label: LocalizedText([:]))
      addUnnamed(
        Fact(
          name: Fact.flagName(id.text), kind: .date, missing: .unknown, origin: .previous(column: "flag:\(id.text)"),
          provenance: provenance))
    }
  }

  private static func previousFacts(
    of dimension: String, tiers: [String]
  ) -> [(fact: String, column: String, kind: Fact.Kind)] {
    let values = tiers.map { Fact.EnumValue(name: $0, label: LocalizedText([:])) }
    return [
      (dimension, dimension, .enumeration(values)), ("\(dimension)_since", "\(dimension).since", .date),
      ("\(dimension)_pending", "\(dimension).pending", .integer),
    ]
  }
}

/// The names that the text of a policy mentions behind a prefix such as `params.`.
struct MentionedNames {
  private let prefix: String
  private(set) var names: Set<String> = []

  /// Those that stand in `sections`, except in those left out.
  init(behind prefix: String, in sections: YAMLNode, except leftOut: Set<String> = []) {
    self.prefix = prefix
    for section in sections.entries ?? [] where !leftOut.contains(section.key.text) { collect(section.value) }
  }

  private mutating func collect(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar): collect(scalar.fragment.text[...])
    case .sequence(let items): items.forEach { collect($0) }
    case .mapping(let entries): entries.forEach { collect($0.value) }
    }
  }

  private mutating func collect(_ text: Substring) {
    var rest = text
    while let found = rest.firstRange(of: prefix) {
      let name = rest[found.upperBound...].prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      names.insert(String(name))
      rest = rest[name.endIndex...]
    }
  }
}
