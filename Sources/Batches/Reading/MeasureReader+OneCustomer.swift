import CVectors
import Decisions
import Expressions
import Policies

/// What one customer's value is to a fact that is a number, a whole number or a date.
enum MeasureReading {
  /// Not yet checked against the fact's limits.
  case measured(Double)
  case missing
  /// Cannot stand for the fact.
  case faulty

  /// What a value is to all facts of a form, whatever else they are; `nil` where it takes more to say.
  @inline(__always) init?(_ value: FactValue, _ form: number_form) {
    switch value {
    case .number(let number, _):
      guard let measured = Self.number(number, form) else { return nil }
      self = .measured(measured)
    case .integer(let integer):
      guard form != NUMBER_DATE, form == NUMBER_DECIMAL || integer.magnitude <= Int64.exactLimit.magnitude else {
        return nil
      }
      self = .measured(Double(integer))
    case .text(let text):
      guard let reading = Self.text(text, form) else { return nil }
      self = reading
    case .missing: self = .missing
    case .bool: return nil
    }
  }

  @inline(__always) private static func number(_ number: Double, _ form: number_form) -> Double? {
    if form == NUMBER_DECIMAL { return number.isFinite ? number : nil }
    guard form == NUMBER_WHOLE, let integer = Int64(exactly: number),
      integer.magnitude <= Int64.exactLimit.magnitude
    else { return nil }
    return Double(integer)
  }

  private static func text(_ text: String, _ form: number_form) -> MeasureReading? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> MeasureReading? in
      guard let start = bytes.baseAddress else { return .missing }
      var number = 0.0
      switch number_read_spelled(start, start + bytes.count, form, &number) {
      case NUMBER_READ: return .measured(number)
      case NUMBER_BLANK: return .missing
      default: return nil
      }
    } ?? nil
  }
}

extension MeasureReader {
  /// What a value is, found out from the fact itself.
  func exactReading(of value: FactValue) -> MeasureReading {
    if value.isBlank { return .missing }
    guard case .success(.value(let meant)) = fact.read(value),
      let number = fact.measure(of: meant, isRead: target != nil)
    else { return .faulty }
    return .measured(number)
  }
}
