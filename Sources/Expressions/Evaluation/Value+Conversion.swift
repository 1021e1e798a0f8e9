extension Value {
  func asBool() throws(EvaluationError.Kind) -> Bool {
    switch self {
    case .bool(let value): return value
    case .string("true"), .string("True"), .string("TRUE"), .string("t"), .string("T"), .string("1"): return true
    case .string("false"), .string("False"), .string("FALSE"), .string("f"), .string("F"), .string("0"): return false
    default: throw unconvertible(to: .bool, from: [.string])
    }
  }

  func asInt() throws(EvaluationError.Kind) -> Int64 {
    switch self {
    case .int(let value): return value
    case .timestamp(let value): return value.seconds
    case .uint(let value): if let number = Int64(exactly: value) { return number }
    case .double(let value):
      // Both ends are left out: a double there may have been rounded to it.
      if value > -0x1p63, value < 0x1p63 { return Int64(value) }
    case .string(let value): if let number = Int64(value) { return number }
    default: break
    }
    throw unconvertible(to: .int, from: [.uint, .double, .string])
  }

  func asUint() throws(EvaluationError.Kind) -> UInt64 {
    switch self {
    case .uint(let value): return value
    case .int(let value): if let number = UInt64(exactly: value) { return number }
    case .double(let value): if value >= 0, value < 0x1p64 { return UInt64(value) }
    case .string(let value): if let number = UInt64(value) { return number }
    default: break
    }
    throw unconvertible(to: .uint, from: [.int, .double, .string])
  }

  func asDouble() throws(EvaluationError.Kind) -> Double {
    switch self {
    case .double(let value): return value
    case .int(let value): return Double(value)
    case .uint(let value): return Double(value)
    case .string(let value):
      if let number = Double(value), number.isFinite || !value.contains(where: \.isNumber) { return number }
    default: break
    }
    throw unconvertible(to: .double, from: [.string])
  }

  func asString() throws(EvaluationError.Kind) -> String {
    switch self {
    case .string(let value): return value
    case .bool, .int, .uint: return text
    case .double(let value): return value.shortestText
    case .timestamp(let value): return value.text
    case .duration(let value): return value.text
    case .bytes(let value): if let text = String(validating: value, as: UTF8.self) { return text }
    default: break
    }
    throw unconvertible(to: .string, from: [.bytes])
  }

  func asBytes() throws(EvaluationError.Kind) -> [UInt8] {
    switch self {
    case .bytes(let value): return value
    case .string(let value): return Array(value.utf8)
    default: throw unconvertible(to: .bytes, from: [])
    }
  }

  func asTimestamp() throws(EvaluationError.Kind) -> Timestamp {
    switch self {
    case .timestamp(let value): return value
    case .int(let value): if let moment = Timestamp(seconds: value) { return moment }
    case .string(let value): if let moment = Timestamp(text: value) { return moment }
    default: break
    }
    throw unconvertible(to: .timestamp, from: [.int, .string])
  }

  /// With `days`, days and weeks are units too.
  func asDuration(days: Bool) throws(EvaluationError.Kind) -> TimeSpan {
    switch self {
    case .duration(let value): return value
    case .string(let value): if let duration = TimeSpan(text: value, days: days) { return duration }
    default: break
    }
    throw unconvertible(to: .duration, from: [.string])
  }

  func asDate() throws(EvaluationError.Kind) -> CalendarDate {
    guard case .string(let text) = self else {
      throw .noSuchOverload(Function.calendarDate.name, [typeName])
    }
    guard let date = CalendarDate(text) else { throw .noSuchDate(text) }
    return date
  }

  /// A value that is out of range or does not read, where values of its type may be converted; else one that may not.
  private func unconvertible(to type: TypeName, from types: [TypeName]) -> EvaluationError.Kind {
    types.contains(typeName) ? .conversion(text, type) : .noSuchOverload(type.name, [typeName])
  }
}
