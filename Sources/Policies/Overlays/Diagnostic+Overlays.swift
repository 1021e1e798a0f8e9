import Cadences
import SourceText
import YAML

/// What an overlay may not do to its base.
extension Diagnostic {
  static func locked(_ name: String, lock: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "locked", range: range, message: "'\(name)' is locked; an overlay may not change it",
      hint: "remove it here, or ask the base's owner to unlock it",
      notes: [Note(range: lock, message: "locked here")])
  }

  static func fixed(_ path: [String], at range: SourceRange, base: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "fixed-by-base", range: range,
      message: "an overlay cannot change '\(path[path.count - 1])' of '\(path[path.count - 2])'",
      hint: hintOfFixed(path),
      notes: [Note(range: base, message: "the base says so here")])
  }

  private static func hintOfFixed(_ path: [String]) -> String {
    switch path[0] {
    case "params": "set `value:` within the base's limits"
    case "events": path.count == 3 ? "declare events of another name" : "declare a field of another name"
    default: "declare a fact of another name"
    }
  }

  static func otherShape(_ name: String, isList: Bool, at range: SourceRange, base: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "other-shape", range: range,
      message: isList ? "'\(name)' is a list of values in the base" : "'\(name)' is a single value in the base",
      hint: isList ? "write a list: `[a, b]`" : "write one value, without brackets",
      notes: [Note(range: base, message: "the base's value")])
  }

  static func badSwitch(_ value: YAMLNode) -> Diagnostic {
    Diagnostic(
      code: "bad-switch", range: value.range.beginning, message: "`off` takes `true` and nothing else",
      hint: "write `off: true` to switch it off, or remove the line")
  }

  static func offAndMore(_ key: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "off-and-more", range: key.range, message: "what is switched off cannot say '\(key.text)' too",
      hint: "leave `off: true` alone, or remove it")
  }

  static func nothingToSwitchOff(_ id: SourceFragment, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-switch-off", range: id.range, message: "the base has no '\(id.text)' to switch off",
      hint: suggestion(for: id.text, among: known) ?? "the base has \(list(known))")
  }

  static func switchedOffBefore(_ id: SourceFragment, at place: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "switched-off", range: id.range, message: "'\(id.text)' was switched off by a policy that this one extends",
      hint: "add a rule of another id", notes: [Note(range: place, message: "switched off here")])
  }

  static func noSuchNeighbour(_ id: SourceFragment, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "no-such-rule", range: id.range, message: "there is no rule '\(id.text)' to put this one beside",
      hint: suggestion(for: id.text, among: known) ?? "the list has \(list(known))")
  }

  static func looksLikeOverride(_ id: SourceFragment, near: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "looks-like-override", range: id.range, message: "this adds a new rule '\(id.text)'",
      hint: "to change the base's rule write `id: \(near)`")
  }

  static func repeatedID(_ id: SourceFragment, first: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "repeated-id", range: id.range, message: "another rule of this list is called '\(id.text)'",
      hint: "give each rule an id of its own", notes: [Note(range: first, message: "the first of the name")])
  }

  static func floorLoosened(_ id: String, how: FloorLoosening, at range: SourceRange, base: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "floor-loosened", range: range, message: how.message(id),
      hint: how.hint, notes: [Note(range: base, message: "the base's floor")])
  }

  /// `did you mean 'x'?`, where something comes near.
  static func suggestion(for text: String, among known: some Sequence<String>) -> String? {
    closestMatch(to: text, among: known).map { "did you mean '\($0)'?" }
  }

  /// Names in a sentence; the first dozen of many.
  static func list(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    return names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }
}

extension FloorLoosening {
  fileprivate func message(_ id: String) -> String {
    switch self {
    case .switchedOff: "'\(id)' is a floor of the base (\"at least\"); it cannot be switched off"
    case .noLongerFloor: "'\(id)' is a floor of the base (\"at least\"); it must stay one"
    case .otherCondition: "'\(id)' is a floor of the base; under another `when` it may hold for fewer customers"
    case .otherDimension: "'\(id)' is a floor of the base; by another dimension it cannot be compared with the base's"
    case .fewerVisits(let tier, let from, let to):
      "\(to.map { "\($0)" } ?? "nothing") is less than the floor of the base, \(from)"
        + (tier.isEmpty ? "" : " for '\(tier)'")
    }
  }

  fileprivate var hint: String {
    switch self {
    case .switchedOff, .noLongerFloor: "an overlay may tighten a floor, not loosen it"
    case .otherCondition, .otherDimension: "leave this obligation as it is and add another one beside it"
    case .fewerVisits(_, let from, _): "write \(from) or more"
    }
  }
}
