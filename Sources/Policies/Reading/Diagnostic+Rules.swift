import Cadences
import SourceText

/// What can be wrong with rules: forms of choice, tables, cadences, flags and outputs.
extension Diagnostic {
  static func holdsNothing(_ dimension: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "holds-nothing", range: range,
      message: "`hold` of '\(dimension)' keeps no tier longer than one decision",
      hint: "write `demote_after: 2`, `promote_after: 2` or `freeze: CONDITION`")
  }

  static func holdWithoutOrder(_ dimension: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "hold-without-order", range: range,
      message: "'\(dimension)' cannot be held: nothing says which of its tiers is the better one",
      hint: "list them from the best to the worst: `tiers: [A, B, C]`")
  }

  static func escalationWithoutDue(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "escalation-without-due", range: range,
      message: "a flag without `due` is never overdue, and so never goes to the next level",
      hint: "say how long its owner has: `due: 7d`")
  }

  static func notACount(what: String, _ text: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "not-a-count", range: text.range, message: "\(what): '\(text.text)' is no number of decisions",
      hint: "write a whole number from 1 to 100")
  }

  /// `done`: what the forms do, such as "decided" or "measured".
  static func noForm(_ owner: String, done: String = "decided", forms: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-form", range: range, message: "nothing says how '\(owner)' is \(done)",
      hint: "write one of \(forms.joined(separator: ", "))")
  }

  static func twoForms(
    _ owner: String, done: String = "decided", _ first: String, _ second: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "two-forms", range: range, message: "'\(owner)' is \(done) twice: by `\(first)` and by `\(second)`",
      hint: "keep one of them")
  }

  static func twoElses(_ owner: String, at range: SourceRange, other: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "two-elses", range: range, message: "'\(owner)' has an `else` already", hint: "keep one of them",
      notes: [Note(range: other, message: "the other `else`")])
  }

  static func idTaken(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "repeated-id", range: range, message: "a row of this table is called '\(id)' too",
      hint: "give `else` and `unknown` ids of their own, or none")
  }

  static func oneThresholdKind(_ owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "thresholds", range: range, message: "'\(owner)' needs thresholds, of one kind",
      hint: "write `at_least: {A: 80, B: 60}` where more is better, or `at_most: …` where less is")
  }

  static func unorderedThreshold(_ name: String, after: String, isAtLeast: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unordered-thresholds", range: range, message: "'\(name)' can never be reached: '\(after)' takes all of it",
      hint: isAtLeast ? "list the highest threshold first" : "list the lowest threshold first")
  }

  static func incompletePart(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "incomplete-part", range: range, message: "the part '\(id)' has to add either points or a value",
      hint: "write `when: …` with `points: 20`, or `of: …` with `weight: 0.3`")
  }

  static func collectOnTiers(_ owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "collect-not-allowed", range: range, message: "'\(owner)' takes one answer; it cannot collect several",
      hint: "use `hit: first`, `unique` or `any`; only an output of one column collects")
  }

  static func collectHow(_ owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "collect-how", range: range, message: "nothing says what becomes of the values that '\(owner)' collects",
      hint: "add `collect: sum`, `min`, `max`, `count` or `list`")
  }

  static func cannotCollect(_ aggregation: DecisionTable.Aggregation, of owner: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      code: "collect-type", range: range, message: "'\(owner)' is not of a type that has a \(aggregation.rawValue)",
      hint: "write `type: number` or `type: integer`, or `collect: list`")
  }

  static func fallbackOfCount(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "collect-fallback", range: range,
      message: "where no row matches, the count is 0; `else` and `unknown` cannot say otherwise",
      hint: "remove it")
  }

  static func cellCount(_ cells: Int, inputs: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "cell-count", range: range,
      message:
        "the row has \(cells == 1 ? "1 cell" : "\(cells) cells"), the table \(inputs == 1 ? "1 input" : "\(inputs) inputs")",
      hint: "give one cell for each input; `\"-\"` is anything")
  }

  static func badOperand(_ text: String, isDate: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bad-literal", range: range, message: "'\(text)' is not a \(isDate ? "date" : "number"), as the input is",
      hint: (isDate ? "write 2026-01-31" : "write a decimal number")
        + " or params.NAME; to compare with something else write a condition: `amount < target`")
  }

  static func emptyInterval(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-interval", range: range, message: "no number lies in this interval",
      hint: "the lower end comes first: `[10..20]`, `(10..20)`")
  }

  static func intervalWithoutBrackets(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "interval-brackets", range: range, message: "an interval stands between brackets",
      hint: "write `[1..5]` with both ends, `(1..5)` without, or one of each")
  }

  static func equalityCell(_ sign: String, value: Substring, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "equality-cell", range: range, message: "a cell needs no '\(sign)'",
      hint: sign == "==" ? "write the value alone: \(value)" : "write not(\(value))")
  }

  static func badTruthCell(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bad-literal", range: range, message: "a cell of a true-or-false input names one of the two",
      hint: "write true, false, not(true), or `-` for both")
  }

  static func neverReached(_ ids: [String], after id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "never-reached", range: range,
      message: "'\(id)' always holds, so \(list(ids)) can never be reached",
      hint: "put it last, or use `else:`")
  }

  static func neverTrue(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "never-true", range: range, message: "'\(id)' can never hold: its condition is false",
      hint: "remove the rule, or say when it holds")
  }

  static func notTestable(_ type: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-testable", range: range, message: "an input of type \(type) has no values to list",
      hint: "look at a text, number, date or true/false, or write a condition")
  }

  static func overlap(_ first: DecisionTable.Row, _ second: DecisionTable.Row, in owner: String, form: String)
    -> Diagnostic
  {
    Diagnostic(
      code: "overlap", range: second.provenance.range.beginning,
      message: form == "any"
        ? "'\(second.id)' and '\(first.id)' of '\(owner)' can match together and say different things"
        : "'\(second.id)' and '\(first.id)' of '\(owner)' can match together",
      hint: form == "match"
        ? "name each value once"
        : "narrow one of them, or let the first that matches hold: `hit: first`",
      notes: [Note(range: first.provenance.range.beginning, message: "the other row")])
  }

  static func unusedTier(_ tier: String, dimension: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "unused-tier", range: range, message: "no rule of '\(dimension)' gives the tier '\(tier)'",
      hint: "add a rule or remove the tier")
  }

  /// `isGiven`: by `unknown`, so that it is had for a missing fact; else `else` is the best tier, and another holds.
  static func bestTierByDefault(_ tier: String, fact: String, isGiven: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "best-tier-by-default", range: range,
      message: isGiven
        ? "a customer whose '\(fact)' is missing can get '\(tier)', the best tier"
        : "`else` is the best tier, '\(tier)': a customer whose '\(fact)' is missing gets the next that a rule might give",
      hint: isGiven
        ? "what is missing should not earn the best: let `unknown:` name a lower tier, or leave it out"
        : "say what holds then: `unknown:` with a lower tier")
  }

  static func emptyObligation(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-obligation", range: range, message: "the obligation '\(id)' demands nothing",
      hint: "add `visits: 2/month` or `mode: deep`")
  }

  static func tiersWithoutDimension(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "tiers-without-dimension", range: range, message: "'\(id)' lists tiers, but not of which dimension",
      hint: "add `by: DIMENSION`, or write one value for all")
  }

  static func tiersWithoutCadence(_ tiers: [String], of id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "tier-without-cadence", range: range,
      message: "'\(id)' demands nothing of \(list(tiers))",
      hint: "if that is meant, write `\(tiers[0]): on_demand`")
  }

  static func badCadence(_ fragment: SourceFragment, fault: CadenceSyntaxError) -> Diagnostic {
    Diagnostic(
      code: "bad-cadence", range: fragment.range, message: fault.message,
      hint: MeantForm.cadence(fragment.text).map { "write `\($0)`" } ?? fault.hint)
  }

  static func oneStep(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "one-step", range: range, message: "the adjustment '\(id)' has to do one thing",
      hint: "write either `multiply: 1.5` or `add: 1` with `per: month`")
  }

  static func perWithMultiply(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "per-with-multiply", range: range, message: "'\(id)' multiplies, which needs no `per`", hint: "remove `per`"
    )
  }

  static func addWithoutPer(_ id: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "add-without-per", range: range, message: "'\(id)' adds visits, but does not say per what",
      hint: "add `per: month`")
  }

  static func negativeFactor(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "negative-factor", range: range, message: "visits cannot be multiplied by a negative number",
      hint: "to take visits away write `add: -1` with `per: month`")
  }

  static func notExact(what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-exact", range: range, message: "\(what): the number is too large or too fine to be counted exactly",
      hint: "write a number with fewer digits")
  }

  static func obligationOfSameID(_ id: String, at range: SourceRange, obligation: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "repeated-id", range: range, message: "an obligation is called '\(id)' too",
      hint: "give the adjustment an id of its own: reasons name both by their ids alone",
      notes: [Note(range: obligation, message: "the obligation")])
  }

  static func capBelow(_ what: String, demand: Cadence, cap: Cadence, at range: SourceRange, other: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      code: "cap-below-floor", range: range, message: "at most \(cap) contradicts \(what), which is \(demand)",
      hint: "raise `at_most`, or lower the other", notes: [Note(range: other, message: "the other limit")])
  }

  static func noDayBetween(what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-day-between", range: range, message: "\(what): two visits are at least a day apart",
      hint: "write 1d or more, or leave it out")
  }

  static func emptySpacing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-spacing", range: range, message: "no two visits can keep this spacing",
      hint: "`min` must not exceed `max`")
  }

  static func fieldsNeedTable(_ owner: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "fields-need-table", range: range, message: "'\(owner)' has fields, which one expression cannot fill",
      hint: "use a table whose rows say `then: {field: value}`")
  }

  static func notATier(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-tier", range: range, message: "'\(text)' is neither a dimension nor an enum",
      hint: "`by:` names a dimension or an enum fact")
  }
}
