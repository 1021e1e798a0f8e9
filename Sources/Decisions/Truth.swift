import Expressions

/// What came of asking something of a customer.
package enum Truth: Sendable {
  case yes, no
  /// The data does not say.
  case unknown
  /// Could not be computed.
  case failed(Failure)

  /// Why something could not be computed, in plain words.
  package struct Failure: Sendable {
    /// Without a full stop.
    package let message: String
  }

  init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

  /// Asks a value; one that `test` can make nothing of is a failure.
  init(of outcome: Outcome, _ test: (Value) -> Bool?) {
    switch outcome {
    case .value(let value):
      self = test(value).map(Truth.init) ?? .failed(Failure(message: "'\(value.text)' is not what the rule can test"))
    case .unknown: self = .unknown
    case .error(let error): self = .failed(Failure(message: error.kind.message))
    }
  }

  /// What a trace says of it; nothing of a failure, which ends the decision.
  var traced: Trace.Verdict {
    switch self {
    case .yes: .matched
    case .no, .failed: .notMatched
    case .unknown: .unknown
    }
  }
}
