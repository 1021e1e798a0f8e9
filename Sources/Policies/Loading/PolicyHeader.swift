import Expressions
import SourceText
import YAML

/// One policy file: its header is read, its sections are still text.
struct PolicyDocument {
  let file: SourceFile
  let header: PolicyHeader
  /// The whole file.
  let root: YAMLNode

  /// What a file says of itself.
  static let headerKeys = ["policy", "version", "title", "description", "effective", "extends", "governs"]

  /// The sections that are merged along a chain of overlays.
  static let sections = [
    "params", "calendar", "facts", "events", "measures", "population", "derive", "classify", "cadence", "flags",
    "outputs", "capacity",
  ]
}

/// What a file says of itself.
struct PolicyHeader {
  let name: String
  let version: String
  let title: LocalizedText
  /// Its own, not narrowed by what it extends.
  let effective: EffectivePeriod
  /// The path it extends, as written.
  let extends: SourceFragment?
  /// `governs:`, not yet checked against the facts.
  let governs: YAMLNode?
  /// Where `policy:` names it; messages about the whole file point here.
  let nameRange: SourceRange
  /// Where `effective:` stands, if it does.
  let effectiveRange: SourceRange?
}

extension PolicyDocument {
  /// Reads the header of a parsed file, and what can be said of it alone.
  static func read(_ parsed: Diagnosed<YAMLNode>) -> Diagnosed<PolicyDocument> {
    guard let root = parsed.value, !parsed.hasErrors else { return Diagnosed(nil, parsed.diagnostics) }
    let file = root.range.file
    var diagnostics = parsed.diagnostics
    guard let header = PolicyHeader.read(root, diagnostics: &diagnostics) else { return Diagnosed(nil, diagnostics) }
    diagnostics += KeyedList.repeatedIDs(in: root)
    return Diagnosed(PolicyDocument(file: file, header: header, root: root), diagnostics)
  }

  /// The document's sections, shorthands spelled out; one whose name is misspelled is read as it was meant, and those that there
  /// are not are kept for the names in them.
  var ownSections: YAMLNode {
    let kept = (root.entries ?? []).filter { !Self.headerKeys.contains($0.key.text) && !$0.value.isNothing }.map {
      entry in
      YAMLNode.Entry(
        key: SourceFragment(text: section(meantBy: entry.key.text), range: entry.key.range), value: entry.value)
    }
    return YAMLNode(content: .mapping(kept), range: root.range).withShorthandsSpelledOut
  }

  /// The section of that name, or of one so near that it is proposed; the name itself where there is none, or it is there already.
  private func section(meantBy name: String) -> String {
    guard !Self.sections.contains(name),
      let meant = closestMatch(to: name, among: Self.headerKeys + Self.sections),
      Self.sections.contains(meant), root.entry(meant) == nil
    else { return name }
    return meant
  }
}

extension PolicyHeader {
  fileprivate static func read(_ root: YAMLNode, diagnostics: inout [Diagnostic]) -> PolicyHeader? {
    guard var fields = Fields(root, owner: "the policy", diagnostics: &diagnostics) else { return nil }
    let name = scalar(
      fields.require("policy", hint: "name the policy: `policy: my-policy`", diagnostics: &diagnostics), "policy",
      &diagnostics)
    let version = scalar(
      fields.require("version", hint: "give it a version: `version: \"2026.1\"`", diagnostics: &diagnostics), "version",
      &diagnostics)
    let title = LocalizedText.read(fields.take("title"), what: "title", diagnostics: &diagnostics)
    _ = LocalizedText.read(fields.take("description"), what: "description", diagnostics: &diagnostics)
    let effective = fields.take("effective")
    let period = EffectivePeriod.read(effective, diagnostics: &diagnostics)
    let extends = scalar(fields.take("extends"), "extends", &diagnostics)
    let governs = fields.take("governs")
    for section in PolicyDocument.sections { _ = fields.take(section) }
    fields.finish(into: &diagnostics)
    guard let name, let version else { return nil }
    if !Names.isRuleID(name.text) { diagnostics.append(.badPolicyName(name)) }
    return PolicyHeader(
      name: name.text, version: version.text, title: title, effective: period, extends: extends, governs: governs,
      nameRange: name.range, effectiveRange: effective?.range.beginning)
  }

  private static func scalar(_ node: YAMLNode?, _ key: String, _ diagnostics: inout [Diagnostic]) -> SourceFragment? {
    guard let node else { return nil }
    if let fragment = node.fragment { return fragment }
    diagnostics.append(.expectedScalar(what: key, at: node.range.beginning))
    return nil
  }
}

extension EffectivePeriod {
  fileprivate static func read(_ node: YAMLNode?, diagnostics: inout [Diagnostic]) -> EffectivePeriod {
    guard let node, var fields = Fields(node, owner: "effective", diagnostics: &diagnostics) else {
      return EffectivePeriod(from: nil, until: nil)
    }
    let from = date(fields.take("from"), what: "from", diagnostics: &diagnostics)
    let until = date(fields.take("until"), what: "until", diagnostics: &diagnostics)
    fields.finish(into: &diagnostics)
    if let from, let until, from.days >= until.days {
      diagnostics.append(.emptyPeriod(from: from, until: until, at: node.range.beginning))
    }
    return EffectivePeriod(from: from, until: until)
  }

  private static func date(_ node: YAMLNode?, what: String, diagnostics: inout [Diagnostic]) -> CalendarDate? {
    guard let node else { return nil }
    if let text = node.text, let date = CalendarDate(text) { return date }
    diagnostics.append(.notDate(what: what, text: node.text ?? "", at: node.range.beginning))
    return nil
  }

  /// The days that lie in both periods; `nil` if there are none.
  func intersection(_ other: EffectivePeriod) -> EffectivePeriod? {
    let from = [from, other.from].compactMap { $0 }.max { $0.days < $1.days }
    let until = [until, other.until].compactMap { $0 }.min { $0.days < $1.days }
    if let from, let until, from.days >= until.days { return nil }
    return EffectivePeriod(from: from, until: until)
  }
}
