/// Copies the part of a tree that its root needs, parts before the whole.
struct TreeCompactor {
  private let old: ExpressionTree
  private let types: [ValueType]
  private var new: ExpressionTree

  init(_ tree: ExpressionTree, types: [ValueType]) {
    old = tree
    self.types = types
    new = ExpressionTree(tree.source, dialect: tree.dialect, calendar: tree.calendar)
    new.localCount = tree.localCount
  }

  mutating func finish(root: Int32) -> ExpressionTree {
    new.root = copy(root)
    return new
  }

  private mutating func copy(_ node: Int32) -> Int32 {
    let operation = copy(old.nodes[Int(node)])
    new.nodes.append(operation)
    new.types.append(types[Int(node)])
    new.ranges.append(old.ranges[Int(node)])
    return Int32(new.nodes.count - 1)
  }

  private mutating func copy(_ operation: Operation) -> Operation {
    switch operation {
    case .slot, .isKnown, .local: return operation
    case .literal(let literal): return .literal(copy(literal: literal))
    case .failure(let failure):
      new.failures.append(old.failures[Int(failure)])
      return .failure(Int32(new.failures.count - 1))
    case .not(let operand): return .not(copy(operand))
    case .and(let operands): return .and(copy(operands))
    case .or(let operands): return .or(copy(operands))
    case .conditional(let condition, let yes, let no):
      let condition = copy(condition)
      let yes = copy(yes)
      return .conditional(condition: condition, yes: yes, no: copy(no))
    case .unary(let function, let operand): return .unary(function, copy(operand))
    case .binary(let function, let left, let right):
      let left = copy(left)
      return .binary(function, left, copy(right))
    case .call(let function, let operands): return .call(function, copy(operands))
    case .matches(let operand, let pattern):
      new.patterns.append(old.patterns[Int(pattern)])
      return .matches(copy(operand), pattern: Int32(new.patterns.count - 1))
    case .select(let operand, let field): return .select(copy(operand), field: copy(literal: field))
    case .hasField(let operand, let field): return .hasField(copy(operand), field: copy(literal: field))
    case .list(let operands): return .list(copy(operands))
    case .map(let operands): return .map(copy(operands))
    case .comprehension(let index): return .comprehension(copy(old.comprehensions[Int(index)]))
    }
  }

  private mutating func copy(literal: Int32) -> Int32 {
    new.literals.append(old.literals[Int(literal)])
    return Int32(new.literals.count - 1)
  }

  private mutating func copy(_ operands: Operands) -> Operands {
    let copies = old.operands[operands.range].map { copy($0) }
    new.operands.append(contentsOf: copies)
    return Operands(first: Int32(new.operands.count - copies.count), count: Int32(copies.count))
  }

  private mutating func copy(_ comprehension: Comprehension) -> Int32 {
    let target = copy(comprehension.target)
    let condition = comprehension.condition.map { copy($0) }
    let result = comprehension.result.map { copy($0) }
    new.comprehensions.append(
      Comprehension(
        kind: comprehension.kind, target: target, local: comprehension.local,
        hasTwoVariables: comprehension.hasTwoVariables, condition: condition, result: result))
    return Int32(new.comprehensions.count - 1)
  }
}
