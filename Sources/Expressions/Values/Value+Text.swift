extension Value {
  /// The value as outputs show it, the same every time: `3`, `2.5`, `true`, `2026-01-31` for a midnight; the elements of a
  /// list are joined by `;`.
  public var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .double(let value): value == 0 ? "0" : value.shortestText
    case .string(let value): value
    case .bytes(let value): value.map(\.hexadecimal).joined()
    case .list(let values): values.map(\.text).joined(separator: ";")
    case .map(let map): "{\(map.entries.map { "\($0.key.text): \($0.value.text)" }.joined(separator: ", "))}"
    case .timestamp(let value): value.isMidnight ? value.date.description : value.text
    case .duration(let value): value.text
    case .type(let value): value.name
    }
  }
}

extension Double {
  /// The fewest digits that read back as this number; whole numbers without a decimal point.
  package var shortestText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension UInt8 {
  /// Two digits.
  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16)
    return self < 16 ? "0" + digits : digits
  }
}
