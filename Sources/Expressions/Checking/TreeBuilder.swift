import Calendars
import SourceText

/// Puts a checked tree together, parts before the whole, and replaces what needs no row by its value.
struct TreeBuilder {
  private(set) var tree: ExpressionTree
  private(set) var types: [StaticType] = []
  private var traits: [Traits] = []
  /// Constant parts that fail whenever they are evaluated.
  private(set) var failures: [EvaluationError] = []

  /// What a node's value depends on.
  private struct Traits {
    var readsFrame = false
    /// The outermost iteration variable that it reads and does not bind itself.
    var outermostLocal = Int32.max
    /// Cannot be computed ahead, though nothing is missing for it.
    var isStuck = false

    var isConstant: Bool { !readsFrame && outermostLocal == .max && !isStuck }

    mutating func include(_ part: Traits) {
      readsFrame = readsFrame || part.readsFrame
      outermostLocal = min(outermostLocal, part.outermostLocal)
      isStuck = isStuck || part.isStuck
    }
  }

  init(_ source: SourceFragment, dialect: Dialect, calendar: WorkingCalendar) {
    tree = ExpressionTree(source, dialect: dialect, calendar: calendar)
  }

  func type(of node: Int32) -> StaticType { types[Int(node)] }

  /// The value of a node that needs no row.
  func constant(_ node: Int32) -> Value? {
    guard case .literal(let literal) = tree.nodes[Int(node)] else { return nil }
    return tree.literals[Int(literal)]
  }
}

extension TreeBuilder {
  /// Adds a node and folds it, if all of its parts are constant.
  mutating func add(_ operation: Operation, _ type: StaticType, _ range: Range<Int>) -> Int32 {
    let node = Int32(tree.nodes.count)
    tree.nodes.append(operation)
    tree.ranges.append(Int32(range.lowerBound)..<Int32(range.upperBound))
    types.append(type)
    traits.append(traits(of: operation))
    if traits[Int(node)].isConstant { fold(node) }
    return node
  }

  mutating func literal(_ value: Value, _ range: Range<Int>, as type: StaticType? = nil) -> Int32 {
    add(.literal(store(value)), type ?? StaticType(of: value), range)
  }

  mutating func failure(_ kind: EvaluationError.Kind, _ range: Range<Int>) -> Int32 {
    tree.failures.append(kind)
    return add(.failure(Int32(tree.failures.count - 1)), .dynamic, range)
  }

  /// Keeps a value that a node refers to.
  mutating func store(_ value: Value) -> Int32 {
    tree.literals.append(value)
    return Int32(tree.literals.count - 1)
  }

  mutating func store(_ operands: [Int32]) -> Operands {
    tree.operands.append(contentsOf: operands)
    return Operands(first: Int32(tree.operands.count - operands.count), count: Int32(operands.count))
  }

  mutating func store(_ pattern: TextPattern) -> Int32 {
    tree.patterns.append(pattern)
    return Int32(tree.patterns.count - 1)
  }

  mutating func add(_ comprehension: Comprehension, _ type: StaticType, _ range: Range<Int>) -> Int32 {
    tree.comprehensions.append(comprehension)
    let variables: Int32 = comprehension.hasTwoVariables ? 2 : 1
    tree.localCount = max(tree.localCount, Int(comprehension.local + variables))
    return add(.comprehension(Int32(tree.comprehensions.count - 1)), type, range)
  }

  private func traits(of operation: Operation) -> Traits {
    var traits = Traits()
    switch operation {
    case .literal: break
    case .slot, .isKnown: traits.readsFrame = true
    case .local(let local): traits.outermostLocal = local
    case .failure: traits.isStuck = true
    case .comprehension(let index): return self.traits(of: tree.comprehensions[Int(index)])
    default: for part in tree.parts(of: operation) { traits.include(self.traits[Int(part)]) }
    }
    return traits
  }

  private func traits(of comprehension: Comprehension) -> Traits {
    var traits = Traits()
    for part in [comprehension.condition, comprehension.result].compactMap({ $0 }) {
      traits.include(self.traits[Int(part)])
    }
    if traits.outermostLocal >= comprehension.local { traits.outermostLocal = .max }
    traits.include(self.traits[Int(comprehension.target)])
    return traits
  }

  private mutating func fold(_ node: Int32) {
    if case .literal = tree.nodes[Int(node)] { return }
    var state = EvaluationState(steps: ExpressionLimits.foldingSteps)
    switch tree.outcome(of: node, [], &state) {
    case .value(let value):
      tree.nodes[Int(node)] = .literal(store(value))
    case .unknown:
      traits[Int(node)].isStuck = true
    case .error(let error):
      traits[Int(node)].isStuck = true
      if error.kind != .tooLong { failures.append(error) }
    }
  }
}

extension TreeBuilder {
  /// The tree with only the nodes that its root needs.
  func finish(root: Int32) -> ExpressionTree {
    var compactor = TreeCompactor(tree, types: types.map { ValueType($0) })
    return compactor.finish(root: root)
  }
}

extension ExpressionTree {
  /// The nodes that an operation works on, those of a macro apart.
  package func parts(of operation: Operation) -> [Int32] {
    switch operation {
    case .literal, .slot, .isKnown, .local, .failure, .comprehension: []
    case .not(let operand), .unary(_, let operand), .matches(let operand, _), .select(let operand, _),
      .hasField(let operand, _):
      [operand]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .and(let operands), .or(let operands), .call(_, let operands), .list(let operands), .map(let operands):
      Array(self.operands[operands.range])
    }
  }
}
