import Expressions
import SourceText
import YAML

/// The small things that every section is made of.
extension PolicyReader {
  /// The entries of a section; none, with a diagnostic, if it is no mapping.
  mutating func section(_ name: String) -> [YAMLNode.Entry] {
    guard let node = sections.value(name) else { return [] }
    if node.entries == nil { diagnostics.append(.expectedMapping(owner: name, at: node.range)) }
    return node.entries ?? []
  }

  /// The entries of a section, each a mapping with some of `parts`; a diagnostic for a part that stands beside them.
  mutating func section(_ name: String, of parts: [String]) -> [YAMLNode.Entry] {
    var above: SourceFragment?
    return section(name).filter { entry in
      if entry.value.entries != nil || !parts.contains(entry.key.text) {
        above = entry.key
        return true
      }
      diagnostics.append(.outdented(entry.key, below: above?.text))
      return false
    }
  }

  /// The text of a scalar; a diagnostic for collections.
  mutating func text(_ node: YAMLNode, what: String) -> SourceFragment? {
    if let fragment = node.fragment { return fragment }
    diagnostics.append(.expectedScalar(what: what, at: node.range.beginning))
    return nil
  }

  /// `true` or `false`.
  mutating func flag(_ node: YAMLNode?, key: String) -> Bool {
    guard let node, let fragment = text(node, what: key) else { return false }
    switch fragment.text {
    case "true": return true
    case "false": return false
    default:
      diagnostics.append(.notBoolean(key: key, text: fragment.text, at: fragment.range))
      return false
    }
  }

  /// A decimal number, or `params.NAME` where that is one.
  mutating func number(_ node: YAMLNode, what: String) -> Double? {
    guard let fragment = text(node, what: what) else { return nil }
    switch constant(fragment.text, kind: .number) {
    case .double(let value): return value
    case .int(let value): return Double(value)
    default:
      diagnostics.append(
        .notOfKind(.number, what: what, text: fragment.text, at: fragment.range, params: params.keys.sorted()))
      return nil
    }
  }

  /// A literal of `kind`, or the value of the param that `params.NAME` names.
  func constant(_ text: String, kind: Fact.Kind) -> Value? {
    if text.hasPrefix("params.") {
      guard let parameter = params[String(text.dropFirst(7))], kind.accepts(parameter.type) else { return nil }
      return parameter.value
    }
    return kind.value(of: Substring(text))
  }

  /// One of the cases of a closed list; a diagnostic with the nearest otherwise.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: YAMLNode, what: String, of type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let fragment = text(node, what: what) else { return nil }
    if let value = Choice(rawValue: fragment.text) { return value }
    diagnostics.append(.notAmong(what: what, fragment: fragment, choices: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// Text in one or several languages.
  mutating func localized(_ node: YAMLNode?, what: String) -> LocalizedText {
    LocalizedText.read(node, what: what, diagnostics: &diagnostics)
  }

  /// What every rule may carry: `source`, `label`, `note`, `locked`.
  mutating func provenance(_ fields: inout Fields, at range: SourceRange) -> Provenance {
    _ = fields.take("note")
    _ = flag(fields.take("locked"), key: "locked")
    let source = fields.take("source").flatMap { text($0, what: "source")?.text }
    return Provenance(range: range, source: source, label: localized(fields.take("label"), what: "label"))
  }

  /// Whole days: `7d`, `2w`, `7 days`, `7天`.
  mutating func days(_ node: YAMLNode, what: String) -> Int? {
    guard let fragment = text(node, what: what) else { return nil }
    if let days = TimeLength(fragment.text)?.days { return days }
    diagnostics.append(.notDays(what: what, text: fragment.text, at: fragment.range))
    return nil
  }

  /// A checked expression; its faults are reported where they stand.
  mutating func expression(
    _ node: YAMLNode, what: String, expecting expected: ExpectedType = .any
  ) -> CheckedExpression? {
    guard let fragment = text(node, what: what) else { return nil }
    return expression(fragment, expecting: expected)
  }

  /// As above, for text that is already at hand.
  mutating func expression(_ fragment: SourceFragment, expecting expected: ExpectedType = .any) -> CheckedExpression? {
    // What a faulty value would have been is not known; that is no fault of what reads it.
    let readsFaulty = !faulty.isEmpty && !faulty.isDisjoint(with: CheckedExpression.names(in: fragment))
    let checked = CheckedExpression.compile(fragment, in: scope, expecting: readsFaulty ? .any : expected)
    diagnostics += checked.diagnostics
    return checked.hasErrors ? nil : checked.value
  }

  /// Takes a name for something new; a diagnostic if it is no identifier or taken.
  mutating func declare(_ key: SourceFragment, what: String) -> Bool {
    let name = key.text
    guard Names.isIdentifier(name) else {
      diagnostics.append(.badName(key, what: what))
      return false
    }
    if reserved.contains(name) {
      diagnostics.append(.reservedName(key, what: what))
      return false
    }
    if let first = declared[name] {
      diagnostics.append(.nameTaken(key, what: what, first: first))
      return false
    }
    declared[name] = key.range
    return true
  }

  /// The id of a rule; a diagnostic if it is absent or unusable.
  mutating func ruleID(_ fields: inout Fields) -> String? {
    guard let node = fields.require("id", hint: "give the rule a name of its own: `id: …`", diagnostics: &diagnostics),
      let fragment = text(node, what: "id")
    else { return nil }
    guard Names.isRuleID(fragment.text) else {
      diagnostics.append(.badRuleID(fragment))
      return nil
    }
    return fragment.text
  }

  /// The rules of a keyed list with their fields; a diagnostic for anything that is no mapping.
  mutating func rules(_ node: YAMLNode, what: String) -> [(fields: Fields, node: YAMLNode)] {
    guard let items = node.items else {
      diagnostics.append(.expectedSequence(what: what, at: node.range.beginning))
      return []
    }
    return items.compactMap { item in
      Fields(item, owner: "a rule of \(what)", diagnostics: &diagnostics).map { ($0, item) }
    }
  }
}
