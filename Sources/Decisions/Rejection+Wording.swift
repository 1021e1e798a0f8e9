import Expressions
import Policies
import SourceText

extension Rejection {
  /// A value that cannot stand for its fact.
  static func unreadable(_ fact: Fact, _ fault: FactFault) -> Rejection {
    switch fault {
    case .missing: missing(fact)
    case .unreadable(let text):
      Rejection(code: "bad-value", subject: fact.name, message: "\(fact.name): \"\(text)\" is not \(fact.kind.noun)")
    case .outOfRange(let text): outOfRange(fact, text)
    case .notAmong(let text): notAmong(fact, text)
    }
  }

  private static func missing(_ fact: Fact) -> Rejection {
    Rejection(code: "missing-fact", subject: fact.name, message: "\(fact.name): missing")
  }

  private static func outOfRange(_ fact: Fact, _ text: String) -> Rejection {
    let lower = fact.limits?.lower.map { fact.kind.text(ofLimit: $0) }
    let upper = fact.limits?.upper.map { fact.kind.text(ofLimit: $0) }
    let range =
      switch (lower, upper) {
      case (let lower?, let upper?): "between \(lower) and \(upper)"
      case (let lower?, nil): "at least \(lower)"
      case (nil, let upper?): "at most \(upper)"
      case (nil, nil): "any"
      }
    return Rejection(
      code: "out-of-range", subject: fact.name, message: "\(fact.name): \(text) is out of range; it has to be \(range)")
  }

  private static func notAmong(_ fact: Fact, _ text: String) -> Rejection {
    let names = fact.kind.valueNames
    let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    let nearest = closestMatch(to: text, among: names).map { "; did you mean \($0)?" } ?? ""
    return Rejection(
      code: "unknown-value", subject: fact.name, message: "\(fact.name): \"\(text)\" is not one of \(shown)\(nearest)")
  }

  /// No policy of the set claims the customer with these values.
  static func notGoverned(_ values: [(fact: String, value: String?)]) -> Rejection {
    let described = values.map { "\($0.fact) = \($0.value.map { "\"\($0)\"" } ?? "missing")" }.joined(separator: ", ")
    let whom = described.isEmpty ? "the customer" : "a customer with \(described)"
    return Rejection(
      code: "not-governed", subject: values.map(\.fact).joined(separator: ", "), message: "no policy governs \(whom)")
  }
}

extension Rejection {
  /// What a rule asks cannot be computed for the customer.
  static func evaluationFailed(rule: String, at provenance: Provenance, _ failure: Truth.Failure) -> Rejection {
    evaluationError(rule, at: provenance, failure.message)
  }

  /// Two rows of a table of which one at most may hold.
  static func twoRowsMatch(_ first: DecisionTable.Row, _ second: DecisionTable.Row) -> Rejection {
    evaluationError(
      second.id, at: second.provenance, "holds together with \(first.id), but only one row of the table may hold")
  }

  /// Two rows of a table that have to agree.
  static func rowsDisagree(_ first: DecisionTable.Row, _ second: DecisionTable.Row) -> Rejection {
    evaluationError(second.id, at: second.provenance, "holds together with \(first.id), but says something else")
  }

  /// An adjustment's amount that no exact number stands for.
  static func notAnAmount(rule: String, at provenance: Provenance, text: String) -> Rejection {
    evaluationError(rule, at: provenance, "\(text) is no number that visits can be counted with exactly")
  }

  /// Numbers of visits that have grown beyond exact counting.
  static func notExact(rule: String, at provenance: Provenance) -> Rejection {
    evaluationError(rule, at: provenance, "the number of visits is too large, or too fine, to be counted exactly")
  }

  /// A collected sum beyond 64 bits.
  static func sumTooLarge(output: String, at provenance: Provenance) -> Rejection {
    evaluationError(output, at: provenance, "the sum is too large")
  }

  private static func evaluationError(_ rule: String, at provenance: Provenance, _ what: String) -> Rejection {
    let place = "\(provenance.range.file.path):\(provenance.range.position.line)"
    return Rejection(code: "evaluation-error", subject: rule, message: "\(rule) (\(place)): \(what)")
  }
}

extension Fact.Kind {
  /// The type, as a sentence names it.
  fileprivate var noun: String {
    switch self {
    case .string: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .bool: "yes or no"
    case .date: "a date such as 2026-01-31"
    case .enumeration: "one of its values"
    }
  }

  fileprivate var valueNames: [String] {
    guard case .enumeration(let values) = self else { return [] }
    return values.map(\.name)
  }

  /// A limit as the file would write it.
  fileprivate func text(ofLimit limit: Double) -> String {
    self == .date ? CalendarDate(days: Int32(limit)).description : limit.shortestText
  }
}
