/// The type of an expression, as far as a check can tell.
public indirect enum ValueType: Hashable, Sendable {
  /// Only known when evaluated.
  case dynamic
  case null, bool, int, uint, double, string, bytes, timestamp, duration, type
  case list(ValueType)
  case map(ValueType, ValueType)
  /// A string out of a closed list: an enum fact or a dimension's tiers. Comparing it with a string literal outside
  /// the list is a fault; ordering it is too, because its order is not the alphabet's.
  case enumeration(Enumeration)
}

/// A closed list of names.
public struct Enumeration: Hashable, Sendable {
  /// What the list belongs to, for messages: a fact's or dimension's name.
  public let name: String
  /// In the policy's order.
  public let values: [String]

  /// A list named after its owner.
  public init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}
