import Expressions

extension ExpressionPlanner {
  /// The form of what a loop makes of a part; `nil` where there is none for it.
  mutating func kernelForm(of node: Int32) -> Form? {
    let tree = expression.tree
    switch tree.nodes[Int(node)] {
    case .not(let operand):
      plan(operand)
      return .truth
    case .and(let operands), .or(let operands):
      for position in operands.range { plan(tree.operands[position]) }
      return .truth
    case .isKnown: return .truth
    case .conditional(let condition, let yes, let no): return choice(condition, plan(yes).form, plan(no).form)
    case .unary(let function, let operand): return function.form(of: plan(operand).form)
    case .binary(let function, let left, let right): return binary(function, left, right)
    case .call(let function, let operands): return extreme(function, operands)
    default: return nil
    }
  }

  private mutating func choice(_ condition: Int32, _ yes: Form, _ no: Form) -> Form? {
    guard let shape = yes.shape.flatMap({ shape in no.shape.flatMap { shape.joined(with: $0) } }) else { return nil }
    plan(condition)
    switch shape {
    case .any, .truth: return .truth
    case .number(let isInteger): return .number(isInteger: isInteger)
    case .date: return .date
    case .text: return .text(yes == no ? yes.dictionary : nil)
    }
  }

  private mutating func extreme(_ function: Function, _ operands: Operands) -> Form? {
    guard function == .minimum || function == .maximum else { return nil }
    var joined: Shape? = .any
    for position in operands.range {
      let shape = plan(expression.tree.operands[position]).form.shape
      joined = joined.flatMap { joined in shape.flatMap { joined.joined(with: $0) } }
    }
    guard case .number(let isInteger) = joined else { return nil }
    return .number(isInteger: isInteger)
  }

  private mutating func binary(_ function: Function, _ left: Int32, _ right: Int32) -> Form? {
    let (a, b) = (plan(left).form, plan(right).form)
    switch function {
    case .equal, .notEqual:
      return a.isEquatable(to: b) || isSpan(left, comparedWith: b) || isSpan(right, comparedWith: a) ? .truth : nil
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return a.isOrderable(with: b) || isSpan(left, comparedWith: b) || isSpan(right, comparedWith: a) ? .truth : nil
    case .isMember: return a.isFindable(in: b) ? .truth : nil
    case .daysBetween: return a.shape?.fitsDate == true && b.shape?.fitsDate == true ? .number(isInteger: true) : nil
    default: return function.form(of: a, b, expression.tree.dialect)
    }
  }

  /// Whether a part is the time from one day to another, and what it is compared with a length of time.
  private mutating func isSpan(_ node: Int32, comparedWith other: Form) -> Bool {
    guard case .duration? = other.constant,
      case .binary(.subtract, let end, let start) = expression.tree.nodes[Int(node)]
    else { return false }
    return plan(end).form.shape == .date && plan(start).form.shape == .date
  }
}

extension Form {
  /// The dictionary of a text.
  fileprivate var dictionary: DictionaryRegister? {
    guard case .text(let dictionary) = self else { return nil }
    return dictionary
  }

  fileprivate func isEquatable(to other: Form) -> Bool {
    if isOrderable(with: other) { return true }
    switch (self, other) {
    case (.text, .text): return true
    case (.text, .constant(.value(.string))), (.constant(.value(.string)), .text): return true
    default: return shape == .truth && other.shape == .truth
    }
  }

  fileprivate func isOrderable(with other: Form) -> Bool {
    if isNeverKnown || other.isNeverKnown { return true }
    switch (self, other) {
    case (.number, .number), (.date, .date): return true
    case (.number, .constant(.value(let value))), (.constant(.value(let value)), .number):
      return value.exactNumber != nil
    case (.date, .constant(.value(.timestamp))), (.constant(.value(.timestamp)), .date): return true
    default: return false
    }
  }

  fileprivate func isFindable(in list: Form) -> Bool {
    guard case .list(let values)? = list.constant else { return false }
    switch self {
    case .number: return values.allSatisfy { !$0.isNumber || $0.exactNumber != nil }
    case .date, .text: return true
    default: return false
    }
  }
}

extension Shape {
  /// Whether it is a date, or without any value.
  fileprivate var fitsDate: Bool { self == .date || self == .any }
}

extension Value {
  /// Whether it is a number of any type.
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// The double that stands to every number of a lane as this number does; `nil` if there is none, or if it is no number.
  var exactNumber: Double? {
    switch self {
    case .int(let value): Int64(exactly: Double(value)) == value ? Double(value) : nil
    case .uint(let value): UInt64(exactly: Double(value)) == value ? Double(value) : nil
    case .double(let value): value
    default: nil
    }
  }
}

extension Function {
  /// The form of what a loop makes of one operand.
  fileprivate func form(of operand: Form) -> Form? {
    switch (self, operand.shape) {
    case (.dynamic, _): operand
    case (.toBool, .truth), (.toString, .text), (.toTimestamp, .date): operand
    case (.negate, .number), (.absolute, .number): operand
    case (.toInt, .number), (.floor, .number), (.ceiling, .number), (.round, .number), (.toInt, .date):
      .number(isInteger: true)
    case (.toDouble, .number): .number(isInteger: false)
    case (_, .date): datePart == nil ? nil : .number(isInteger: true)
    default: nil
    }
  }

  /// The form of what a loop makes of two operands.
  fileprivate func form(of left: Form, _ right: Form, _ dialect: Dialect) -> Form? {
    guard isArithmetic else { return nil }
    if (self == .add || self == .subtract) && left == .date && right.constant?.wholeDays != nil { return .date }
    if self == .add && right == .date && left.constant?.wholeDays != nil { return .date }
    guard let a = left.shape, let b = right.shape, a.fitsNumber, b.fitsNumber else { return nil }
    switch (self, a.joined(with: b)) {
    case (.divideReal, _): return .number(isInteger: false)
    case (.modulo, .number(isInteger: true)): return .number(isInteger: true)
    case (.modulo, _): return nil
    case (_, .number(let isInteger)): return .number(isInteger: isInteger)
    case (_, nil): return dialect == .business ? .number(isInteger: false) : nil
    default: return nil
    }
  }

  /// The part of a day that it reads, and what is added to it.
  var datePart: (part: DatePart, offset: Double)? {
    switch self {
    case .year, .fullYear: (.year, 0)
    case .monthOfYear: (.month, 0)
    case .month: (.month, -1)
    case .day, .date: (.day, 0)
    case .dayOfMonth: (.day, -1)
    case .weekday: (.weekday, 0)
    case .dayOfWeek: (.dayOfWeek, 0)
    case .dayOfYear: (.dayOfYear, -1)
    default: nil
    }
  }
}

extension Value {
  /// How many days a length of time is; `nil` if they are not whole.
  var wholeDays: Double? {
    guard case .duration(let span) = self, span.nanoseconds % .nanosecondsPerDay == 0 else { return nil }
    return Double(span.nanoseconds / .nanosecondsPerDay)
  }

  /// A number of days that whole days stand to as to this moment or length of time: between two days if it is not whole.
  var dayLimit: Double? {
    switch self {
    case .timestamp(let moment):
      let day = Double(moment.date.days)
      return moment.isMidnight ? day : day + 0.5
    case .duration(let span):
      let (days, rest) = span.nanoseconds.quotientAndRemainder(dividingBy: .nanosecondsPerDay)
      return rest == 0 ? Double(days) : Double(days) + (rest < 0 ? -0.5 : 0.5)
    default: return nil
    }
  }
}

extension Int64 {
  fileprivate static let nanosecondsPerDay: Int64 = 86_400_000_000_000
}
