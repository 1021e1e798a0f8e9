import SourceText

/// Finds out what names mean and whether types fit, and builds the checked tree.
///
/// A part that is at fault goes on as a value of any type, so that one fault is reported once.
struct Checker {
  let scope: Scope
  let syntax: SyntaxTree
  let source: SourceFragment
  /// Whether unknown names and misfits are left to fail when evaluated.
  let isDeferred: Bool
  var builder: TreeBuilder
  var diagnostics: [Diagnostic] = []
  /// Names that stand for nothing, by their node; what they are compared with may tell what was meant.
  var unknownNames: [Int: UnknownName] = [:]
  /// The innermost last.
  var variables: [IterationVariable] = []

  /// A name that a macro gives to each element in turn.
  struct IterationVariable {
    let name: String
    let type: StaticType
    let local: Int32
  }

  init(_ syntax: SyntaxTree, _ source: SourceFragment, _ scope: Scope, isDeferred: Bool) {
    self.scope = scope
    self.syntax = syntax
    self.source = source
    self.isDeferred = isDeferred
    builder = TreeBuilder(source, dialect: scope.dialect, calendar: scope.calendar)
  }

  var isBusiness: Bool { scope.dialect == .business }

  mutating func report(_ diagnostic: Diagnostic) {
    if !isDeferred { diagnostics.append(diagnostic) }
  }

  func range(_ local: Range<Int>) -> SourceRange { source.range(of: local) }

  /// The place of a whole part.
  func place(_ node: Int) -> SourceRange { range(syntax.nodes[node].range) }

  /// What stands for a part at fault.
  mutating func faulty(_ node: Int) -> Int32 {
    builder.failure(.unknownName(""), syntax.nodes[node].range)
  }
}

extension Checker {
  /// Checks a part and everything in it.
  mutating func check(_ index: Int) -> Int32 {
    let node = syntax.nodes[index]
    switch node.kind {
    case .literal(let value): return builder.literal(value, node.range)
    case .name, .select: return name(index)
    case .has(let argument): return has(argument, at: node)
    case .call(let name, let target, let arguments): return call(name, target, arguments, at: node)
    case .operation(let symbol, let operands): return operation(symbol, operands, at: node)
    case .conditional(let condition, let yes, let no): return choice(condition, yes, no, at: node)
    case .index(let operand, let position): return self.index(operand, position, at: node)
    case .list(let elements): return list(elements, at: node)
    case .map(let entries): return map(entries, at: node)
    case .comprehension(let comprehension): return self.comprehension(comprehension, at: node)
    case .faulty: return faulty(index)
    }
  }

  /// Checks a part that has to be a condition.
  mutating func condition(_ index: Int, joinedBy word: String) -> Int32 {
    let node = check(index)
    let type = builder.type(of: node)
    if type != .bool, !type.isUnknown {
      report(.noCondition(type, of: word, text: text(index), at: place(index)))
    }
    return node
  }

  /// A part as written.
  func text(_ index: Int) -> String {
    source.spelling(of: syntax.nodes[index].range)
  }

  private mutating func choice(_ condition: Int, _ yes: Int, _ no: Int, at node: SyntaxNode) -> Int32 {
    let condition = self.condition(condition, joinedBy: "?")
    let sides = [check(yes), check(no)]
    let (first, second) = (builder.type(of: sides[0]), builder.type(of: sides[1]))
    let type = first.joined(with: second, promoting: isBusiness)
    if type == .dynamic, !first.isUnknown, !second.isUnknown {
      report(.differentSides(first, second, at: range(node.focus)))
    }
    let converted = sides.map { convert($0, to: type) }
    if case .bool(let holds)? = builder.constant(condition) {
      let side = converted[holds ? 0 : 1]
      if builder.type(of: side) == type { return side }
    }
    return builder.add(
      .conditional(condition: condition, yes: converted[0], no: converted[1]), type, node.range)
  }

  private mutating func list(_ elements: [Int], at node: SyntaxNode) -> Int32 {
    let checked = elements.map { check($0) }
    let type = joined(checked)
    let operands = builder.store(checked.map { convert($0, to: type) })
    return builder.add(.list(operands), .list(type), node.range)
  }

  /// The type of something that may be any of these.
  private func joined(_ nodes: [Int32]) -> StaticType {
    nodes.reduce(StaticType.open) { $0.joined(with: builder.type(of: $1), promoting: isBusiness) }
  }

  private mutating func map(_ entries: [SyntaxEntry], at node: SyntaxNode) -> Int32 {
    let keys = entries.map { check($0.key) }
    let values = entries.map { check($0.value) }
    for (entry, key) in zip(entries, keys) where !builder.type(of: key).isKey {
      report(.noKey(builder.type(of: key), at: place(entry.key)))
    }
    // Keys keep their types: equal numbers are one key anyway.
    let keyType = keys.reduce(StaticType.open) { $0.joined(with: builder.type(of: $1), promoting: false) }
    let valueType = joined(values)
    let operands = zip(keys, values).flatMap { [$0, convert($1, to: valueType)] }
    return builder.add(.map(builder.store(operands)), .map(keyType, valueType), node.range)
  }

  private mutating func index(_ operand: Int, _ position: Int, at node: SyntaxNode) -> Int32 {
    let value = check(operand)
    let index = check(position)
    let type: StaticType
    switch builder.type(of: value) {
    case .list(let element):
      type = element
      let indexType = builder.type(of: index)
      if !indexType.fits(.int), !(isBusiness && indexType == .uint) {
        report(.noIndex(indexType, at: place(position)))
      }
    case .map(let key, let element):
      type = element
      if !canEqual(builder.type(of: index), key) {
        report(.wrongKey(builder.type(of: index), key, at: place(position)))
      }
    case let other:
      type = .dynamic
      if !other.isUnknown { report(.notIndexed(other, at: place(operand))) }
    }
    return builder.add(.binary(.index, value, index), type, node.range)
  }

  /// Whether values of both types can be equal, as far as a check can tell.
  func canEqual(_ a: StaticType, _ b: StaticType) -> Bool {
    a.fits(b) || (isBusiness && a.isNumeric && b.isNumeric)
  }

  /// The value as a number of the type, where it is a number of another.
  mutating func convert(_ node: Int32, to type: StaticType) -> Int32 {
    let own = builder.type(of: node)
    guard isBusiness, own.isNumeric, type.isNumeric, own != type else { return node }
    let range = builder.tree.ranges[Int(node)]
    let function: Function = type == .double ? .toDouble : .toInt
    return builder.add(.unary(function, node), type, Int(range.lowerBound)..<Int(range.upperBound))
  }
}

extension StaticType {
  /// Whether a map may have such a key.
  fileprivate var isKey: Bool {
    switch self {
    case .bool, .int, .uint, .string, .enumeration, .open, .dynamic: true
    default: false
    }
  }
}
