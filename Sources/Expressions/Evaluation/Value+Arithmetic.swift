extension Function {
  /// An arithmetic operator on two values.
  func calculate(_ left: Value, _ right: Value, _ dialect: Dialect) throws(EvaluationError.Kind) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)) where self != .divideReal: return .int(try integers(a, b))
    case (.uint(let a), .uint(let b)) where self != .divideReal: return .uint(try integers(a, b))
    case (.double(let a), .double(let b)): return .double(try doubles(a, b, dialect))
    default: break
    }
    if let result = concatenated(left, right) { return result }
    if let result = try times(left, right) { return result }
    guard dialect == .business, let (a, b) = try promoted(left, right) else {
      throw .noSuchOverload(name, [left.typeName, right.typeName])
    }
    return try calculate(a, b, dialect)
  }

  /// Both numbers in the type in which they are calculated with; `nil` where that changes nothing.
  private func promoted(_ left: Value, _ right: Value) throws(EvaluationError.Kind) -> (Value, Value)? {
    switch (left, right) {
    case (.int, .int) where self == .divideReal, (.uint, .uint) where self == .divideReal,
      (.double, .int), (.double, .uint), (.int, .double), (.uint, .double):
      (.double(try left.asDouble()), .double(try right.asDouble()))
    case (.int, .uint), (.uint, .int):
      self == .divideReal
        ? (.double(try left.asDouble()), .double(try right.asDouble()))
        : (.int(try left.asInt()), .int(try right.asInt()))
    default: nil
    }
  }

  private func integers<T: FixedWidthInteger>(_ a: T, _ b: T) throws(EvaluationError.Kind) -> T {
    let result: (partialValue: T, overflow: Bool)
    switch self {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case _ where b == 0: throw .divisionByZero
    case .divide: result = a.dividedReportingOverflow(by: b)
    default: result = a.remainderReportingOverflow(dividingBy: b)
    }
    guard !result.overflow else { throw .overflow("\(a) \(name) \(b)") }
    return result.partialValue
  }

  /// In the business profile a result that is no number any more is an error, as with integers.
  private func doubles(_ a: Double, _ b: Double, _ dialect: Dialect) throws(EvaluationError.Kind) -> Double {
    let result: Double
    switch self {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = a * b
    case .divide: result = a / b
    case .divideReal:
      guard b != 0 else { throw .divisionByZero }
      result = a / b
    default: throw .noSuchOverload(name, [.double, .double])
    }
    guard result.isFinite || dialect == .strict else { throw .overflow("\(a.shortestText) \(name) \(b.shortestText)") }
    return result
  }

  private func concatenated(_ left: Value, _ right: Value) -> Value? {
    guard self == .add else { return nil }
    switch (left, right) {
    case (.string(let a), .string(let b)): return .string(a + b)
    case (.bytes(let a), .bytes(let b)): return .bytes(a + b)
    case (.list(let a), .list(let b)): return .list(a + b)
    default: return nil
    }
  }

  private func times(_ left: Value, _ right: Value) throws(EvaluationError.Kind) -> Value? {
    switch (self, left, right) {
    case (.add, .timestamp(let moment), .duration(let span)), (.add, .duration(let span), .timestamp(let moment)):
      return .timestamp(try inRange(moment.advanced(by: span), left, right))
    case (.subtract, .timestamp(let moment), .duration(let span)):
      let back = try inRange(span.negated, left, right)
      return .timestamp(try inRange(moment.advanced(by: back), left, right))
    case (.subtract, .timestamp(let end), .timestamp(let start)):
      return .duration(try inRange(end.since(start), left, right))
    case (.add, .duration(let a), .duration(let b)), (.subtract, .duration(let a), .duration(let b)):
      return .duration(TimeSpan(nanoseconds: try integers(a.nanoseconds, b.nanoseconds)))
    default: return nil
    }
  }

  private func inRange<T>(_ result: T?, _ left: Value, _ right: Value) throws(EvaluationError.Kind) -> T {
    guard let result else { throw .overflow("\(left.text) \(name) \(right.text)") }
    return result
  }
}

extension TimeSpan {
  /// As long in the other direction; `nil` for the one length that has none.
  fileprivate var negated: TimeSpan? {
    nanoseconds == .min ? nil : TimeSpan(nanoseconds: -nanoseconds)
  }
}

extension Value {
  func negated() throws(EvaluationError.Kind) -> Value {
    switch self {
    case .int(.min): throw .overflow("-(\(text))")
    case .int(let value): .int(-value)
    case .double(let value): .double(-value)
    default: throw .noSuchOverload("-", [typeName])
    }
  }

  /// The number without its sign.
  func magnitude() throws(EvaluationError.Kind) -> Value {
    switch self {
    case .int(.min): throw .overflow("abs(\(text))")
    case .int(let value): .int(abs(value))
    case .uint: self
    case .double(let value): .double(abs(value))
    default: throw .noSuchOverload(Function.absolute.name, [typeName])
    }
  }

  /// The number as a whole one.
  func rounded(_ rule: FloatingPointRoundingRule, by function: Function) throws(EvaluationError.Kind) -> Int64 {
    switch self {
    case .int(let value): return value
    case .uint(let value):
      guard let whole = Int64(exactly: value) else { throw .overflow("\(function.name)(\(text))") }
      return whole
    case .double(let value):
      guard let whole = Int64(exactly: value.rounded(rule)) else { throw .overflow("\(function.name)(\(text))") }
      return whole
    default: throw .noSuchOverload(function.name, [typeName])
    }
  }
}
