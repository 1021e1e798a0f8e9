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
    for sign in ["!=", "=="] where fragment.text.trimmed.hasPrefix(sign) {
      diagnostics.append(
        .equalityCell(
          sign, value: fragment.text.trimmed.dropFirst(2).trimmed, at: fragment.range(of: 0..<fragment.text.utf8.count))
      )
      return nil
    }
    if let kind = CellKind(type), let text = CellText(fragment), let test = test(text, kind: kind) {
      return test.map(Cell.test)
    }
    if fragment.text.contains("..") {
      diagnostics.append(.intervalWithoutBrackets(at: fragment.range(of: 0..<fragment.text.utf8.count)))
      return nil
    }
    return expression(fragment, expecting: .bool).map(Cell.condition)
  }

  /// One of the literals of a sequence (or the one literal): `[mall, supermarket]`.
  mutating func literalTest(_ node: YAMLNode, type: ValueType) -> UnaryTest? {
    let literals = (node.items ?? [node]).compactMap { text($0, what: "a value") }
    let operands = literals.map { CellText.Operand(text: Substring($0.text), isQuoted: true, range: $0.range) }
    guard !operands.isEmpty, let kind = CellKind(type) else {
      diagnostics.append(.notTestable("\(type)", at: node.range.beginning))
      return nil
    }
    return equality(operands, kind: kind, negated: false)
  }

  /// The test that a cell's text spells; outer `nil`: it spells none, inner `nil`: it does, with a fault.
  private mutating func test(_ text: CellText, kind: CellKind) -> UnaryTest?? {
    let values = text.terms.compactMap { term -> CellText.Operand? in
      if case .value(let operand) = term { operand } else { nil }
    }
    switch kind {
    case .text, .bool:
      guard values.count == text.terms.count, values.allSatisfy({ kind.canBeLiteral($0) }) else { return nil }
      return .some(equality(values, kind: kind, negated: text.isNegated))
    case .number, .date:
      // A value alone may be meant as a condition; after `>=` or between brackets only a number makes sense.
      guard values.allSatisfy({ number($0, kind: kind) != nil }) else { return nil }
      return .some(intervals(text, kind: kind))
    }
  }

  private mutating func intervals(_ text: CellText, kind: CellKind) -> UnaryTest? {
    let before = diagnostics.count
    let intervals = text.terms.compactMap { term -> Interval? in
      guard let interval = interval(term, kind: kind) else { return nil }
      if interval.isEmpty { diagnostics.append(.emptyInterval(at: term.operands[0].range)) }
      return interval
    }
    return diagnostics.count == before ? .intervals(intervals, negated: text.isNegated) : nil
  }

  private mutating func equality(_ operands: [CellText.Operand], kind: CellKind, negated: Bool) -> UnaryTest? {
    switch kind {
    case .text(let enumeration): return strings(operands, among: enumeration, negated: negated)
    case .bool: return bool(operands, negated: negated)
    case .number, .date:
      let points = operands.compactMap { operand in
        bound(operand, kind: kind).map { Interval(lower: .including($0), upper: .including($0)) }
      }
      return points.count == operands.count ? .intervals(points, negated: negated) : nil
    }
  }

  private mutating func bool(_ operands: [CellText.Operand], negated: Bool) -> UnaryTest? {
    let values = Set(operands.compactMap { Bool(String($0.text)) })
    guard values.count == 1, operands.allSatisfy({ Bool(String($0.text)) != nil }), let value = values.first else {
      diagnostics.append(.badTruthCell(at: operands[0].range))
      return nil
    }
    return .bool(value != negated)
  }

  /// A negated list of an enum's values is the list of the others.
  private mutating func strings(
    _ operands: [CellText.Operand], among enumeration: Enumeration?, negated: Bool
  ) -> UnaryTest? {
    let before = diagnostics.count
    let names = operands.map { operand -> String in
      let name = string(operand)
      if let enumeration, !enumeration.values.contains(name) {
        let fragment = SourceFragment(text: name, range: operand.range)
        diagnostics.append(.notAmong(enumeration, fragment: fragment))
      }
      return name
    }
    guard diagnostics.count == before else { return nil }
    guard let enumeration, negated else { return .strings(names, negated: negated) }
    return .strings(enumeration.values.filter { !names.contains($0) }, negated: false)
  }

  private mutating func string(_ operand: CellText.Operand) -> String {
    guard !operand.isQuoted, operand.text.hasPrefix("params.") else { return String(operand.text) }
    if case .string(let value)? = constant(String(operand.text), kind: .string) { return value }
    diagnostics.append(
      .notOfKind(.string, what: "a cell", text: String(operand.text), at: operand.range, params: params.keys.sorted()))
    return String(operand.text)
  }

  private func number(_ operand: CellText.Operand, kind: CellKind) -> Double? {
    constant(String(operand.text), kind: kind.isDate ? .date : .number)?.rangeNumber
  }

  /// As ``number(_:kind:)``, with a diagnostic where it is none.
  private mutating func bound(_ operand: CellText.Operand, kind: CellKind) -> Double? {
    if let number = number(operand, kind: kind) { return number }
    if operand.text.hasPrefix("params.") {
      let wanted = kind.isDate ? Fact.Kind.date : .number
      diagnostics.append(
        .notOfKind(wanted, what: "a cell", text: String(operand.text), at: operand.range, params: params.keys.sorted()))
      return nil
    }
    diagnostics.append(.badOperand(String(operand.text), isDate: kind.isDate, at: operand.range))
    return nil
  }

  private mutating func interval(_ term: CellText.Term, kind: CellKind) -> Interval? {
    let numbers = term.operands.compactMap { bound($0, kind: kind) }
    guard numbers.count == term.operands.count else { return nil }
    let interval = Interval(term, numbers)
    if case .number(isInteger: true) = kind { return interval.ofIntegers }
    return interval
  }
}

extension Interval {
  /// What a term means, its operands read as numbers.
  fileprivate init(_ term: CellText.Term, _ numbers: [Double]) {
    switch term {
    case .value: self.init(lower: .including(numbers[0]), upper: .including(numbers[0]))
    case .comparison(.less, _): self.init(lower: .unbounded, upper: .excluding(numbers[0]))
    case .comparison(.atMost, _): self.init(lower: .unbounded, upper: .including(numbers[0]))
    case .comparison(.greater, _): self.init(lower: .excluding(numbers[0]), upper: .unbounded)
    case .comparison(.atLeast, _): self.init(lower: .including(numbers[0]), upper: .unbounded)
    case .interval(let includesLower, _, _, let includesUpper):
      self.init(
        lower: includesLower ? .including(numbers[0]) : .excluding(numbers[0]),
        upper: includesUpper ? .including(numbers[1]) : .excluding(numbers[1]))
    }
  }

  /// The same integers between closed ends: `> 3` and `< 4` have none in common.
  fileprivate var ofIntegers: Interval {
    let least: Bound =
      switch lower {
      case .unbounded: .unbounded
      case .including(let number): .including(number.rounded(.up))
      case .excluding(let number): .including(number.rounded(.down) + 1)
      }
    let most: Bound =
      switch upper {
      case .unbounded: .unbounded
      case .including(let number): .including(number.rounded(.down))
      case .excluding(let number): .including(number.rounded(.up) - 1)
      }
    return Interval(lower: least, upper: most)
  }
}

/// How the cells of an input are compared.
private enum CellKind {
  case text(Enumeration?)
  case bool
  case number(isInteger: Bool)
  case date

  init?(_ type: ValueType) {
    switch type {
    case .string: self = .text(nil)
    case .enumeration(let enumeration): self = .text(enumeration)
    case .bool: self = .bool
    case .int, .uint: self = .number(isInteger: true)
    case .double: self = .number(isInteger: false)
    case .timestamp: self = .date
    default: return nil
    }
  }

  var isDate: Bool {
    if case .date = self { true } else { false }
  }

  /// Whether an operand can be meant literally, not as part of a condition.
  func canBeLiteral(_ operand: CellText.Operand) -> Bool {
    if case .bool = self { Bool(String(operand.text)) != nil } else { operand.isWord }
  }
}
