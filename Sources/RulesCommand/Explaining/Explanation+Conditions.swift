import Decisions
import Expressions
import Policies
import SourceText

extension Explanation {
  /// What a rule of a dimension, an output or a flag asks.
  func conditionLines(of rule: String, in owner: String) -> [String] {
    guard let condition = policy.condition(of: rule, in: owner, calling: phrases.score) else { return [] }
    return [phrases.condition + phrases.colon + told(condition)]
  }

  /// How an output is computed.
  func computationLines(of owner: String) -> [String] {
    guard case .expression(let expression)? = policy.outputs.first(where: { $0.name == owner })?.body else {
      return []
    }
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
    return table(of: owner)?.condition(of: rule, calling: score)
  }

  /// The table of a dimension or output.
  fileprivate func table(of owner: String) -> DecisionTable? {
    dimensions.first { $0.name == owner }?.table ?? outputs.first { $0.name == owner }?.table
  }
}

extension DecisionTable {
  /// A part of its score.
  fileprivate func scorePart(_ id: String) -> Score.Part? {
    for case .score(let score) in inputs { return score.parts.first { $0.name == id } }
    return nil
  }

  /// The tests and conditions of a row, which hold together.
  fileprivate func condition(of rule: String, calling score: String) -> String? {
    guard let row = rows.first(where: { $0.id == rule }) else { return nil }
    let tests = row.tests.map { $0.test.text(asking: inputs[$0.input], calling: score) }
    let parts = tests + row.conditions.map(\.source.text)
    guard parts.count > 1 else { return parts.first }
    return parts.map { $0.contains("||") || $0.contains("?") ? "(\($0))" : $0 }.joined(separator: " && ")
  }
}

extension Score.Part {
  fileprivate var name: String {
    switch self {
    case .points(let id, _, _), .weighted(let id, _, _): id
    }
  }
}

extension UnaryTest {
  /// What it asks of an input, spelled as in a table's cell.
  fileprivate func text(asking input: DecisionTable.Input, calling score: String) -> String {
    let (subject, isDate) =
      switch input {
      case .expression(let expression): (expression.source.text, expression.type == .timestamp)
      case .score: (score, false)
      }
    switch self {
    case .bool(let expected): return expected ? subject : "!(\(subject))"
    case .strings(let strings, let isNegated):
      if strings.count == 1, let only = strings.first { return "\(subject) \(isNegated ? "!=" : "==") \(only)" }
      return Self.membership(of: subject, in: strings, isNegated)
    case .intervals(let intervals, let isNegated):
      if intervals.count == 1, !isNegated, let comparison = intervals[0].comparison(isDate) {
        return "\(subject) \(comparison)"
      }
      return Self.membership(of: subject, in: intervals.map { $0.text(isDate) }, isNegated)
    }
  }

  private static func membership(of subject: String, in terms: [String], _ isNegated: Bool) -> String {
    let listed = terms.count == 1 ? terms[0] : "(\(terms.joined(separator: ", ")))"
    return "\(subject) \(isNegated ? "not in" : "in") \(listed)"
  }
}

extension Interval {
  /// As one comparison; `nil` where both ends count.
  fileprivate func comparison(_ isDate: Bool) -> String? {
    switch (lower, upper) {
    case (.including(let from), .including(let to)): from == to ? "== \(Self.text(from, isDate))" : nil
    case (.including(let number), .unbounded): ">= \(Self.text(number, isDate))"
    case (.excluding(let number), .unbounded): "> \(Self.text(number, isDate))"
    case (.unbounded, .including(let number)): "<= \(Self.text(number, isDate))"
    case (.unbounded, .excluding(let number)): "< \(Self.text(number, isDate))"
    default: nil
    }
  }

  /// As one comparison, or between brackets.
  fileprivate func text(_ isDate: Bool) -> String {
    if case .including(let number) = lower, lower == upper { return Self.text(number, isDate) }
    if let comparison = comparison(isDate) { return comparison }
    let (opening, from) = Self.end(lower, isDate, "[", "(")
    let (closing, to) = Self.end(upper, isDate, "]", ")")
    return "\(opening)\(from)..\(to)\(closing)"
  }

  private static func end(
    _ bound: Bound, _ isDate: Bool, _ closed: String, _ open: String
  ) -> (bracket: String, number: String) {
    switch bound {
    case .unbounded: (open, "")
    case .including(let number): (closed, text(number, isDate))
    case .excluding(let number): (open, text(number, isDate))
    }
  }

  private static func text(_ number: Double, _ isDate: Bool) -> String {
    isDate ? CalendarDate(days: Int32(number)).description : number.shortestText
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
