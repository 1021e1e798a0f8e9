import Expressions

/// Numbers from numbers. Whole numbers that come to 2^53 or more, and numbers beyond all bounds where those are errors, are left
/// to the row evaluator; a division by zero is a failure as any other.
extension VectorBuilder {
  /// An operator with two numbers.
  mutating func calculate(_ function: Function, _ a: Vector, _ b: Vector, as form: Form, _ dialect: Dialect) -> Vector {
    guard case .number(let isInteger) = form else { return .unknown }
    let operands = (number(of: a, isInteger: isInteger), number(of: b, isInteger: isInteger))
    let (known, failed) = (both(operands.0.known, operands.1.known), either(operands.0.failed, operands.1.failed))
    guard known != .none else { return .number(.neverKnown(lane: lane(of: 0.0), failed: failed, isInteger: isInteger)) }
    let pair = NumberPair(left: operands.0.lane, right: operands.1.lane, known: known, failed: failed)
    switch function {
    case .divideReal: return .number(quotient(pair, divisor: b))
    case .divide where isInteger: return .number(divide(pair, .quotient))
    case .modulo: return .number(divide(pair, .remainder))
    default: return .number(sum(pair, function, isInteger: isInteger, dialect))
    }
  }

  /// Two lanes with the rows that have both numbers, and those for which there can be no result.
  private struct NumberPair {
    let left: NumberRegister
    let right: NumberRegister
    let known: MaskRegister
    let failed: MaskRegister
  }

  private mutating func sum(
    _ pair: NumberPair, _ function: Function, isInteger: Bool, _ dialect: Dialect
  ) -> NumberVector {
    let limit = isInteger ? Double.wholeLimit : .infinity
    let result = number {
      .calculate(function.calculation(isInteger), pair.left, pair.right, limit: limit, result: $0, sound: $1)
    }
    if isInteger || dialect == .business { postpone(pair.known, except: result.sound) }
    return NumberVector(lane: result.lane, known: pair.known, failed: pair.failed, isInteger: isInteger)
  }

  /// Of the business profile. By zero there is no bound to the result.
  private mutating func quotient(_ pair: NumberPair, divisor: Vector) -> NumberVector {
    let result = number { .calculate(.divide, pair.left, pair.right, limit: .infinity, result: $0, sound: $1) }
    if case .constant(let value) = divisor, !value.equals(.int(0)) {
      postpone(pair.known, except: result.sound)
      return NumberVector(lane: result.lane, known: pair.known, failed: pair.failed, isInteger: false)
    }
    let known = both(pair.known, result.sound)
    let lost = subtract(result.sound, from: pair.known)
    return NumberVector(lane: result.lane, known: known, failed: either(pair.failed, lost), isInteger: false)
  }

  private mutating func divide(_ pair: NumberPair, _ calculation: Calculation) -> NumberVector {
    let zero = mask { .compareConstant(pair.right, .equal, 0, within: pair.known, result: $0) }
    let result = number { .calculate(calculation, pair.left, pair.right, limit: .wholeLimit, result: $0, sound: $1) }
    let known = subtract(zero, from: pair.known)
    postpone(known, except: result.sound)
    return NumberVector(lane: result.lane, known: known, failed: either(pair.failed, zero), isInteger: true)
  }
}

extension VectorBuilder {
  /// A function of one value.
  mutating func apply(_ function: Function, _ operand: Vector, as form: Form) -> Vector {
    switch (function, operand) {
    case (.negate, .number(let number)) where number.isInteger:
      let zero = lane(of: 0.0)
      let result = self.number {
        .calculate(.subtract, zero, number.lane, limit: .infinity, result: $0, sound: $1)
      }
      return .number(number.with(result.lane))
    case (.negate, .number(let number)): return .number(map(number, .negate))
    case (.absolute, .number(let number)): return .number(map(number, .absolute))
    case (.toDouble, .number(let number)): return .number(number.with(isInteger: false))
    case (.toInt, .number(let number)): return .number(whole(number, .truncate))
    case (.floor, .number(let number)): return .number(whole(number, .floor))
    case (.ceiling, .number(let number)): return .number(whole(number, .ceiling))
    case (.round, .number(let number)): return .number(whole(number, .round))
    case (.toInt, .date(let date)): return .number(seconds(date))
    case (_, .date(let date)):
      guard let (part, offset) = function.datePart else { return operand }
      return .number(read(part, date, offset: offset))
    default: return operand
    }
  }

  /// The least or greatest of some numbers; the first of equal ones.
  mutating func extreme(of vectors: [Vector], _ function: Function, as form: Form) -> Vector {
    guard case .number(let isInteger) = form, let first = vectors.first else { return .unknown }
    var best = number(of: first, isInteger: isInteger)
    for vector in vectors.dropFirst() {
      let next = number(of: vector, isInteger: isInteger)
      let calculation: Calculation = function == .minimum ? .minimum : .maximum
      let (a, b) = (best.lane, next.lane)
      let result = number { .calculate(calculation, a, b, limit: .infinity, result: $0, sound: $1) }
      best = NumberVector(
        lane: result.lane, known: both(best.known, next.known), failed: either(best.failed, next.failed),
        isInteger: isInteger)
    }
    return .number(best)
  }

  private mutating func map(_ number: NumberVector, _ mapping: NumberMapping) -> NumberVector {
    let result = self.number { .map(mapping, number.lane, limit: .infinity, result: $0, sound: $1) }
    return number.with(result.lane)
  }

  private mutating func whole(_ number: NumberVector, _ mapping: NumberMapping) -> NumberVector {
    guard !number.isInteger else { return number }
    let result = self.number { .map(mapping, number.lane, limit: .wholeLimit, result: $0, sound: $1) }
    postpone(number.known, except: result.sound)
    return NumberVector(lane: result.lane, known: number.known, failed: number.failed, isInteger: true)
  }
}

extension NumberVector {
  /// Numbers that are not there.
  fileprivate static func neverKnown(lane: NumberRegister, failed: MaskRegister, isInteger: Bool) -> NumberVector {
    NumberVector(lane: lane, known: .none, failed: failed, isInteger: isInteger)
  }

  /// Other numbers for the same rows.
  fileprivate func with(_ lane: NumberRegister) -> NumberVector {
    NumberVector(lane: lane, known: known, failed: failed, isInteger: isInteger)
  }

  /// The same numbers as another type.
  fileprivate func with(isInteger: Bool) -> NumberVector {
    NumberVector(lane: lane, known: known, failed: failed, isInteger: isInteger)
  }
}

extension Double {
  /// Whole numbers below it are exact.
  static var wholeLimit: Double { 0x1p53 }
}

extension Function {
  fileprivate func calculation(_ isInteger: Bool) -> Calculation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: isInteger ? .multiplyWhole : .multiply
    default: .divide
    }
  }
}
