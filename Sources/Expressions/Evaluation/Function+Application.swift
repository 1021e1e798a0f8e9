extension Function {
  /// The function of one value.
  func apply(to value: Value, _ dialect: Dialect) throws(EvaluationError.Kind) -> Value {
    switch self {
    case .negate: try value.negated()
    case .size: .int(try value.size())
    case .type: .type(value.typeName)
    case .dynamic: value
    case .toBool: .bool(try value.asBool())
    case .toInt: .int(try value.asInt())
    case .toUint: .uint(try value.asUint())
    case .toDouble: .double(try value.asDouble())
    case .toString: .string(try value.asString())
    case .toBytes: .bytes(try value.asBytes())
    case .toTimestamp: .timestamp(try value.asTimestamp())
    case .toDuration: .duration(try value.asDuration(days: dialect == .business))
    case .calendarDate: .timestamp(try value.asDate().startOfDay)
    case .year, .monthOfYear, .day, .weekday: .int(try value.calendarPart(self))
    case .absolute: try value.magnitude()
    case .floor: .int(try value.rounded(.down, by: self))
    case .ceiling: .int(try value.rounded(.up, by: self))
    case .round: .int(try value.rounded(.toNearestOrAwayFromZero, by: self))
    case _ where isTimePart: .int(try value.timePart(self, in: nil))
    default: throw .noSuchOverload(name, [value.typeName])
    }
  }

  /// The function or operator of two values.
  func apply(to left: Value, _ right: Value, _ dialect: Dialect) throws(EvaluationError.Kind) -> Value {
    switch self {
    case .equal: return .bool(left.equals(right))
    case .notEqual: return .bool(!left.equals(right))
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return .bool(try compare(left, right))
    case .isMember: return .bool(try right.holds(left))
    case .index: return try left.element(at: right)
    case .startsWith, .endsWith, .containsText, .matches: return .bool(try search(left, right))
    case .daysBetween: return .int(try left.days(until: right))
    case .minimum, .maximum: return try apply(to: [left, right])
    case _ where isArithmetic: return try calculate(left, right, dialect)
    case _ where isTimePart: return .int(try left.timePart(self, in: right))
    default: throw .noSuchOverload(name, [left.typeName, right.typeName])
    }
  }

  /// The function of any number of values.
  func apply(to values: [Value]) throws(EvaluationError.Kind) -> Value {
    guard self == .minimum || self == .maximum, var best = values.first else {
      throw .noSuchOverload(name, values.map(\.typeName))
    }
    for value in values.dropFirst() {
      guard let order = ValueOrder(numbers: value, best) else {
        throw .noSuchOverload(name, values.map(\.typeName))
      }
      if order == (self == .minimum ? .less : .greater) { best = value }
    }
    return best
  }

  private func compare(_ left: Value, _ right: Value) throws(EvaluationError.Kind) -> Bool {
    guard let order = left.order(to: right) else { throw .noSuchOverload(name, [left.typeName, right.typeName]) }
    switch self {
    case .less: return order == .less
    case .lessOrEqual: return order == .less || order == .equal
    case .greater: return order == .greater
    default: return order == .greater || order == .equal
    }
  }

  private func search(_ left: Value, _ right: Value) throws(EvaluationError.Kind) -> Bool {
    guard case .string(let text) = left, case .string(let part) = right else {
      throw .noSuchOverload(name, [left.typeName, right.typeName])
    }
    switch self {
    case .startsWith: return text.utf8.starts(with: part.utf8)
    case .endsWith: return text.utf8.reversed().starts(with: part.utf8.reversed())
    case .containsText: return text.holds(part)
    default: return try TextPattern(part).matches(text)
    }
  }
}

extension Value {
  /// Code points of text, bytes of bytes, elements of a list, keys of a map.
  fileprivate func size() throws(EvaluationError.Kind) -> Int64 {
    switch self {
    case .string(let value): Int64(value.unicodeScalars.count)
    case .bytes(let value): Int64(value.count)
    case .list(let value): Int64(value.count)
    case .map(let value): Int64(value.count)
    default: throw .noSuchOverload(Function.size.name, [typeName])
    }
  }

  /// Whether a list has an equal element, or a map such a key.
  fileprivate func holds(_ element: Value) throws(EvaluationError.Kind) -> Bool {
    switch self {
    case .list(let values): values.contains { element.equals($0) }
    case .map(let map): map[element] != nil
    default: throw .noSuchOverload(Function.isMember.name, [element.typeName, typeName])
    }
  }

  /// What stands in a list at a position, or in a map at a key.
  fileprivate func element(at index: Value) throws(EvaluationError.Kind) -> Value {
    switch self {
    case .list(let values):
      guard let position = index.position else { throw .unsupportedIndex(index.text) }
      guard let element = Int(exactly: position).flatMap({ values.indices.contains($0) ? values[$0] : nil }) else {
        throw .indexOutOfBounds(position, count: values.count)
      }
      return element
    case .map(let map):
      guard let value = map[index] else { throw .noSuchKey(index.text) }
      return value
    default: throw .noSuchOverload(Function.index.name, [typeName, index.typeName])
    }
  }

  /// A whole number of any type.
  private var position: Int64? {
    switch self {
    case .int(let value): value
    case .uint(let value): Int64(exactly: value)
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }
}

extension String {
  /// Whether the code points of `part` occur in this text.
  fileprivate func holds(_ part: String) -> Bool {
    let part = Array(part.utf8)
    guard let first = part.first else { return true }
    var rest = utf8[...]
    while rest.count >= part.count, let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part) { return true }
      rest.removeFirst()
    }
    return false
  }
}
