import Policies

extension Rejection {
  /// In plain words.
  public var message: String { sentence + (cause.asciiSpelling.map { "; did you mean \($0)?" } ?? "") }

  private var sentence: String {
    switch cause {
    case .missing(let fact): "\(fact): missing"
    case .unreadable(let fact, let text, let kind): "\(fact): \"\(text)\" is not \(kind.noun)"
    case .beyondInteger(let fact, let text, let lower, let upper):
      "\(fact): \(text) is too \(text.hasPrefix("-") ? "small" : "large") for a whole number; "
        + "it has to be \(Self.range(lower, upper))"
    case .outOfRange(let fact, let text, let lower, let upper):
      "\(fact): \(text) is out of range; it has to be \(Self.range(lower, upper))"
    case .unknownValue(let fact, let text, let values, let closest):
      "\(fact): \"\(text)\" is not one of \(Self.shown(values))" + (closest.map { "; did you mean \($0)?" } ?? "")
    case .factGivenTwice(let fact, let column):
      "\(fact): given twice, as '\(column)' and as '\(fact)'; give it once"
    case .notGoverned(let facts, let values): "no policy governs \(Self.customer(facts, values))"
    case .failed(let rule, let place, let what): "\(rule) (\(place)): \(what)"
    }
  }

  private static func range(_ lower: String?, _ upper: String?) -> String {
    switch (lower, upper) {
    case (let lower?, let upper?): "between \(lower) and \(upper)"
    case (let lower?, nil): "at least \(lower)"
    case (nil, let upper?): "at most \(upper)"
    case (nil, nil): "any"
    }
  }

  private static func customer(_ facts: [String], _ values: [String?]) -> String {
    let described = zip(facts, values).map { "\($0) = \($1.map { "\"\($0)\"" } ?? "missing")" }
    return described.isEmpty ? "the customer" : "a customer with \(described.joined(separator: ", "))"
  }

  /// The first few of an enum's values.
  private static func shown(_ values: [String]) -> String {
    values.prefix(12).joined(separator: ", ") + (values.count > 12 ? ", …" : "")
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
}
