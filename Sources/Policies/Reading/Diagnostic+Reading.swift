import Cadences
import Expressions
import SourceText

/// What can be wrong with the keys and values of a policy: structure and scalars.
extension Diagnostic {
  static func expectedMapping(owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "expected-mapping", range: range.beginning, message: "\(owner) has to be a mapping of keys to values",
      hint: "write `key: value` lines below it, or `{key: value}`")
  }

  static func formWithoutName(_ key: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "form-without-name", range: key.range, message: "'\(key.text)' says how something is decided, but not what",
      hint: "put the name above it and indent this: `my_dimension:` and below it `\(key.text):`")
  }

  /// `above`: what it may belong to.
  static func outdented(_ key: SourceFragment, below above: String?) -> Diagnostic {
    Diagnostic(
      code: "outdented", range: key.range, message: "'\(key.text)' says something of what it does not stand below",
      hint: above.map { "indent it below '\($0)', like what else that says" } ?? "put a name above it and indent this")
  }

  static func expectedSequence(what: String, at range: SourceRange) -> Diagnostic {
    let text = String(decoding: range.file.bytes[range.start..<range.end], as: UTF8.self)
    let isDash = text.hasPrefix("-") && text.dropFirst().first.map { !$0.isWhitespace && !$0.isNumber } ?? false
    return Diagnostic(
      code: "expected-list", range: range, message: "\(what) has to be a list",
      hint: isDash ? "write a blank after the dash: `- \(text.dropFirst())`" : "write `- …` lines below it, or `[a, b]`"
    )
  }

  static func expectedScalar(what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "expected-value", range: range, message: "\(what) has to be a single value",
      hint: "write it on one line; quote it if it starts with [ or {")
  }

  static func missingKey(_ key: String, owner: String, hint: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(code: "missing-key", range: range, message: "\(owner) has no '\(key)'", hint: hint)
  }

  static func unknownKey(_ key: SourceFragment, owner: String, known: [String]) -> Diagnostic {
    let verbs = ["off", "before", "after"]
    let verb = verbs.contains(key.text)
    return Diagnostic(
      code: "unknown-key", range: key.range,
      message: verb
        ? "'\(key.text)' has nothing to act on: there is no such thing in a base"
        : "\(owner) has no key '\(key.text)'",
      hint: verb
        ? "only overlays (`extends:`) use it"
        : suggestion(for: key.text, among: known + verbs) ?? "it may have \(list(known))")
  }

  static func notBoolean(key: String, text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-boolean", range: range, message: "\(key): '\(text)' is neither true nor false",
      hint: "write true or false")
  }

  static func notOfKind(
    _ kind: Fact.Kind, what: String, text: String, at range: SourceRange, params: some Collection<String>
  ) -> Diagnostic {
    if text.hasPrefix("params."), let near = suggestion(for: String(text.dropFirst(7)), among: params) {
      return Diagnostic(
        code: "bad-literal", range: range, message: "\(what): '\(text)' is no param that is \(kind.article)", hint: near
      )
    }
    return Diagnostic(
      code: "bad-literal", range: range, message: "\(what): '\(text)' is not \(kind.article)",
      hint: kind.example(near: text))
  }

  /// A value that is none of an enumeration's, but perhaps the label of one.
  static func notAmong(_ enumeration: Enumeration, fragment: SourceFragment) -> Diagnostic {
    let what = "value of '\(enumeration.name)'"
    guard let meant = enumeration.value(labelled: fragment.text) else {
      return notAmong(what: what, fragment: fragment, choices: enumeration.values)
    }
    return Diagnostic(
      code: "unknown-value", range: fragment.range, message: "'\(fragment.text)' is no \(what)",
      hint: "it is the label of '\(meant)'; write \(meant)")
  }

  static func notAmong(what: String, fragment: SourceFragment, choices: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-value", range: fragment.range, message: "'\(fragment.text)' is no \(what)",
      hint: [suggestion(for: fragment.text, among: choices), "it is one of \(list(choices))"].compactMap { $0 }
        .joined(separator: " "))
  }

  static func notLanguage(_ key: SourceFragment, what: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-language", range: key.range, message: "\(what): '\(key.text)' is no language",
      hint: "write `{en: …, zh: …}`; a text with a comma in it needs quotes")
  }

  static func notDays(what: String, text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-days", range: range, message: "\(what): '\(text)' is not a number of days",
      hint: MeantForm.days(text).map { "write \($0)" } ?? "write 7d or 2w")
  }

  static func badName(_ name: SourceFragment, what: String) -> Diagnostic {
    let fixed = String(name.text.map { Names.isIdentifier("a\($0)") ? $0 : "_" })
    return Diagnostic(
      code: "bad-name", range: name.range,
      message: name.text.contains("-")
        ? "'\(name.text)' cannot name a \(what): in a condition it would read as a subtraction"
        : "'\(name.text)' cannot name a \(what)",
      hint: fixed == name.text
        ? "names start with a letter, and some words belong to the language; take another"
        : "names are letters, digits and _, and start with a letter; write '\(fixed)'")
  }

  static func reservedName(_ name: SourceFragment, what: String) -> Diagnostic {
    Diagnostic(
      code: "reserved-name", range: name.range,
      message: "'\(name.text)' is a word of the language, not free for a \(what)",
      hint: "take another name")
  }

  static func nameTaken(_ name: SourceFragment, what: String, first: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "name-taken", range: name.range, message: "the name '\(name.text)' of this \(what) is taken",
      hint: "facts, measures, derived values, dimensions and outputs share one space of names",
      notes: [Note(range: first, message: "it is declared here")])
  }

  static func badRuleID(_ id: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "bad-id", range: id.range, message: "'\(id.text)' cannot be a rule's id",
      hint: "use letters, digits, '-', '_' and '.'")
  }

  static func circle(_ members: [(name: String, range: SourceRange)], what: String) -> Diagnostic {
    let path = (members.map(\.name) + [members[0].name]).joined(separator: " → ")
    return Diagnostic(
      code: "circle", range: members[0].range, message: "these \(what) need each other: \(path)",
      hint: "one of them has to do without the others",
      notes: members.dropFirst().map { Note(range: $0.range, message: "'\($0.name)'") })
  }
}

/// What can be wrong with params, facts and governance.
extension Diagnostic {
  static func paramOutsideLimits(
    _ name: String, value: String, limit: String, isMin: Bool, at range: SourceRange, limitAt: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "param-outside-limits", range: range,
      message: "'\(name)' is \(value), but must be \(isMin ? "at least" : "at most") \(limit)",
      hint: "write a value within the limits", notes: [Note(range: limitAt, message: "the limit")])
  }

  static func limitsOnText(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "limits-on-text", range: range, message: "'\(name)' is no number and cannot have limits",
      hint: "remove them")
  }

  static func noFacts(extends: Bool, at range: SourceRange) -> Diagnostic {
    let hint = "list what the customer file gives: `facts: {customer_id: {type: string, key: true}}`"
    return Diagnostic(
      code: "no-facts", range: range, message: "the policy declares no facts",
      hint: extends ? hint : hint + "; an overlay names its base: `extends: ../base`")
  }

  static func repeatedValue(_ value: SourceFragment, first: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "repeated-value", range: value.range, message: "'\(value.text)' is listed twice",
      hint: "remove one of them",
      notes: [Note(range: first, message: "the first")])
  }

  static func badValueName(_ name: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "bad-value-name", range: name.range,
      message: "'\(name.text)' cannot name a value: lists in decisions are joined by ';'",
      hint: "use another mark, such as '/'")
  }

  static func ambiguousLabel(_ label: String, _ first: String, _ second: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-label", range: range,
      message: "'\(label)' in a customer file could mean '\(first)' and '\(second)'",
      hint: "give each value labels of its own")
  }

  static func valuesWithoutEnum(owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "values-without-enum", range: range, message: "\(owner) lists values but is no enum",
      hint: "write `type: enum`")
  }

  static func badMissing(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bad-missing", range: range, message: "'\(text)' does not say what a missing value means",
      hint: "write reject, unknown, or {default: value}")
  }

  static func defaultOutsideRange(owner: String, text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "default-outside-range", range: range, message: "the default \(text) lies outside the range of \(owner)",
      hint: "a default keeps to the fact's own range")
  }

  static func emptyLimits(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-limits", range: range, message: "no value can lie within the limits of '\(name)'",
      hint: "`min` must not exceed `max`")
  }

  static func unreadParam(_ name: String, among known: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "unread-param", range: range, message: "nothing reads the param '\(name)'",
      hint: suggestion(for: name, among: known) ?? "conditions read it as `params.\(name)`; remove it if none should")
  }

  static func badRange(owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bad-range", range: range, message: "\(owner) has no usable range",
      hint: "numbers, integers and dates have one: `range: [0, 100]`; `..` leaves an end open")
  }

  static func emptyRange(owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-range", range: range, message: "no value can lie in the range of \(owner)",
      hint: "the lower end comes first")
  }

  static func columnTaken(_ column: String, by other: Fact, what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "column-taken", range: range, message: "another \(what), '\(other.name)', reads the column '\(column)' too",
      hint: "a column belongs to one \(what)",
      notes: [Note(range: other.provenance.range, message: "the other \(what)")])
  }

  static func noKey(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-key", range: range, message: "no fact names the customer",
      hint: "mark one with `key: true`")
  }

  static func twoKeys(_ ranges: [SourceRange]) -> Diagnostic {
    Diagnostic(
      code: "two-keys", range: ranges[1], message: "another fact is the key already",
      hint: "one fact names the customer", notes: [Note(range: ranges[0], message: "the other key")])
  }

  static func badKeyType(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bad-key-type", range: range, message: "the key '\(name)' has to be a string or an integer",
      hint: "write `type: string`")
  }

  static func optionalKey(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "optional-key", range: range, message: "the key '\(name)' can never be missing",
      hint: "remove `missing:`")
  }

  static func badGoverns(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bad-governs", range: range, message: "`governs` has to name facts and their values",
      hint: "write `governs: {region: [fujian, xiamen]}`, or `governs: none` for a mere base")
  }

  static func governsUnknownFact(_ key: SourceFragment, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-fact", range: key.range, message: "there is no fact '\(key.text)'",
      hint: suggestion(for: key.text, among: known) ?? "the policy has \(list(known))")
  }

  static func governsMeasured(_ key: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "governs-measured", range: key.range,
      message: "`governs` tells customers apart before anything is measured, and '\(key.text)' is",
      hint: "use a fact that the customer file gives")
  }

  static func governsNumber(_ key: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "governs-number", range: key.range,
      message: "`governs` tells customers apart by names, and '\(key.text)' is none",
      hint: "use a string or enum fact")
  }
}

extension Fact.Kind {
  /// With its article, for sentences.
  var article: String {
    switch self {
    case .string: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .date: "a date"
    case .enumeration: "one of its values"
    }
  }

  fileprivate func example(near text: String) -> String {
    switch self {
    case .string: "write a text"
    case .integer: MeantForm.number(text).map { "write \($0)" } ?? "write digits only: 30"
    case .number:
      MeantForm.number(text).map { "write \($0)" }
        ?? "write a decimal number without thousands separators or units: 1500.5"
    case .bool: "write true or false"
    case .date: "write \(MeantForm.date(text) ?? "2026-01-31")"
    case .enumeration(let values):
      Diagnostic.suggestion(for: text, among: values.map(\.name))
        ?? "it is one of \(Diagnostic.list(values.map(\.name)))"
    }
  }
}
