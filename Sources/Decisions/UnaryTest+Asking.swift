package import Expressions
package import Policies

extension UnaryTest {
  /// Whether an input lies in the set.
  package func truth(of input: Outcome) -> Truth { Truth(of: input, verdict(on:)) }

  /// Whether a value lies in the set; `nil` for one that cannot be tested so.
  package func verdict(on value: Value) -> Bool? {
    switch self {
    case .strings(let strings, let negated):
      value.isOne(of: strings).map { $0 != negated }
    case .bool(let expected):
      value.equals(.bool(!expected)) ? false : value.equals(.bool(expected)) ? true : nil
    case .intervals(let intervals, let negated):
      value.position.map { number in intervals.contains { $0.contains(number) } != negated }
    }
  }
}

extension Value {
  /// Whether it is one of these texts, code point by code point; `nil` if it is no text.
  fileprivate func isOne(of strings: [String]) -> Bool? {
    guard case .string(let string) = self else { return nil }
    return strings.contains { $0.utf8.elementsEqual(string.utf8) }
  }

  /// Where it stands on the line of numbers; a moment counts its days since 1970-01-01.
  fileprivate var position: Double? {
    guard case .timestamp(let moment) = self else { return number }
    return (Double(moment.seconds) + Double(moment.nanoseconds) / 1e9) / 86_400
  }

  /// The number that it is; `nil` for everything else.
  package var number: Double? {
    switch self {
    case .int(let integer): Double(integer)
    case .uint(let integer): Double(integer)
    case .double(let number): number
    default: nil
    }
  }
}
