import SourceText

extension Checker {
  /// Checks the whole expression and what it gives.
  ///
  /// - Parameter isReadable: Whether no faults were found in the spelling; otherwise the type may be any.
  mutating func wholeTree(expecting expected: ExpectedType, isReadable: Bool) -> ExpressionTree {
    var root = check(syntax.root)
    if isReadable { checkResult(root, expected) }
    if case .integer = expected { root = convert(root, to: .int) }
    if isBusiness { reportFailures() }
    return builder.finish(root: root)
  }

  private mutating func checkResult(_ root: Int32, _ expected: ExpectedType) {
    let type = builder.type(of: root)
    guard let wanted = expected.types, diagnostics.isEmpty, !wanted.contains(where: { type.isSame(as: $0) }) else {
      return
    }
    if case .bool = expected, let (low, high) = numbersOfDifference {
      return report(.rangeAsDifference(low, high, at: place(syntax.root)))
    }
    report(.wrongResult(type, expected: expected, text: text(syntax.root), at: place(syntax.root)))
  }

  /// The numbers of `10-20`, where that is the whole expression.
  private var numbersOfDifference: (String, String)? {
    guard case .operation(.minus, let operands) = syntax.nodes[syntax.root].kind, operands.count == 2,
      operands.allSatisfy({ syntax.nodes[$0].isNumber })
    else { return nil }
    return (text(operands[0]), text(operands[1]))
  }

  /// Reports the constant parts that can only fail, unless a fault inside them was reported already.
  private mutating func reportFailures() {
    let known = diagnostics.map(\.range)
    for failure in builder.failures {
      guard let range = failure.range, !known.contains(where: range.covers) else { continue }
      report(.failedConstant(failure.kind, at: range))
    }
  }
}

extension SyntaxNode {
  fileprivate var isNumber: Bool {
    if case .literal(let value) = kind { StaticType(of: value).isNumeric } else { false }
  }
}

extension ExpectedType {
  /// What fits; `nil` for anything.
  fileprivate var types: [StaticType]? {
    switch self {
    case .any: nil
    case .bool: [.bool]
    case .number: [.int, .uint, .double]
    case .integer: [.int, .uint]
    case .string: [.string]
    case .timestamp: [.timestamp]
    case .duration: [.duration]
    }
  }
}

extension StaticType {
  fileprivate func isSame(as wanted: StaticType) -> Bool { self == wanted || (isText && wanted == .string) }
}

extension SourceRange {
  fileprivate func covers(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }
}
