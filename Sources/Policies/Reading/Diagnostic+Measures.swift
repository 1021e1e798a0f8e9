import Cadences
import Expressions
import SourceText

/// What can be wrong with events, measures and the population.
extension Diagnostic {
  static func wrongFieldKind(_ name: SourceFragment, role: String, kind: Fact.Kind) -> Diagnostic {
    Diagnostic(
      code: "wrong-field-type", range: name.range,
      message: "the \(role) of the events has to be \(kind.article), and the field '\(name.text)' is not",
      hint: role == "key"
        ? "give the field the type of the policy's key fact, or name another field"
        : "give the field `type: date`, or name another field")
  }

  static func keyOfField(_ key: SourceFragment, field: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "key-of-field", range: key.range, message: "the field '\(field.text)' cannot say itself that it is the key",
      hint: "the events say which field holds the customer: `key: \(field.text)`, beside `fields:`")
  }

  static func noSuchEvents(_ name: SourceFragment, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-events", range: name.range, message: "there are no events '\(name.text)'",
      hint: suggestion(for: name.text, among: known)
        ?? (known.isEmpty ? "declare them in `events:`" : "declare them in `events:`, or write \(list(known))"))
  }

  static func madeOfWindow(_ measure: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "made-of-window", range: range,
      message:
        "'\(measure)' counts the visits of one window, but what counts is the week, month, quarter or year of the "
        + "last visit, whichever the cadence is for",
      hint: "let the schedule count for itself: `made: {of: visits}`, with `where:` if not all of them count")
  }

  static func noSuchField(_ name: SourceFragment, of events: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-field", range: name.range, message: "'\(name.text)' is no field of the events '\(events)'",
      hint: suggestion(for: name.text, among: known) ?? remedyForUnknownField(known: known))
  }

  static func remedyForUnknownField(known: [String]) -> String {
    let remedy = "declare it in the events' `fields:`"
    return known.isEmpty ? remedy : remedy + ", or write one of them: \(list(known))"
  }

  /// `labelled`: the fact of which it is the label or the column.
  static func notAFact(_ name: SourceFragment, labelled: String?, known: [String]) -> Diagnostic {
    let computed = Names.isIdentifier(name.text) ? "" : "; what is computed belongs into `of` or `over`"
    return Diagnostic(
      code: "unknown-fact", range: name.range, message: "'\(name.text)' is no fact by which customers are grouped",
      hint: labelled.map { "write \($0)" } ?? suggestion(for: name.text, among: known)
        ?? only(known.filter { $0.hasPrefix(name.text) || name.text.hasPrefix($0) })
        ?? "name one of \(list(known))\(computed)")
  }

  private static func only(_ names: [String]) -> String? { names.count == 1 ? "did you mean '\(names[0])'?" : nil }

  static func onlyTrue(_ form: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "needs-no-value", range: range, message: "'\(form)' measures the events themselves, not a value of theirs",
      hint: "write `\(form): true`; which events count is said in `where:` and `within:`")
  }

  static func countsAll(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "needs-no-value", range: range, message: "'count' counts the customers, or those whose value is known",
      hint: "write `count: true`, or `count: sales_12m`; who takes part is said in `over:`")
  }

  static func trendWithoutWindow(_ measure: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "trend-without-window", range: measure.range,
      message: "'\(measure.text)' compares a window with the one before it, but has none",
      hint: "say how long it is: `within: 30d`, or `within: last month`")
  }

  static func notAWindow(_ text: SourceFragment) -> Diagnostic {
    let unit = Period.Unit.allCases.map(\.rawValue).first { $0 == text.text }
    return Diagnostic(
      code: "not-a-window", range: text.range, message: "within: '\(text.text)' is no stretch of time",
      hint: unit.map { "write `this \($0)`, `last \($0)`, or `1 \($0)` back from the as-of date" }
        ?? MeantForm.window(text.text).map { "write `\($0)`" }
        ?? "write `30d`, `4w` or `3 months` up to the as-of date, `this quarter`, or `last 2 months`")
  }

  /// `value`: of the param that is named, if it is one.
  static func notACut(_ text: SourceFragment, value: Double?) -> Diagnostic {
    let said = value.map { " (it is \($0))" } ?? ""
    return Diagnostic(
      code: "not-a-cut", range: text.range, message: "cut: '\(text.text)'\(said) is no part of a whole",
      hint: MeantForm.cut(text.text).map {
        (text.text.hasSuffix("％") ? "`％` is a letter here; " : "") + "write `\($0)`"
      }
        ?? "write `80%`, `0.8`, or `params.NAME` of a number: more than 0, at most 1")
  }

  static func groupsByNumber(_ name: SourceFragment) -> Diagnostic {
    Diagnostic(
      code: "groups-by-number", range: name.range,
      message: "'\(name.text)' is a number: hardly two customers would be in one group",
      hint: "name a text, an enum, a whole number, a date or a true-or-false fact")
  }
}
