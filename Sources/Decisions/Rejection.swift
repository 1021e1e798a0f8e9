package import Policies

/// Why a row was not decided.
public struct Rejection: Hashable, Sendable, Error {
  /// What is wrong, for those who say it in other words.
  package let cause: Cause

  /// What keeps a row from being decided.
  package enum Cause: Hashable, Sendable {
    /// A fact that no row may lack is not given.
    case missing(fact: String)
    /// The text does not read as the fact's type.
    case unreadable(fact: String, text: String, kind: Fact.Kind)
    /// A whole number that 64 bits do not hold; the limits as the file would write them.
    case beyondInteger(fact: String, text: String, lower: String, upper: String)
    /// The limits as the file would write them.
    case outOfRange(fact: String, text: String, lower: String?, upper: String?)
    /// The text is none of an enum's values; the one that was probably meant.
    case unknownValue(fact: String, text: String, values: [String], closest: String?)
    /// A fact is given under its `column:` header and under its name.
    case factGivenTwice(fact: String, column: String)
    /// The values of the facts that policies go by, `nil` where missing.
    case notGoverned(facts: [String], values: [String?])
    /// What a rule asks cannot be computed; where the rule stands, `file:line`.
    case failed(rule: String, place: String, what: String)
  }

  init(_ cause: Cause) { self.cause = cause }
}

extension Rejection {
  /// Stable, kebab-case: `missing-fact`, `bad-value`, `out-of-range`, `unknown-value`, `given-twice`, `not-governed`,
  /// `evaluation-error`.
  public var code: String {
    switch cause {
    case .missing: "missing-fact"
    case .unreadable: "bad-value"
    case .beyondInteger, .outOfRange: "out-of-range"
    case .unknownValue: "unknown-value"
    case .factGivenTwice: "given-twice"
    case .notGoverned: "not-governed"
    case .failed: "evaluation-error"
    }
  }

  /// The fact or rule at fault.
  public var subject: String {
    switch cause {
    case .missing(let fact), .unreadable(let fact, _, _), .beyondInteger(let fact, _, _, _),
      .outOfRange(let fact, _, _, _), .unknownValue(let fact, _, _, _), .factGivenTwice(let fact, _):
      fact
    case .notGoverned(let facts, _): facts.joined(separator: ", ")
    case .failed(let rule, _, _): rule
    }
  }
}
