import Expressions
import SourceText
import YAML

/// What can be wrong with a policy file as a whole, and with the files of a set.
extension Diagnostic {
  static func noPolicy(at path: String) -> Diagnostic {
    Diagnostic(
      code: "no-policy", range: SourceRange(file: SourceFile(path: path, text: ""), start: 0, end: 0),
      message: "there is no policy at '\(path)'",
      hint: "name a .yaml file, or a folder that has some in it")
  }

  static func badPolicyName(_ name: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "bad-policy-name", range: name.range, message: "'\(name.text)' cannot be a policy's name",
      hint: "use letters, digits, '-', '_' and '.'")
  }

  static func emptyPeriod(from: CalendarDate, until: CalendarDate, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-period", range: range, message: "the policy would end on \(until) before it starts on \(from)",
      hint: "`until` is the first day on which it no longer holds; it must lie after `from`")
  }

  static func notDate(what: String, text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-date", range: range, message: "\(what): '\(text)' is not a date",
      hint: "write \(MeantForm.date(text) ?? "2026-01-31")")
  }

  static func noBase(_ path: SourceFragment, target: String) -> Diagnostic {
    Diagnostic(
      code: "no-base", range: path.range, message: "there is no policy at '\(target)' to extend",
      hint: "the path counts from this file's folder; it names a folder, or a file with or without .yaml")
  }

  static func ambiguousBase(_ path: SourceFragment, names: [String]) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-base", range: path.range,
      message: "'\(path.text)' is a folder with several policies: \(names.joined(separator: ", "))",
      hint: "name the file that this policy extends")
  }

  static func extendsItself(_ path: SourceFragment, circle: [String]) -> Diagnostic {
    Diagnostic(
      code: "extends-circle", range: path.range,
      message: "the policy extends itself: \(circle.joined(separator: " → "))",
      hint: "one of these files has to stand alone")
  }

  static func baseNotInForce(_ header: PolicyHeader, base: PolicyHeader) -> Diagnostic {
    Diagnostic(
      code: "base-not-in-force", range: header.effectiveRange ?? header.nameRange,
      message: "'\(header.name)' and '\(base.name)', which it extends, are never in force together",
      hint: "let the periods under `effective:` meet",
      notes: [Note(range: base.effectiveRange ?? base.nameRange, message: "the base's period")])
  }

  static func nothingInForce(_ header: PolicyHeader, asOf: CalendarDate) -> Diagnostic {
    Diagnostic(
      code: "nothing-in-force", range: header.effectiveRange ?? header.nameRange,
      message: "no edition of the policy is in force on \(asOf)",
      hint: "evaluate as of a day in the period of an edition, or change `effective:`")
  }

  static func governsNobody(_ header: PolicyHeader) -> Diagnostic {
    Diagnostic(
      code: "governs-nobody", range: header.governs?.range ?? header.nameRange,
      message: "'\(header.name)' is a mere base (`governs: none`); there is no policy here that decides anybody",
      hint: "evaluate a policy that extends it, or the whole folder")
  }

  static func editionsOverlap(_ later: PolicyHeader, _ earlier: PolicyHeader) -> Diagnostic {
    Diagnostic(
      code: "editions-overlap", range: later.effectiveRange ?? later.nameRange,
      message: "this edition of '\(later.name)' starts before another one ends",
      hint: "an edition's `until` is the `from` of the next; two different policies need two names",
      notes: [Note(range: earlier.effectiveRange ?? earlier.nameRange, message: "the other edition")])
  }

  static func editionsGap(_ later: PolicyHeader, _ earlier: PolicyHeader) -> Diagnostic {
    Diagnostic(
      code: "editions-gap", range: later.effectiveRange ?? later.nameRange,
      message: "no edition of '\(later.name)' is in force between this one and the one before",
      hint: "an edition's `until` is the `from` of the next",
      notes: [Note(range: earlier.effectiveRange ?? earlier.nameRange, message: "the edition before ends here")])
  }

  static func equallySpecific(_ second: PolicyHeader, _ first: PolicyHeader) -> Diagnostic {
    Diagnostic(
      code: "equally-specific", range: second.governs?.range.beginning ?? second.nameRange,
      message: "'\(second.name)' and '\(first.name)' could both claim the same customer, and neither is more specific",
      hint: "let `governs:` of one be a part of the other's, or keep them apart; `governs: none` marks a mere base",
      notes: [Note(range: first.governs?.range.beginning ?? first.nameRange, message: "the other policy")])
  }

  static func keysDiffer(_ second: Fact, _ first: Fact) -> Diagnostic {
    Diagnostic(
      code: "keys-differ", range: second.provenance.range,
      message: "the key '\(second.name)' is not the key of the other policies of the set, '\(first.name)'",
      hint: "policies of a set name their customers by one key, of one type and in one column",
      notes: [Note(range: first.provenance.range, message: "the other key")])
  }

  static func columnRolesDiffer(_ name: String, _ second: ColumnRole, _ first: ColumnRole) -> Diagnostic {
    Diagnostic(
      code: "column-roles-differ", range: second.range,
      message:
        "'\(name)' is \(second.word == "output" ? "an output" : "a \(second.word)") here and the \(first.word) of another policy of the set",
      hint: "a column of the decisions means one thing; take another name",
      notes: [Note(range: first.range, message: "the other one")])
  }

  static func routingFactMissing(_ name: String, in policy: Policy) -> Diagnostic {
    let fact = policy.facts[policy.keyFact]
    return Diagnostic(
      code: "routing-fact-missing", range: fact.provenance.range,
      message: "'\(policy.name)' does not declare the fact '\(name)', by which the set tells whom a policy governs",
      hint: "declare it under `facts:` in every policy of the set, best in a common base")
  }

  static func routingFactsDiffer(_ second: Fact, _ first: Fact) -> Diagnostic {
    Diagnostic(
      code: "routing-facts-differ", range: second.provenance.range,
      message: "the fact '\(second.name)' decides who governs a customer, but reads differently in another policy",
      hint: "give it one type and one column throughout the set, best in a common base",
      notes: [Note(range: first.provenance.range, message: "the other declaration")])
  }
}
