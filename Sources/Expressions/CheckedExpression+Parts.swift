extension CheckedExpression {
  /// What has to hold together for it to hold: the operands of its outermost `&&`s, or itself.
  package var conjuncts: [CheckedExpression] {
    guard case .and(let operands) = tree.nodes[Int(tree.root)] else { return [self] }
    return tree.operands[operands.range].flatMap { part(at: $0).conjuncts }
  }

  /// A comparison of something with a constant, the something on the left: which function of what, with which value; `nil` if it is
  /// no such comparison.
  package var comparisonWithConstant: (function: Function, operand: CheckedExpression, constant: Value)? {
    guard case .binary(let function, let left, let right) = tree.nodes[Int(tree.root)] else { return nil }
    if let constant = tree.literal(at: right) { return (function, part(at: left), constant) }
    if let constant = tree.literal(at: left), let reversed = function.withOperandsReversed {
      return (reversed, part(at: right), constant)
    }
    return nil
  }

  /// The values that are written in it, params included.
  package var literals: [Value] { tree.literals }

  /// What it is the negation of; `nil` if it is none.
  package var negated: CheckedExpression? {
    guard case .not(let operand) = tree.nodes[Int(tree.root)] else { return nil }
    return part(at: operand)
  }

  /// The slot that it reads, if it does nothing else.
  package var soleSlot: Int? {
    guard case .slot(let slot) = tree.nodes[Int(tree.root)] else { return nil }
    return Int(slot)
  }

  /// The expression that a node of the tree stands for; not for nodes inside of a comprehension.
  private func part(at node: Int32) -> CheckedExpression {
    var compactor = TreeCompactor(tree, types: tree.types)
    return CheckedExpression(compactor.finish(root: node))
  }
}

extension ExpressionTree {
  /// The value that a node always has: a literal, or a list of literals.
  fileprivate func literal(at node: Int32) -> Value? {
    switch nodes[Int(node)] {
    case .literal(let literal): return literals[Int(literal)]
    case .list(let operands):
      let elements = self.operands[operands.range].map { literal(at: $0) }
      return elements.contains { $0 == nil } ? nil : .list(elements.compactMap(\.self))
    default: return nil
    }
  }
}

extension Function {
  /// The comparison that says the same with its operands the other way round; `nil` where there is none.
  fileprivate var withOperandsReversed: Function? {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: nil
    }
  }
}
