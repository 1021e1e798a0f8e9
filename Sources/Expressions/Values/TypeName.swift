/// The name of a type, as the language itself writes and compares it.
public struct TypeName: Hashable, Sendable {
  /// As the specification spells it: `int`, `null_type`, `google.protobuf.Timestamp`.
  public let name: String

  /// The name without its namespace, for messages.
  var word: String {
    switch self {
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .null: "null"
    default: name
    }
  }

  /// All names there are.
  package static let all: [TypeName] = [
    .null, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .timestamp, .duration, .type,
  ]

  static let null = TypeName(name: "null_type")
  static let bool = TypeName(name: "bool")
  static let int = TypeName(name: "int")
  static let uint = TypeName(name: "uint")
  static let double = TypeName(name: "double")
  static let string = TypeName(name: "string")
  static let bytes = TypeName(name: "bytes")
  static let list = TypeName(name: "list")
  static let map = TypeName(name: "map")
  static let timestamp = TypeName(name: "google.protobuf.Timestamp")
  static let duration = TypeName(name: "google.protobuf.Duration")
  static let type = TypeName(name: "type")
}
