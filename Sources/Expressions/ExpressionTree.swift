package import Calendars
package import SourceText

/// A checked expression: flat, parts before the whole, with every name and function resolved.
///
/// Node `i` does `nodes[i]`, gives `types[i]`, and stands at `ranges[i]` of the text. A value never has another type than
/// its node, except for `dynamic`.
package struct ExpressionTree: Sendable {
  /// As written.
  package let source: SourceFragment
  /// What the text was read as; decides how values of unknown type are calculated with.
  package let dialect: Dialect
  /// What its functions ask about days.
  package let calendar: WorkingCalendar
  package internal(set) var nodes: [Operation] = []
  package internal(set) var types: [ValueType] = []
  /// UTF-8 offsets in the expression's text.
  package internal(set) var ranges: [Range<Int32>] = []
  /// The operands of nodes with any number of them, by index of node.
  package internal(set) var operands: [Int32] = []
  package internal(set) var literals: [Value] = []
  package internal(set) var comprehensions: [Comprehension] = []
  package internal(set) var patterns: [TextPattern] = []
  /// What nodes that can only fail fail with.
  package internal(set) var failures: [EvaluationError.Kind] = []
  /// How many iteration variables are alive at once.
  package internal(set) var localCount = 0
  /// The node that gives the value of the whole.
  package internal(set) var root: Int32 = 0

  init(_ source: SourceFragment, dialect: Dialect, calendar: WorkingCalendar) {
    self.source = source
    self.dialect = dialect
    self.calendar = calendar
  }
}

/// What a node does. Operands are indexes of nodes.
package enum Operation: Sendable {
  /// Index in `literals`.
  case literal(Int32)
  /// What the frame holds.
  case slot(Int32)
  /// Whether the frame's value is known; never unknown itself.
  case isKnown(slot: Int32)
  /// An iteration variable.
  case local(Int32)
  /// Index in `failures`.
  case failure(Int32)
  case not(Int32)
  case and(Operands)
  case or(Operands)
  case conditional(condition: Int32, yes: Int32, no: Int32)
  case unary(Function, Int32)
  case binary(Function, Int32, Int32)
  case call(Function, Operands)
  /// A regular expression that was compiled with the expression: index in `patterns`.
  case matches(Int32, pattern: Int32)
  /// The field's name is a literal.
  case select(Int32, field: Int32)
  case hasField(Int32, field: Int32)
  case list(Operands)
  /// Keys and values by turns.
  case map(Operands)
  /// Index in `comprehensions`.
  case comprehension(Int32)
}

/// A stretch of a tree's `operands`.
package struct Operands: Sendable {
  package let first: Int32
  package let count: Int32

  package var range: Range<Int> { Int(first)..<Int(first + count) }
}

/// A macro that runs through a list or the keys of a map.
package struct Comprehension: Sendable {
  package let kind: ComprehensionKind
  /// The node of the list or map.
  package let target: Int32
  /// The local of the element (of the key, for a map) or, with two variables, of the index or key; the second is the next.
  package let local: Int32
  package let hasTwoVariables: Bool
  /// The node that is asked of each element.
  package let condition: Int32?
  /// The node that is made of each element.
  package let result: Int32?
}
