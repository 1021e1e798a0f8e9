import SourceText
import YAML

/// Lays the sections of one policy over those of another: mappings merge by key, lists of rules by `id`, all else is replaced.
///
/// Nodes keep their places, so that each value of the result still names the file and line that it came from.
struct Overlay {
  /// Sections merged so far, and the names that overlays switched off, with the places where they did.
  struct Merged {
    let sections: YAMLNode
    var switchedOff: [String: SourceRange] = [:]
  }

  private var diagnostics: [Diagnostic] = []
  private var switchedOff: [String: SourceRange]

  /// The base with the overlay's differences; both must be spelled out.
  static func merge(_ overlay: YAMLNode, over base: Merged) -> Diagnosed<Merged> {
    var merging = Overlay(switchedOff: base.switchedOff)
    let sections = merging.mapping(overlay, over: base.sections, path: [])
    return Diagnosed(Merged(sections: sections, switchedOff: merging.switchedOff), merging.diagnostics)
  }

  private init(switchedOff: [String: SourceRange]) { self.switchedOff = switchedOff }

  private mutating func mapping(_ overlay: YAMLNode, over base: YAMLNode, path: [String]) -> YAMLNode {
    guard let added = overlay.entries, var merged = base.entries else { return overlay }
    if FormReplacement.applies(at: path) {
      let kept = FormReplacement.remove(from: merged, before: added, at: path)
      let removed = merged.filter { entry in !kept.contains { $0.key.text == entry.key.text } }
      if let lock = removed.lazy.compactMap(\.value.lockWithin).first {
        diagnostics.append(.locked(path[1], lock: lock, at: overlay.range.beginning))
        return base
      }
      merged = kept
    }
    for entry in added { lay(entry, over: &merged, of: base, path: path + [entry.key.text]) }
    return YAMLNode(content: .mapping(merged), range: overlay.range)
  }

  /// Adds, changes or switches off what one entry names; `base` is the mapping as it was.
  private mutating func lay(
    _ entry: YAMLNode.Entry, over merged: inout [YAMLNode.Entry], of base: YAMLNode, path: [String]
  ) {
    let name = entry.key.text
    let switchesOff = Self.isSwitchable(path) && isOff(entry.value)
    guard let index = merged.firstIndex(where: { $0.key.text == name }) else {
      if !switchesOff, let lock = Self.lock(against: name, in: base, at: path) {
        return diagnostics.append(.locked(name, lock: lock, at: entry.key.range))
      }
      if !switchesOff { return merged.append(entry) }
      return diagnostics.append(.nothingToSwitchOff(entry.key, known: merged.map(\.key.text)))
    }
    let old = merged[index].value
    if let lock = (switchesOff ? old.lockWithin : old.lock) ?? Self.lock(against: name, in: base, at: path) {
      diagnostics.append(.locked(name, lock: lock, at: entry.key.range))
    } else if switchesOff {
      merged.remove(at: index)
      switchedOff[name] = entry.key.range
    } else {
      let changed = value(entry.value, over: old, path: path, at: entry.key.range)
      let isParam = path.count == 2 && path[0] == "params"
      let value = isParam ? changed.withoutInherited("source", where: entry.value) : changed
      merged[index] = YAMLNode.Entry(key: entry.key, value: value)
    }
  }

  private mutating func value(_ overlay: YAMLNode, over base: YAMLNode, path: [String], at key: SourceRange) -> YAMLNode
  {
    if FixedValue.isFixed(path), overlay.text != base.text || overlay.entries != nil {
      diagnostics.append(.fixed(path, at: key, base: base.range.beginning))
      return base
    }
    if path.count == 3, path[0] == "params", path[2] == "value", (overlay.items == nil) != (base.items == nil) {
      diagnostics.append(.otherShape(path[1], isList: base.items != nil, at: overlay.range, base: base.range))
      return base
    }
    if FixedValue.isWhole(path) || overlay.isNothing { return overlay.isNothing ? base : overlay }
    if overlay.entries != nil, base.entries != nil { return mapping(overlay, over: base, path: path) }
    if let name = path.last, KeyedList.isList(name, overlay), KeyedList.isList(name, base) {
      return rules(overlay, over: base, path: path)
    }
    return overlay
  }

  private mutating func rules(_ overlay: YAMLNode, over base: YAMLNode, path: [String]) -> YAMLNode {
    var list = RuleList(base.items ?? [])
    for item in overlay.items ?? [] {
      guard let id = item.value("id")?.fragment else {
        list.append(item, id: nil)
        continue
      }
      if let rule = list[id.text] {
        change(rule, by: item, in: &list, id: id, path: path)
      } else {
        add(item, to: &list, id: id, path: path)
      }
    }
    diagnostics += list.place().map { .noSuchNeighbour($0, known: list.ids) }
    return YAMLNode(content: .sequence(list.rules), range: overlay.range)
  }

  private mutating func change(
    _ rule: YAMLNode, by item: YAMLNode, in list: inout RuleList, id: SourceFragment, path: [String]
  ) {
    if let lock = rule.lock {
      diagnostics.append(.locked(id.text, lock: lock, at: id.range))
    } else if isOff(item) {
      list[id.text] = nil
      switchedOff[Self.name(of: id.text, in: path)] = id.range
    } else {
      let changed = mapping(list.noting(item), over: rule, path: path + [id.text])
      list[id.text] = changed.withoutInherited("source", where: item)
    }
  }

  private mutating func add(_ item: YAMLNode, to list: inout RuleList, id: SourceFragment, path: [String]) {
    if let place = switchedOff[Self.name(of: id.text, in: path)] {
      diagnostics.append(.switchedOffBefore(id, at: place))
      return
    }
    if isOff(item) {
      diagnostics.append(.nothingToSwitchOff(id, known: list.ids))
      return
    }
    if item.value("then") == nil, item.value("when") == nil, let near = closestMatch(to: id.text, among: list.ids) {
      diagnostics.append(.looksLikeOverride(id, near: near))
    }
    list.append(list.noting(item), id: id.text)
  }

  /// The name under which a rule that is switched off is remembered; no identifier, so that it is no value's name.
  private static func name(of id: String, in path: [String]) -> String { (path + [id]).joined(separator: "/") }

  /// A locked row or part of a table, which means something else once the table's inputs or thresholds change.
  private static func lock(against key: String, in table: YAMLNode, at path: [String]) -> SourceRange? {
    guard path.count > 2, ["classify", "outputs"].contains(path[0]) else { return nil }
    let meanings = ["tiers", "inputs", "hit", "collect", "of", "on", "at_least", "at_most", "cuts", "within", "over"]
    return meanings.contains(key) ? table.lockWithin : nil
  }

  /// Whether what stands there can be switched off by `off: true`.
  private static func isSwitchable(_ path: [String]) -> Bool {
    path.count == 2 && ["derive", "measures", "population", "classify", "outputs"].contains(path[0])
  }

  /// Whether an entry switches something off; a diagnostic if it says so in other words, or says more.
  private mutating func isOff(_ node: YAMLNode) -> Bool {
    guard let verb = node.entry("off") else { return false }
    if verb.value.text != "true" { diagnostics.append(.badSwitch(verb.value)) }
    let rest = (node.entries ?? []).filter { !["off", "id", "note", "source"].contains($0.key.text) }
    if let other = rest.first { diagnostics.append(.offAndMore(other.key)) }
    return true
  }
}

extension YAMLNode {
  /// Where the node is locked, if it is.
  fileprivate var lock: SourceRange? {
    guard let entry = entry("locked"), entry.value.text == "true" else { return nil }
    return entry.key.range
  }

  /// A lock of the node or of anything below it, which would go with it.
  fileprivate var lockWithin: SourceRange? {
    if let lock { return lock }
    return ((items ?? []) + (entries ?? []).map(\.value)).lazy.compactMap(\.lockWithin).first
  }
}

/// What an overlay may not change, and what it replaces as a whole although it is a mapping.
private enum FixedValue {
  static func isFixed(_ path: [String]) -> Bool {
    if isOfField(path) { return path[4] == "type" }
    guard path.count == 3 else { return false }
    switch path[0] {
    case "params": return ["min", "max", "type"].contains(path[2])
    case "facts": return ["type", "key"].contains(path[2])
    case "events": return ["key", "time"].contains(path[2])
    default: return false
    }
  }

  /// Whether it belongs to a field of an event table.
  private static func isOfField(_ path: [String]) -> Bool {
    path.count == 5 && path[0] == "events" && path[2] == "fields"
  }

  static func isWhole(_ path: [String]) -> Bool {
    if isOfField(path) { return path[4] == "values" }
    guard path.count == 3 else { return false }
    return path[0] == "classify" && path[2] == "tiers" || path[0] == "facts" && path[2] == "values"
  }
}

/// What is written in another form than the base's takes that form instead.
private enum FormReplacement {
  /// The forms of what each section holds.
  private static let forms: [String: Set<String>] = [
    "measures": [
      "count", "sum", "min", "max", "avg", "distinct", "first", "last", "days_since", "streak", "trend",
    ],
    "population": ["share", "rank", "ahead", "percentile", "z", "total", "average", "count"],
    "classify": ["first", "bands", "match", "score", "table", "share", "top"],
    "outputs": ["first", "bands", "match", "score", "table", "value", "by"],
  ]

  static func applies(at path: [String]) -> Bool { path.count == 2 && forms[path[0]] != nil }

  static func remove(
    from base: [YAMLNode.Entry], before overlay: [YAMLNode.Entry], at path: [String]
  ) -> [YAMLNode.Entry] {
    let forms = forms[path[0]] ?? []
    let new = Set(overlay.map(\.key.text)).intersection(forms)
    let old = Set(base.map(\.key.text)).intersection(forms)
    guard !new.isEmpty, new != old else { return base }
    let hasElse = overlay.contains { new.contains($0.key.text) && $0.value.value("else") != nil }
    return base.filter { entry in
      !forms.contains(entry.key.text) && !(entry.key.text == "then" && old.contains("by"))
        && !(entry.key.text == "else" && hasElse)
    }
  }
}
