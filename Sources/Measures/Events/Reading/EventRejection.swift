public import Decisions

/// Why an event cannot be counted.
public enum EventRejection: Hashable, Sendable {
  /// The row cannot be read as an event, or what a measure asks of it cannot be computed.
  case row(Rejection)
  /// A measure adds up, or compares, a number that is too large: 1e18 and beyond, or not finite.
  case amount(measure: String, text: String)
}

extension EventRejection {
  /// Stable, kebab-case: those of rows, and `amount-too-large`.
  public var code: String {
    switch self {
    case .row(let rejection): rejection.code
    case .amount: "amount-too-large"
    }
  }

  /// The field or measure at fault.
  public var subject: String {
    switch self {
    case .row(let rejection): rejection.subject
    case .amount(let measure, _): measure
    }
  }

  /// In plain words.
  public var message: String {
    switch self {
    case .row(let rejection): rejection.message
    case .amount(let measure, let text):
      "measure '\(measure)' would count \(text), which is too large for an amount; amounts are below 1e18"
    }
  }
}
