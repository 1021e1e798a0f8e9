import CVectors

/// How a number stands to another; never so for NaN.
enum NumberOrder: UInt8, Sendable {
  case equal, less, lessOrEqual, greater, greaterOrEqual

  /// As the loops in C know it.
  @inline(__always) var code: Int32 {
    switch self {
    case .equal: Int32(VECTOR_EQUAL.rawValue)
    case .less: Int32(VECTOR_LESS.rawValue)
    case .lessOrEqual: Int32(VECTOR_LESS_OR_EQUAL.rawValue)
    case .greater: Int32(VECTOR_GREATER.rawValue)
    case .greaterOrEqual: Int32(VECTOR_GREATER_OR_EQUAL.rawValue)
    }
  }

  /// The same said of the numbers in the other order.
  var reversed: NumberOrder {
    switch self {
    case .equal: .equal
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

/// What makes one number of two.
enum Calculation: UInt8, Sendable {
  case add, subtract, multiply
  /// Of whole numbers: zero has no sign.
  case multiplyWhole
  case divide
  /// Of whole numbers, towards zero; and what that leaves.
  case quotient, remainder
  /// The first where they are equal or one is NaN.
  case minimum, maximum

  /// As the loops in C know it.
  @inline(__always) var code: Int32 {
    switch self {
    case .add: Int32(VECTOR_ADD.rawValue)
    case .subtract: Int32(VECTOR_SUBTRACT.rawValue)
    case .multiply: Int32(VECTOR_MULTIPLY.rawValue)
    case .multiplyWhole: Int32(VECTOR_MULTIPLY_WHOLE.rawValue)
    case .divide: Int32(VECTOR_DIVIDE.rawValue)
    case .quotient: Int32(VECTOR_QUOTIENT.rawValue)
    case .remainder: Int32(VECTOR_REMAINDER.rawValue)
    case .minimum: Int32(VECTOR_MINIMUM.rawValue)
    case .maximum: Int32(VECTOR_MAXIMUM.rawValue)
    }
  }
}

/// What makes a number of one.
enum NumberMapping: UInt8, Sendable {
  case negate, absolute
  /// Whole numbers, of which zero has no sign; halves are rounded away from zero.
  case floor, ceiling, round, truncate

  /// As the loops in C know it.
  @inline(__always) var code: Int32 {
    switch self {
    case .negate: Int32(VECTOR_NEGATE.rawValue)
    case .absolute: Int32(VECTOR_ABSOLUTE.rawValue)
    case .floor: Int32(VECTOR_FLOOR.rawValue)
    case .ceiling: Int32(VECTOR_CEILING.rawValue)
    case .round: Int32(VECTOR_ROUND.rawValue)
    case .truncate: Int32(VECTOR_TRUNCATE.rawValue)
    }
  }
}

/// A part of a day.
enum DatePart: UInt8, Sendable {
  /// Months and days count from 1.
  case year, month, day
  /// 1 is Monday.
  case weekday
  /// 0 is Sunday.
  case dayOfWeek
  /// 1 is the first of January.
  case dayOfYear

  /// As the loops in C know it.
  @inline(__always) var code: Int32 {
    switch self {
    case .year: Int32(VECTOR_YEAR.rawValue)
    case .month: Int32(VECTOR_MONTH.rawValue)
    case .day: Int32(VECTOR_DAY.rawValue)
    case .weekday: Int32(VECTOR_WEEKDAY.rawValue)
    case .dayOfWeek: Int32(VECTOR_DAY_OF_WEEK.rawValue)
    case .dayOfYear: Int32(VECTOR_DAY_OF_YEAR.rawValue)
    }
  }
}
