public import Cadences
public import Expressions

/// A cadence that somebody asked for on behalf of one customer.
public struct CadenceException: Hashable, Sendable {
  /// How often, whatever the policy says, except its floors.
  public let cadence: Cadence
  /// The last day on which it holds.
  public let until: CalendarDate
  /// Who asked for it.
  public let by: String
  /// What for.
  public let why: String

  /// `nil` without anybody or any reason.
  public init?(_ cadence: Cadence, until: CalendarDate, by: String, why: String) {
    guard !by.isEmpty, !why.isEmpty else { return nil }
    self.cadence = cadence
    self.until = until
    self.by = by
    self.why = why
  }
}

extension CadenceException {
  /// The name that it goes by where rules have an id.
  package static let rule = "exception"
}

/// The customers who have a cadence of their own, by the text of their key as decisions have it, code point by code point.
public struct CadenceExceptions: Sendable {
  private let exceptions: [ExactText: CadenceException]

  /// No customer has.
  public static let none = CadenceExceptions([])

  /// By key; of several for one, the last counts.
  public init(_ exceptions: some Sequence<(key: String, value: CadenceException)>) {
    self.exceptions = Dictionary(exceptions.map { (ExactText($0.key), $0.value) }) { $1 }
  }

  /// Whether there are none.
  public var isEmpty: Bool { exceptions.isEmpty }

  /// The customers' keys, in no particular order.
  public var keys: some Sequence<String> { exceptions.keys.lazy.map(\.text) }

  /// Whether a customer has a cadence of its own, be it for a time that is over.
  public func names(_ key: String) -> Bool { exceptions[ExactText(key)] != nil }

  /// The customer's own cadence, if it still holds on that day.
  public func exception(for key: String, on day: CalendarDate) -> CadenceException? {
    guard let exception = exceptions[ExactText(key)], day <= exception.until else { return nil }
    return exception
  }
}
