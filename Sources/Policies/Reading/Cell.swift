import Expressions
import SourceText
import YAML

/// What a table's cell asks of its input.
enum Cell {
  case anything
  case test(UnaryTest)
  /// Not a unary test: a condition of its own.
  case condition(CheckedExpression)
}

extension PolicyReader {
  /// Reads a cell for an input of that type; `nil`, with diagnostics, if it is neither a test nor a condition.
  mutating func cell(_ node: YAMLNode, type: ValueType) -> Cell? {
    guard node.items == nil else { return literalTest(node, type: type).map(Cell.test) }
    guard let fragment = text(node, what: "a cell") else { return nil }
    if fragment.text.trimmed == "-" { return .anything }
    if type == .bool, let value = Bool(String(fragment.text.trimmed)) { return .test(.bool(value)) }
    if let text = CellText(fragment), let test = test(text, type: type) { return test.map(Cell.test) }
    return expression(fragment, expecting: .bool).map(Cell.condition)
  }

  /// One of the literals of a sequence (or the one literal): `[mall, supermarket]`.
  mutating func literalTest(_ node: YAMLNode, type: ValueType) -> UnaryTest? {
    let literals = (node.items ?? [node]).compactMap { text($0, what: "a value") }
    if type == .bool, literals.count == 1, let value = Bool(literals[0].text) { return .bool(value) }
    let operands = literals.map { CellText.Operand(text: Substring($0.text), isQuoted: true, range: $0.range) }
    guard !operands.isEmpty, let kind = CellKind(type) else {
      diagnostics.append(.notTestable("\(type)", at: node.range.beginning))
      return nil
    }
    return equality(operands, kind: kind, negated: false)
  }

  /// The test that a cell's text spells; outer `nil`: it spells none, inner `nil`: it does, with a fault.
  private mutating func test(_ text: CellText, type: ValueType) -> UnaryTest?? {
    guard let kind = CellKind(type) else { return nil }
    switch kind {
    case .text:
      let operands = text.terms.compactMap { term -> CellText.Operand? in
        if case .value(let operand) = term { operand } else { nil }
      }
      guard operands.count == text.terms.count, operands.allSatisfy(\.isWord) else { return nil }
      return .some(equality(operands, kind: kind, negated: text.isNegated))
    case .number, .date:
      guard text.terms.allSatisfy({ $0.operands.allSatisfy { number($0, kind: kind) != nil } }) else { return nil }
      let intervals = text.terms.compactMap { interval($0, kind: kind) }
      if let (term, _) = zip(text.terms, intervals).first(where: { $1.isEmpty }) {
        diagnostics.append(.emptyInterval(at: term.operands[0].range))
      }
      return .some(.intervals(intervals, negated: text.isNegated))
    }
  }

  private mutating func equality(_ operands: [CellText.Operand], kind: CellKind, negated: Bool) -> UnaryTest? {
    guard case .text(let enumeration) = kind else {
      let points = operands.compactMap { operand -> Interval? in
        guard let number = number(operand, kind: kind) else {
          diagnostics.append(.badOperand(String(operand.text), isDate: kind.isDate, at: operand.range))
          return nil
        }
        return Interval(lower: .including(number), upper: .including(number))
      }
      return points.count == operands.count ? .intervals(points, negated: negated) : nil
    }
    let names = operands.map { operand -> (String, SourceRange) in (string(operand), operand.range) }
    guard let enumeration else { return .strings(names.map(\.0), negated: negated) }
    let wrong = names.filter { !enumeration.values.contains($0.0) }
    for (name, range) in wrong {
      diagnostics.append(
        .notAmong(
          what: "value of '\(enumeration.name)'", fragment: SourceFragment(text: name, range: range),
          choices: enumeration.values))
    }
    guard wrong.isEmpty else { return nil }
    let listed = names.map(\.0)
    return .strings(negated ? enumeration.values.filter { !listed.contains($0) } : listed, negated: false)
  }

  private func string(_ operand: CellText.Operand) -> String {
    if !operand.isQuoted, operand.text.hasPrefix("params."),
      case .string(let value)? = constant(String(operand.text), kind: .string)
    {
      return value
    }
    return String(operand.text)
  }

  private func number(_ operand: CellText.Operand, kind: CellKind) -> Double? {
    constant(String(operand.text), kind: kind.isDate ? .date : .number)?.rangeNumber
  }

  private func interval(_ term: CellText.Term, kind: CellKind) -> Interval? {
    let numbers = term.operands.compactMap { number($0, kind: kind) }
    switch term {
    case .value: return Interval(lower: .including(numbers[0]), upper: .including(numbers[0]))
    case .comparison(let comparison, _):
      switch comparison {
      case .less: return Interval(lower: .unbounded, upper: .excluding(numbers[0]))
      case .atMost: return Interval(lower: .unbounded, upper: .including(numbers[0]))
      case .greater: return Interval(lower: .excluding(numbers[0]), upper: .unbounded)
      case .atLeast: return Interval(lower: .including(numbers[0]), upper: .unbounded)
      }
    case .interval(let includesLower, _, _, let includesUpper):
      return Interval(
        lower: includesLower ? .including(numbers[0]) : .excluding(numbers[0]),
        upper: includesUpper ? .including(numbers[1]) : .excluding(numbers[1]))
    }
  }
}

/// How the cells of an input are compared.
private enum CellKind {
  case text(Enumeration?)
  case number
  case date

  init?(_ type: ValueType) {
    switch type {
    case .string: self = .text(nil)
    case .enumeration(let enumeration): self = .text(enumeration)
    case .int, .uint, .double: self = .number
    case .timestamp: self = .date
    default: return nil
    }
  }

  var isDate: Bool {
    if case .date = self { true } else { false }
  }
}
