import Decisions
import Expressions
import Policies
import SourceText

extension Explanation {
  /// What a rule of a dimension, an output or a flag asks.
  func conditionLines(of rule: String, in owner: String) -> [String] {
    // What keeps a tier is put together from `hold`; its name says enough.
    if owner == "flags", let line = clearLine(of: rule) { return [line] }
    guard !policy.isHeld(owner), let condition = policy.condition(of: rule, in: owner, calling: phrases.score) else {
      return []
    }
    return [phrases.condition + phrases.colon + told(condition)]
  }

  /// What would end a flag that stands from before; `nil` where that is only that its condition holds no more.
  private func clearLine(of flag: String) -> String? {
    guard decision.flags.contains(where: { $0.id == flag && !$0.isNew }),
      let condition = policy.flags.first(where: { $0.id == flag })?.clearCondition
    else { return nil }
    let entry = decision.trace?.entries.last { $0.owner == "flags" && $0.rule == flag }
    return phrases.standsUntil(told(condition.source.text), entry?.verdict != .unknown)
  }

  /// How an output is computed.
  func computationLines(of owner: String) -> [String] {
    guard !policy.isOfHold(output: owner),
      let expression = policy.outputs.first(where: { $0.name == owner })?.expression
    else { return [] }
    return [phrases.computed + phrases.colon + told(expression.source.text)]
  }

  /// What the score of a dimension or output came to, and a line for each part with what it added and why.
  func scoreLines(of owner: String) -> [String] {
    let sums = (decision.trace?.sums ?? []).filter { $0.owner == owner }
    return sums.flatMap { sum in
      [phrases.score + phrases.colon + told(sum.total)]
        + sum.parts.map { part in
          let asked = policy.table(of: owner)?.scorePart(part.part).map(told) ?? ""
          return "  \(part.part)\(phrases.colon)"
            + [told(part.points), asked].filter { !$0.isEmpty }.joined(separator: phrases.comma)
        }
    }
  }

  private func told(_ points: Double?) -> String { points?.shortestText ?? phrases.unknown }

  private func told(_ part: Score.Part) -> String {
    switch part {
    case .points(_, let condition, _): phrases.when(told(condition.source.text))
    case .weighted(_, let value, let weight):
      (weight == 1 ? "" : "\(weight.shortestText) × ") + told(value.source.text)
    }
  }

  /// A condition as it is written, in one line, and the values of the params that it names.
  func told(_ condition: String) -> String {
    let line = condition.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let params = policy.params.filter { line.names("params." + $0.name) }.map(labels.param)
    return params.isEmpty ? line : line + phrases.comma + phrases.given(params.joined(separator: phrases.comma))
  }
}

extension Policy {
  /// The spelling of what a rule asks; `nil` if it asks nothing. `score` is what a sum of points is called.
  fileprivate func condition(of rule: String, in owner: String, calling score: String) -> String? {
    if owner == "flags" { return flags.first { $0.id == rule }?.condition.source.text }
    let parts = Set(facts.indices.filter { isPart(facts[$0]) })
    return table(of: owner)?.condition(of: rule, calling: score, parts: parts)
  }

  /// The table of a dimension or output.
  fileprivate func table(of owner: String) -> DecisionTable? {
    dimensions.first { $0.name == owner }?.table ?? outputs.first { $0.name == owner }?.table
  }
}

extension DecisionTable {
  /// A part of its score.
  fileprivate func scorePart(_ id: String) -> Score.Part? {
    for case .score(let score) in inputs { return score.parts.first { $0.id == id } }
    return nil
  }

  /// The tests and conditions of a row, which hold together; `parts` are the slots whose numbers are parts of a whole.
  fileprivate func condition(of rule: String, calling score: String, parts: Set<Int>) -> String? {
    guard let row = rows.first(where: { $0.id == rule }) else { return nil }
    let tests = row.tests.filter { !$0.test.asksOnlyWhetherKnown }.map {
      $0.test.text(asking: Subject(inputs[$0.input], calling: score, parts: parts))
    }
    let parts = tests + row.conditions.map(\.source.text)
    guard parts.count > 1 else { return parts.first }
    return parts.map { $0.contains("||") || $0.contains("?") ? "(\($0))" : $0 }.joined(separator: " && ")
  }
}

/// What a test asks of, and how its numbers are written.
private struct Subject {
  /// How a number is written.
  enum Form {
    case number, day, part
  }

  let text: String
  let form: Form

  init(_ input: DecisionTable.Input, calling score: String, parts: Set<Int>) {
    switch input {
    case .score: (text, form) = (score, .number)
    case .expression(let expression):
      let isPart = expression.soleSlot.map(parts.contains) ?? false
      (text, form) = (expression.source.text, expression.type == .timestamp ? .day : isPart ? .part : .number)
    }
  }
}

extension UnaryTest {
  /// Whether any value will do, as long as there is one.
  fileprivate var asksOnlyWhetherKnown: Bool {
    if case .intervals(let intervals, negated: false) = self {
      intervals == [Interval(lower: .unbounded, upper: .unbounded)]
    } else {
      false
    }
  }

  /// What it asks of an input, spelled as in a table's cell.
  fileprivate func text(asking subject: Subject) -> String {
    switch self {
    case .bool(let expected): return expected ? subject.text : "!(\(subject.text))"
    case .strings(let strings, let isNegated):
      if strings.count == 1, let only = strings.first { return "\(subject.text) \(isNegated ? "!=" : "==") \(only)" }
      return Self.membership(of: subject.text, in: strings, isNegated)
    case .intervals(let intervals, let isNegated):
      if intervals.count == 1, !isNegated, let comparison = intervals[0].comparison(subject.form) {
        return "\(subject.text) \(comparison)"
      }
      return Self.membership(of: subject.text, in: intervals.map { $0.text(subject.form) }, isNegated)
    }
  }

  private static func membership(of subject: String, in terms: [String], _ isNegated: Bool) -> String {
    let listed = terms.count == 1 ? terms[0] : "(\(terms.joined(separator: ", ")))"
    return "\(subject) \(isNegated ? "not in" : "in") \(listed)"
  }
}

extension Interval {
  /// As one comparison; `nil` where both ends count.
  fileprivate func comparison(_ form: Subject.Form) -> String? {
    switch (lower, upper) {
    case (.including(let from), .including(let to)): from == to ? "== \(Self.text(from, form))" : nil
    case (.including(let number), .unbounded): ">= \(Self.text(number, form))"
    case (.excluding(let number), .unbounded): "> \(Self.text(number, form))"
    case (.unbounded, .including(let number)): "<= \(Self.text(number, form))"
    case (.unbounded, .excluding(let number)): "< \(Self.text(number, form))"
    default: nil
    }
  }

  /// As one comparison, or between brackets.
  fileprivate func text(_ form: Subject.Form) -> String {
    if case .including(let number) = lower, lower == upper { return Self.text(number, form) }
    if let comparison = comparison(form) { return comparison }
    let (opening, from) = Self.end(lower, form, "[", "(")
    let (closing, to) = Self.end(upper, form, "]", ")")
    return "\(opening)\(from)..\(to)\(closing)"
  }

  private static func end(
    _ bound: Bound, _ form: Subject.Form, _ closed: String, _ open: String
  ) -> (bracket: String, number: String) {
    switch bound {
    case .unbounded: (open, "")
    case .including(let number): (closed, text(number, form))
    case .excluding(let number): (open, text(number, form))
    }
  }

  private static func text(_ number: Double, _ form: Subject.Form) -> String {
    switch form {
    case .number: number.shortestText
    case .day: CalendarDate(days: Int32(number)).description
    case .part: number.percentText(beside: [number])
    }
  }
}

extension String {
  /// Whether a name occurs in it, and not only as a part of a longer one.
  fileprivate func names(_ name: String) -> Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: name) {
      guard let next = rest[found.upperBound...].first, next == "_" || next.isLetter || next.isNumber else {
        return true
      }
      rest = rest[found.upperBound...]
    }
    return false
  }
}
