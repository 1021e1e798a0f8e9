import Decisions
import Expressions
import Policies

/// One thing that a row of a table asks: whether what an expression or score gives lies in a set.
struct TableTest {
  /// What is looked at.
  enum Subject {
    case expression(CheckedExpression)
    case score(Score)
  }

  let subject: Subject
  let test: UnaryTest
}

extension DecisionTable.Row {
  /// All that the row asks, in the same small form: its cells' tests, and its conditions taken apart where `&&` joins them.
  func tests(of inputs: [DecisionTable.Input]) -> [TableTest] {
    let cells = tests.map { TableTest(subject: TableTest.Subject(inputs[$0.input]), test: $0.test) }
    return cells + conditions.flatMap(\.conjuncts).map { TableTest($0) }
  }
}

extension TableTest.Subject {
  init(_ input: DecisionTable.Input) {
    switch input {
    case .expression(let expression): self = .expression(expression)
    case .score(let score): self = .score(score)
    }
  }
}

extension TableTest {
  /// A condition as a test: of the operand, where it compares that with a constant; else of its own truth.
  init(_ condition: CheckedExpression) {
    if let comparison = condition.comparisonWithConstant, let test = UnaryTest(comparison.function, comparison.constant)
    {
      self.init(subject: .expression(comparison.operand), test: test)
    } else if let negated = condition.negated {
      self.init(subject: .expression(negated), test: .bool(false))
    } else {
      self.init(subject: .expression(condition), test: .bool(true))
    }
  }
}

extension UnaryTest {
  /// The test that a comparison with a constant amounts to; `nil` where there is none.
  fileprivate init?(_ function: Function, _ constant: Value) {
    switch constant {
    case .string(let text): self.init(function, texts: [text])
    case .int(let integer): self.init(function, number: Double(exactly: integer))
    case .double(let number): self.init(function, number: number.isNaN ? nil : number)
    case .timestamp(let moment) where moment.isMidnight: self.init(function, number: Double(moment.date.days))
    case .list(let elements) where function == .isMember: self.init(members: elements)
    default: return nil
    }
  }

  private init?(_ function: Function, texts: [String]) {
    switch function {
    case .equal: self = .strings(texts, negated: false)
    case .notEqual: self = .strings(texts, negated: true)
    default: return nil
    }
  }

  private init?(members elements: [Value]) {
    let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    guard texts.count == elements.count else { return nil }
    self = .strings(texts, negated: false)
  }

  /// Whether it can test all values of a type.
  fileprivate func takes(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.strings, .string), (.strings, .enumeration), (.bool, .bool): true
    case (.intervals, .int), (.intervals, .double), (.intervals, .timestamp): true
    default: false
    }
  }

  private init?(_ function: Function, number: Double?) {
    guard let number else { return nil }
    switch function {
    case .equal: self.init(from: .including(number), to: .including(number))
    case .notEqual:
      self = .intervals([Interval(lower: .including(number), upper: .including(number))], negated: true)
    case .less: self.init(from: .unbounded, to: .excluding(number))
    case .lessOrEqual: self.init(from: .unbounded, to: .including(number))
    case .greater: self.init(from: .excluding(number), to: .unbounded)
    case .greaterOrEqual: self.init(from: .including(number), to: .unbounded)
    default: return nil
    }
  }

  private init(from lower: Interval.Bound, to upper: Interval.Bound) {
    self = .intervals([Interval(lower: lower, upper: upper)], negated: false)
  }
}
