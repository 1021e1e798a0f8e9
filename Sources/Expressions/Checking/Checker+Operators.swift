import SourceText

extension Checker {
  /// Checks an operator with its operands.
  mutating func operation(_ symbol: Symbol, _ operands: [Int], at node: SyntaxNode) -> Int32 {
    switch symbol {
    case .logicalAnd, .logicalOr: return chain(symbol, operands, at: node)
    case .not: return builder.add(.not(condition(operands[0], joinedBy: "!")), .bool, node.range)
    default: break
    }
    guard let function = Function(symbol, operands: operands.count, dialect: scope.dialect) else {
      return builder.failure(.unknownFunction(symbol.rawValue), node.range)
    }
    let checked = operands.map { check($0) }
    if checked.count == 1 {
      let type = result(of: function, checked, operands, at: node)
      return builder.add(.unary(function, checked[0]), type, node.range)
    }
    let pair = Comparison(
      function: function, left: checked[0], right: checked[1], leftSyntax: operands[0], rightSyntax: operands[1],
      node: node)
    return binary(pair)
  }

  /// Checks `&&` and `||`; constants among the operands decide or fall away.
  private mutating func chain(_ symbol: Symbol, _ operands: [Int], at node: SyntaxNode) -> Int32 {
    let checked = operands.map { condition($0, joinedBy: symbol.rawValue) }
    let absorbing = symbol == .logicalOr
    if checked.contains(where: { builder.constant($0) == .bool(absorbing) }) {
      return builder.literal(.bool(absorbing), node.range)
    }
    let open = checked.filter { builder.constant($0) != .bool(!absorbing) }
    if open.isEmpty { return builder.literal(.bool(!absorbing), node.range) }
    if open.count == 1, builder.type(of: open[0]) == .bool { return open[0] }
    let stored = builder.store(open)
    return builder.add(absorbing ? .or(stored) : .and(stored), .bool, node.range)
  }

  /// A strict operator with two operands.
  struct Comparison {
    let function: Function
    var left: Int32
    var right: Int32
    let leftSyntax: Int
    let rightSyntax: Int
    let node: SyntaxNode
  }

  private mutating func binary(_ pair: Comparison) -> Int32 {
    var pair = pair
    let type: StaticType
    if pair.function.comparesValues { reconsider(pair) }
    switch pair.function {
    case .equal, .notEqual:
      type = .bool
      checkEquality(pair)
    case .isMember:
      type = .bool
      checkMembership(pair)
    case _ where pair.function.isOrdering:
      type = .bool
      checkOrdering(pair)
    default:
      promote(&pair)
      type = arithmetic(pair)
    }
    return builder.add(.binary(pair.function, pair.left, pair.right), type, pair.node.range)
  }

  /// Brings two numbers to one type; for `/` of the business profile to doubles.
  private mutating func promote(_ pair: inout Comparison) {
    let (left, right) = (builder.type(of: pair.left), builder.type(of: pair.right))
    guard isBusiness, left.isNumeric, right.isNumeric else { return }
    let isReal = pair.function == .divideReal
    let common = isReal ? .double : left.joined(with: right, promoting: true)
    pair.left = convert(pair.left, to: common)
    pair.right = convert(pair.right, to: common)
  }

  private mutating func arithmetic(_ pair: Comparison) -> StaticType {
    let (left, right) = (builder.type(of: pair.left), builder.type(of: pair.right))
    if pair.function == .add, case .list(let a) = left, case .list(let b) = right {
      return .list(a.joined(with: b, promoting: false))
    }
    if pair.function == .add, left.isUnknown || right.isUnknown { return .dynamic }
    if isBusiness, left.isUnknown || right.isUnknown {
      return pair.function == .divideReal ? .double : .dynamic
    }
    checkDivisor(pair)
    return result(of: pair.function, [pair.left, pair.right], [pair.leftSyntax, pair.rightSyntax], at: pair.node)
  }

  private mutating func checkDivisor(_ pair: Comparison) {
    guard isBusiness, pair.function == .divideReal || pair.function == .modulo, builder.constant(pair.left) == nil,
      let divisor = builder.constant(pair.right), divisor.equals(.int(0))
    else { return }
    report(.divisionByZero(at: place(pair.rightSyntax)))
  }

  /// The type that an operator gives, by its overloads; a misfit is reported.
  private mutating func result(
    of function: Function, _ operands: [Int32], _ syntax: [Int], at node: SyntaxNode
  ) -> StaticType {
    let types = operands.map { builder.type(of: $0) }
    let results = Set(Overload.of(function).filter { $0.takes(types) }.map(\.result))
    guard let first = results.first else {
      report(.noOperator(function, types, at: range(node.focus)))
      return .dynamic
    }
    return results.count == 1 ? first : .dynamic
  }
}

extension Checker {
  private mutating func checkEquality(_ pair: Comparison) {
    let (left, right) = (builder.type(of: pair.left), builder.type(of: pair.right))
    if isBusiness, left == .null || right == .null {
      let other = left == .null ? pair.rightSyntax : pair.leftSyntax
      report(.comparisonWithNull(text(other), isEqual: pair.function == .equal, at: place(pair, .null)))
    } else if !canEqual(left, right) {
      reportIncomparable(pair)
    } else {
      checkValue(pair.left, pair.leftSyntax, against: pair.right, pair.rightSyntax, isEqual: pair.function == .equal)
      checkValue(pair.right, pair.rightSyntax, against: pair.left, pair.leftSyntax, isEqual: pair.function == .equal)
      checkOverlap(left, right, pair)
    }
  }

  /// The place of the operand of that type.
  private func place(_ pair: Comparison, _ type: StaticType) -> SourceRange {
    place(builder.type(of: pair.left) == type ? pair.leftSyntax : pair.rightSyntax)
  }

  private mutating func checkMembership(_ pair: Comparison) {
    let element = builder.type(of: pair.left)
    switch builder.type(of: pair.right) {
    case .list(let member):
      guard canEqual(element, member) else {
        report(.noMember(element, of: member, at: place(pair.leftSyntax)))
        return
      }
      checkMembers(pair)
      checkOverlap(element, member, pair)
    case .map(let key, _):
      if !canEqual(element, key) { report(.noMember(element, of: key, at: place(pair.leftSyntax))) }
    case let other:
      if !other.isUnknown {
        report(
          .notContainer(other, left: text(pair.leftSyntax), right: text(pair.rightSyntax), at: place(pair.rightSyntax)))
      }
    }
  }

  private mutating func checkOrdering(_ pair: Comparison) {
    let (left, right) = (builder.type(of: pair.left), builder.type(of: pair.right))
    for (type, syntax) in [(left, pair.leftSyntax), (right, pair.rightSyntax)] {
      if case .enumeration(let enumeration) = type {
        report(.enumerationOrder(enumeration, text(syntax), pair.function, at: range(pair.node.focus)))
        return
      }
    }
    guard Overload.of(pair.function).contains(where: { $0.takes([left, right]) }), left != .null, right != .null else {
      reportIncomparable(pair)
      return
    }
  }

  private mutating func reportIncomparable(_ pair: Comparison) {
    report(
      .incomparable(
        ComparisonFault(
          function: pair.function, left: builder.type(of: pair.left), right: builder.type(of: pair.right),
          leftText: text(pair.leftSyntax), rightText: text(pair.rightSyntax),
          leftValue: builder.constant(pair.left), rightValue: builder.constant(pair.right),
          isChained: isRelation(pair.leftSyntax)),
        at: range(pair.node.focus)))
  }

  /// Whether a part is itself a comparison, as in `1 < x < 3`.
  private func isRelation(_ index: Int) -> Bool {
    guard case .operation(let symbol, _) = syntax.nodes[index].kind else { return false }
    return symbol.precedence == Symbol.less.precedence
  }

  /// Reports a text that is none of the values of the enumeration that it is compared with.
  private mutating func checkValue(
    _ node: Int32, _ syntax: Int, against other: Int32, _ otherSyntax: Int, isEqual: Bool
  ) {
    guard isBusiness, case .enumeration(let enumeration) = builder.type(of: other),
      case .string(let value)? = builder.constant(node)
    else { return }
    let absence = value.isEmpty ? UnknownValueRemedy.absence("\(isEqual ? "!" : "")has(\(text(otherSyntax)))") : nil
    reportStranger(value, to: enumeration, absence, at: syntax)
  }

  private mutating func reportStranger(
    _ text: String, to enumeration: Enumeration, _ remedy: UnknownValueRemedy? = nil, at index: Int
  ) {
    guard !enumeration.values.contains(text) else { return }
    report(
      .unknownValue(text, of: enumeration, remedy ?? enumeration.remedy(forStranger: text), at: place(index)))
  }

  /// Reports texts of a list that are none of an enumeration's values.
  private mutating func checkMembers(_ pair: Comparison) {
    guard isBusiness, case .enumeration(let enumeration) = builder.type(of: pair.left) else { return }
    if case .list(let elements) = syntax.nodes[pair.rightSyntax].kind {
      for element in elements {
        if case .literal(.string(let text)) = syntax.nodes[element].kind {
          reportStranger(text, to: enumeration, at: element)
        }
      }
    } else if case .list(let values)? = builder.constant(pair.right) {
      for case .string(let text) in values { reportStranger(text, to: enumeration, at: pair.rightSyntax) }
    }
  }

  /// Reports two enumerations that have no value in common.
  private mutating func checkOverlap(_ left: StaticType, _ right: StaticType, _ pair: Comparison) {
    guard isBusiness, case .enumeration(let a) = left, case .enumeration(let b) = right,
      Set(a.values).isDisjoint(with: b.values)
    else { return }
    report(.strangeEnumerations(a, b, at: range(pair.node.focus)))
  }
}

/// What to write in place of a text that is none of an enumeration's values.
enum UnknownValueRemedy {
  /// The one that it labels.
  case value(String)
  /// The one that is spelled nearly so.
  case similar(String)
  /// This test, where the text is empty.
  case absence(String)
  case oneOfThem
}

extension Enumeration {
  fileprivate func remedy(forStranger text: String) -> UnknownValueRemedy {
    if let value = value(labelled: text) { return .value(value) }
    return closestMatch(to: text, among: values).map { .similar($0) } ?? .oneOfThem
  }
}

extension Function {
  /// Whether it asks for equality or membership.
  fileprivate var comparesValues: Bool { self == .equal || self == .notEqual || self == .isMember }
}
