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
  /// What people call the values, by value; for messages only, so that lists that differ in nothing else are equal.
  package let labels: [String: [String]]

  /// A list named after its owner.
  public init(name: String, values: [String]) {
    self.init(name: name, values: values, labels: [:])
  }

  /// A list whose values are known by other names too.
  package init(name: String, values: [String], labels: [String: [String]]) {
    self.name = name
    self.values = values
    self.labels = labels
  }
}

extension Enumeration {
  /// Whether both have the same owner and values.
  public static func == (a: Enumeration, b: Enumeration) -> Bool { a.name == b.name && a.values == b.values }

  /// Hashes the owner and the values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(values)
  }

  /// The value that people call `label`.
  package func value(labelled label: String) -> String? {
    labels.isEmpty ? nil : values.first { labels[$0]?.contains(label) == true }
  }
}

extension ValueType: CustomStringConvertible {
  /// As messages name it: `list(int)`; an enumeration is a string.
  public var description: String { StaticType(self).name }
}
