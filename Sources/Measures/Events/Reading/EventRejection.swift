public import Decisions

/// Why an event cannot be counted.
public enum EventRejection: Hashable, Sendable {
  /// The row cannot be read as an event.
  case row(Rejection)
  /// What a measure asks of the event cannot be computed, and why; where that stands, `file:line`.
  case question(measure: String, place: String, what: String)
  /// A measure adds up, or compares, a number that is too large: 1e18 and beyond, or not finite.
  case amount(measure: String, text: String)
}

extension EventRejection {
  /// Stable, kebab-case: those of rows, `evaluation-error`, and `amount-too-large`.
  public var code: String {
    switch self {
    case .row(let rejection): rejection.code
    case .question: "evaluation-error"
    case .amount: "amount-too-large"
    }
  }

  /// The field or measure at fault.
  public var subject: String {
    switch self {
    case .row(let rejection): rejection.subject
    case .question(let measure, _, _), .amount(let measure, _): measure
    }
  }

  /// In plain words.
  public var message: String {
    switch self {
    case .row(let rejection): rejection.message
    case .question(let measure, let place, let what): "measure '\(measure)' (\(place)): \(what)"
    case .amount(let measure, let text):
      "measure '\(measure)' would count \(text), which is too large for an amount; amounts are below 1e18"
    }
  }
}
