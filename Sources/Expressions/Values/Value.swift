/// A value of the expression language.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list([Value])
  case map(ValueMap)
  case timestamp(Timestamp)
  case duration(TimeSpan)
  case type(TypeName)
}

/// What a row holds for a variable, and what an expression gives: a value, nothing known, or a fault.
public enum Outcome: Hashable, Sendable {
  case value(Value)
  /// The customer's data does not say.
  case unknown
  /// The evaluation failed; an error is never read as false or as missing.
  case error(EvaluationError)
}

extension Value {
  /// What `type(…)` says of the value.
  public var typeName: TypeName {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    }
  }
}
