/// A type while an expression is being checked: as ``ValueType``, and one that is still open.
indirect enum StaticType: Hashable, Sendable {
  /// The elements of an empty list: fits anything, and gives way to any other type.
  case open
  case dynamic
  case null, bool, int, uint, double, string, bytes, timestamp, duration, type
  case list(StaticType)
  case map(StaticType, StaticType)
  case enumeration(Enumeration)
}

extension StaticType {
  init(_ type: ValueType) {
    self =
      switch type {
      case .dynamic: .dynamic
      case .null: .null
      case .bool: .bool
      case .int: .int
      case .uint: .uint
      case .double: .double
      case .string: .string
      case .bytes: .bytes
      case .timestamp: .timestamp
      case .duration: .duration
      case .type: .type
      case .list(let element): .list(StaticType(element))
      case .map(let key, let value): .map(StaticType(key), StaticType(value))
      case .enumeration(let enumeration): .enumeration(enumeration)
      }
  }

  /// The type of a value.
  init(of value: Value) {
    self =
      switch value {
      case .null: .null
      case .bool: .bool
      case .int: .int
      case .uint: .uint
      case .double: .double
      case .string: .string
      case .bytes: .bytes
      case .timestamp: .timestamp
      case .duration: .duration
      case .type: .type
      case .list: .list(.dynamic)
      case .map: .map(.dynamic, .dynamic)
      }
  }

  var isNumeric: Bool { self == .int || self == .uint || self == .double }

  /// Nothing is known about the value before it is there.
  var isUnknown: Bool { self == .open || self == .dynamic }

  /// A text of any kind.
  var isText: Bool {
    if case .enumeration = self { true } else { self == .string }
  }

  /// Whether nothing in it has to wait for the evaluation.
  var hasUnknown: Bool {
    switch self {
    case .open, .dynamic: true
    case .list(let element): element.hasUnknown
    case .map(let key, let value): key.hasUnknown || value.hasUnknown
    default: false
    }
  }
}

extension StaticType {
  /// Whether a value of this type may stand where `parameter` is asked for, as far as a check can tell.
  func fits(_ parameter: StaticType) -> Bool {
    switch (self, parameter) {
    case (.open, _), (.dynamic, _), (_, .open), (_, .dynamic): true
    case (.enumeration, .string), (.string, .enumeration), (.enumeration, .enumeration): true
    case (.null, .timestamp), (.null, .duration), (.timestamp, .null), (.duration, .null): true
    case (.list(let a), .list(let b)): a.fits(b)
    case (.map(let a, let x), .map(let b, let y)): a.fits(b) && x.fits(y)
    default: self == parameter
    }
  }

  /// The type of something that may be of either; `.dynamic` if there is no narrower one.
  func joined(with other: StaticType, promoting: Bool) -> StaticType {
    switch (self, other) {
    case (.open, _): other
    case (_, .open): self
    case (.list(let a), .list(let b)): .list(a.joined(with: b, promoting: false))
    case (.map(let a, let x), .map(let b, let y)):
      .map(a.joined(with: b, promoting: false), x.joined(with: y, promoting: false))
    case _ where self == other: self
    case _ where isText && other.isText: .string
    case _ where promoting && isNumeric && other.isNumeric: self == .double || other == .double ? .double : .int
    case (.null, .timestamp), (.null, .duration): other
    case (.timestamp, .null), (.duration, .null): self
    default: .dynamic
    }
  }
}

extension ValueType {
  /// The type that a check arrived at; what stayed open is dynamic.
  init(_ type: StaticType) {
    self =
      switch type {
      case .open, .dynamic: .dynamic
      case .null: .null
      case .bool: .bool
      case .int: .int
      case .uint: .uint
      case .double: .double
      case .string: .string
      case .bytes: .bytes
      case .timestamp: .timestamp
      case .duration: .duration
      case .type: .type
      case .list(let element): .list(ValueType(element))
      case .map(let key, let value): .map(ValueType(key), ValueType(value))
      case .enumeration(let enumeration): .enumeration(enumeration)
      }
  }
}

extension StaticType {
  /// The type in a message: in plain words, with the language's own name.
  var phrase: String {
    switch self {
    case .open, .dynamic: "a value of any type (dyn)"
    case .null: "null"
    case .bool: "true or false (bool)"
    case .int: "a whole number (int)"
    case .uint: "a whole number (uint)"
    case .double: "a number (double)"
    case .string: "text (string)"
    case .bytes: "bytes"
    case .timestamp: "a date or time (timestamp)"
    case .duration: "a length of time (duration)"
    case .type: "a type"
    case .list(let element): element.isUnknown ? "a list" : "a list of \(element.name)"
    case .map: "a map"
    case .enumeration(let enumeration): "one of the values of '\(enumeration.name)'"
    }
  }

  /// The language's own name.
  var name: String {
    switch self {
    case .open, .dynamic: "dyn"
    case .null: "null"
    case .list(let element): element.isUnknown ? "list" : "list(\(element.name))"
    case .map(let key, let value): key.isUnknown && value.isUnknown ? "map" : "map(\(key.name), \(value.name))"
    case .enumeration: "string"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .type: "type"
    }
  }
}
