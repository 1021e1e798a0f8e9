import Expressions

extension VectorBuilder {
  /// Whether a value is known; a failure stays one.
  mutating func isKnown(_ vector: Vector) -> TruthVector {
    let (known, failed) = (known(of: vector), failed(of: vector))
    return truth(known, within: subtract(failed, from: .all), failed: failed)
  }

  /// A comparison of two values.
  mutating func compare(_ a: Vector, _ function: Function, _ b: Vector) -> TruthVector {
    let failed = either(failed(of: a), failed(of: b))
    switch (a, b) {
    case (.number(let a), .number(let b)): return compare(a, function, b)
    case (.date(let a), .date(let b)): return compare(a, function, b)
    case (.number(let number), .constant(let value)): return compare(number, function, value.exactNumber)
    case (.constant(let value), .number(let number)): return compare(number, function.reversed, value.exactNumber)
    case (.date(let date), .constant(let value)): return compare(date, function, value.dayLimit)
    case (.constant(let value), .date(let date)): return compare(date, function.reversed, value.dayLimit)
    case (.text(let a), .text(let b)): return equal(a, b, function)
    case (.text(let text), .constant(.string(let string))), (.constant(.string(let string)), .text(let text)):
      return isOne(of: [string], negated: function == .notEqual, text)
    case (.unknown, _), (_, .unknown): return TruthVector(yes: .none, no: .none, failed: failed)
    default: return equal(truth(of: a), truth(of: b), failed: failed, function)
    }
  }

  /// A comparison of numbers with a limit; never known without one.
  mutating func compare(_ number: NumberVector, _ function: Function, _ limit: Double?) -> TruthVector {
    guard let limit, number.known != .none else { return TruthVector(yes: .none, no: .none, failed: number.failed) }
    let yes = mask { .compareConstant(number.lane, function.order, limit, within: number.known, result: $0) }
    return truth(yes, within: number.known, failed: number.failed).negated(if: function == .notEqual)
  }

  private mutating func compare(_ a: NumberVector, _ function: Function, _ b: NumberVector) -> TruthVector {
    let (known, failed) = (both(a.known, b.known), either(a.failed, b.failed))
    guard known != .none else { return TruthVector(yes: .none, no: .none, failed: failed) }
    let yes = mask { .compare(a.lane, function.order, b.lane, within: known, result: $0) }
    return truth(yes, within: known, failed: failed).negated(if: function == .notEqual)
  }

  private mutating func equal(
    _ a: TruthVector, _ b: TruthVector, failed: MaskRegister, _ function: Function
  ) -> TruthVector {
    let known = both(either(a.yes, a.no), either(b.yes, b.no))
    let yes = pick(a.yes, b.yes, a.no, b.no)
    return truth(yes, within: known, failed: failed).negated(if: function == .notEqual)
  }

  private mutating func equal(_ a: TextVector, _ b: TextVector, _ function: Function) -> TruthVector {
    let known = both(known(of: .text(a)), known(of: .text(b)))
    let codes = comparableCodes(a, b)
    let (first, second) = codes.0.index < codes.1.index ? codes : (codes.1, codes.0)
    let yes = mask { .equalTexts(first, second, result: $0) }
    return truth(yes, within: known, failed: either(a.failed, b.failed)).negated(if: function == .notEqual)
  }
}

extension VectorBuilder {
  /// The codes of two texts in one dictionary: their own, or one that holds the texts of both.
  private mutating func comparableCodes(_ a: TextVector, _ b: TextVector) -> (CodeRegister, CodeRegister) {
    if a.dictionary == b.dictionary { return (a.codes, b.codes) }
    let common = dictionaryForBoth(a.dictionary, b.dictionary)
    return (recode(a, in: common), recode(b, in: common))
  }

  /// Whether a value equals one of a constant list.
  mutating func isMember(_ vector: Vector, of list: Vector) -> TruthVector {
    guard case .constant(.list(let values)) = list else {
      return TruthVector(yes: .none, no: .none, failed: either(failed(of: vector), failed(of: list)))
    }
    switch vector {
    case .number(let number): return isMember(number, of: values.compactMap(\.exactNumber))
    case .date(let date): return isMember(date, of: values.compactMap { AnswerForm.date.number($0) })
    case .text(let text):
      let strings = values.compactMap { value in
        if case .string(let string) = value { string } else { nil }
      }
      return isOne(of: strings, negated: false, text)
    default: return TruthVector(yes: .none, no: .none, failed: failed(of: vector))
    }
  }

  private mutating func isMember(_ number: NumberVector, of limits: [Double]) -> TruthVector {
    let sorted = Set(limits.filter { !$0.isNaN }).sorted()
    let list = list(of: sorted)
    let yes = mask { .findMembers(number.lane, list: list, within: number.known, result: $0) }
    return truth(yes, within: number.known, failed: number.failed)
  }
}

extension TruthVector {
  fileprivate func negated(if condition: Bool) -> TruthVector { condition ? negated : self }
}

extension Function {
  /// The comparison that it is, or is the contrary of.
  fileprivate var order: NumberOrder {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: .equal
    }
  }

  /// The same comparison of the operands in the other order.
  var reversed: Function {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
