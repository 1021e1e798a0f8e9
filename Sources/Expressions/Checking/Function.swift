/// What a checked expression does with values; an operator or function whose overloads differ only in the types of their
/// operands is one.
package enum Function: UInt8, CaseIterable, Sendable {
  case negate, add, subtract, multiply, divide, modulo
  /// `/` of the business profile: the quotient of two numbers as a double; by zero is an error.
  case divideReal
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// `in`.
  case isMember
  case index
  case size, type
  /// The value as it is, its type forgotten.
  case dynamic
  case toBool, toInt, toUint, toDouble, toString, toBytes, toTimestamp, toDuration
  case startsWith, endsWith, containsText, matches
  case fullYear, month, dayOfYear, dayOfMonth, date, dayOfWeek, hours, minutes, seconds, milliseconds
  /// `date('2026-01-31')`.
  case calendarDate
  /// Parts of a day as people count them: January is 1, Monday is 1.
  case year, monthOfYear, day, weekday
  case daysBetween, minimum, maximum, absolute, floor, ceiling, round
  /// What only a calendar knows.
  case isInSeason, isWorkingDay, workingDaysBetween, addWorkingDays, fiscalMonth, fiscalYear
}

extension Function {
  /// As written in an expression.
  package var name: String {
    switch self {
    case .negate, .subtract: "-"
    case .add: "+"
    case .multiply: "*"
    case .divide, .divideReal: "/"
    case .modulo: "%"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .isMember: "in"
    case .index: "[]"
    case .size: "size"
    case .type: "type"
    case .dynamic: "dyn"
    case .toBool: "bool"
    case .toInt: "int"
    case .toUint: "uint"
    case .toDouble: "double"
    case .toString: "string"
    case .toBytes: "bytes"
    case .toTimestamp: "timestamp"
    case .toDuration: "duration"
    case .startsWith: "startsWith"
    case .endsWith: "endsWith"
    case .containsText: "contains"
    case .matches: "matches"
    case .fullYear: "getFullYear"
    case .month: "getMonth"
    case .dayOfYear: "getDayOfYear"
    case .dayOfMonth: "getDayOfMonth"
    case .date: "getDate"
    case .dayOfWeek: "getDayOfWeek"
    case .hours: "getHours"
    case .minutes: "getMinutes"
    case .seconds: "getSeconds"
    case .milliseconds: "getMilliseconds"
    case .calendarDate: "date"
    case .year: "year"
    case .monthOfYear: "month"
    case .day: "day"
    case .weekday: "weekday"
    case .daysBetween: "days_between"
    case .minimum: "min"
    case .maximum: "max"
    case .absolute: "abs"
    case .floor: "floor"
    case .ceiling: "ceil"
    case .round: "round"
    case .isInSeason: "in_season"
    case .isWorkingDay: "is_working_day"
    case .workingDaysBetween: "working_days_between"
    case .addWorkingDays: "add_working_days"
    case .fiscalMonth: "fiscal_month"
    case .fiscalYear: "fiscal_year"
    }
  }

  /// The function of an infix or prefix operator that is strict in its operands.
  init?(_ symbol: Symbol, operands: Int, dialect: Dialect) {
    switch symbol {
    case .minus where operands == 1: self = .negate
    case .plus: self = .add
    case .minus: self = .subtract
    case .star: self = .multiply
    case .slash: self = dialect == .business ? .divideReal : .divide
    case .percent: self = .modulo
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .in: self = .isMember
    default: return nil
    }
  }

  /// Whether it puts two values of a kind in order.
  package var isOrdering: Bool { (Function.less.rawValue...Function.greaterOrEqual.rawValue).contains(rawValue) }

  /// Whether it asks the calendar.
  package var readsCalendar: Bool {
    (Function.isInSeason.rawValue...Function.fiscalYear.rawValue).contains(rawValue)
  }

  /// Whether it calculates with numbers.
  package var isArithmetic: Bool { (Function.negate.rawValue...Function.divideReal.rawValue).contains(rawValue) }
}
