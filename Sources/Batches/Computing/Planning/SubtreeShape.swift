import Expressions
import SourceText

/// A part of an expression without its place: two parts of the same shape give the same for every row, but for which failure.
struct SubtreeShape: Hashable {
  private var tokens: [Token] = []

  /// What a node is, before its parts.
  fileprivate enum Token: Hashable {
    case operation(Kind, count: Int32)
    case function(Function, count: Int32)
    case literal(Value)
    case vector(Vector)
    case known(Vector)
    /// The text that is asked about.
    case subject
    case knownSubject
    case local(Int32)
    case field(Value)
    /// As written, with a pattern that is not kept as text.
    case written([UInt8])
    case macro(ComprehensionKind, local: Int32, hasTwoVariables: Bool, hasCondition: Bool)
    case dialect(Dialect)
    /// What functions that ask a calendar ask.
    case calendar(WorkingCalendar)
  }

  /// What operations without a function are.
  fileprivate enum Kind {
    case not, and, or, conditional, list, map, failure
  }

  /// The shape of a part; slots in `subject` are those of the text that is asked about, the others are what stands in them.
  init(_ node: Int32, of tree: ExpressionTree, slots: [Vector], subject: [Int] = []) {
    tokens = [.dialect(tree.dialect)]
    append(node, tree, slots, subject)
  }

  private mutating func append(_ node: Int32, _ tree: ExpressionTree, _ slots: [Vector], _ subject: [Int]) {
    let operation = tree.nodes[Int(node)]
    tokens += Self.tokens(of: operation, at: node, tree, slots, subject)
    for part in tree.allParts(of: operation) { append(part, tree, slots, subject) }
  }

  private static func tokens(
    of operation: Operation, at node: Int32, _ tree: ExpressionTree, _ slots: [Vector], _ subject: [Int]
  ) -> [Token] {
    switch operation {
    case .literal(let literal): [.literal(tree.literals[Int(literal)])]
    case .slot(let slot): [subject.contains(Int(slot)) ? .subject : .vector(slots[Int(slot)])]
    case .isKnown(let slot): [subject.contains(Int(slot)) ? .knownSubject : .known(slots[Int(slot)])]
    case .local(let local): [.local(local)]
    case .failure: [.operation(.failure, count: 0)]
    case .not: [.operation(.not, count: 1)]
    case .and(let operands): [.operation(.and, count: operands.count)]
    case .or(let operands): [.operation(.or, count: operands.count)]
    case .conditional: [.operation(.conditional, count: 3)]
    case .list(let operands): [.operation(.list, count: operands.count)]
    case .map(let operands): [.operation(.map, count: operands.count)]
    case .unary(let function, _): called(function, count: 1, tree)
    case .binary(let function, _, _): called(function, count: 2, tree)
    case .call(let function, let operands): [.function(function, count: operands.count)]
    case .matches: [.function(.matches, count: 1), .written(Array(tree.spelling(of: node).utf8))]
    case .select(_, let field): [.function(.index, count: 1), .field(tree.literals[Int(field)])]
    case .hasField(_, let field): [.function(.isMember, count: 1), .field(tree.literals[Int(field)])]
    case .comprehension(let index): [Token(tree.comprehensions[Int(index)])]
    }
  }
}

extension SubtreeShape {
  private static func called(_ function: Function, count: Int32, _ tree: ExpressionTree) -> [Token] {
    [.function(function, count: count)] + (function.readsCalendar ? [.calendar(tree.calendar)] : [])
  }
}

extension SubtreeShape.Token {
  fileprivate init(_ macro: Comprehension) {
    self = .macro(
      macro.kind, local: macro.local, hasTwoVariables: macro.hasTwoVariables, hasCondition: macro.condition != nil)
  }
}

extension ExpressionTree {
  /// A part as written.
  fileprivate func spelling(of node: Int32) -> String {
    let range = ranges[Int(node)]
    let bytes = source.text.utf8.dropFirst(Int(range.lowerBound)).prefix(Int(range.upperBound - range.lowerBound))
    return String(decoding: bytes, as: UTF8.self)
  }
}
