/// What was written, before names and types are looked at; nodes refer to each other by index, parts before the whole.
struct SyntaxTree: Sendable {
  var nodes: [SyntaxNode] = []
  var root = 0
}

/// A part of an expression.
struct SyntaxNode: Sendable {
  enum Kind: Sendable {
    case literal(Value)
    /// A name; rooted when written with a leading dot, past all containers and iteration variables.
    case name(String, isRooted: Bool)
    case select(operand: Int, field: String)
    /// `has(…)`; what it asks for is a name or a selection.
    case has(Int)
    case call(name: String, target: Int?, arguments: [Int])
    /// `!`, `-`, and the infix operators; `&&` and `||` take as many operands as are chained.
    case operation(Symbol, [Int])
    case conditional(condition: Int, yes: Int, no: Int)
    case index(operand: Int, index: Int)
    case list([Int])
    case map([SyntaxEntry])
    case comprehension(SyntaxComprehension)
    /// Stands where a fault was reported.
    case faulty
  }

  let kind: Kind
  /// The whole part in the text.
  let range: Range<Int>
  /// What of it to point at: an operator, a function's or field's name.
  let focus: Range<Int>
}

/// A key with its value in a map literal.
struct SyntaxEntry: Sendable {
  let key: Int
  let value: Int
}

/// A macro that runs through a list or the keys of a map.
struct SyntaxComprehension: Sendable {
  let kind: ComprehensionKind
  let target: Int
  /// One or two names.
  let variables: [String]
  /// What is asked of each element, except for a `map` without a filter.
  let condition: Int?
  /// What is made of each element.
  let result: Int?
}

/// What becomes of the elements that a macro runs through.
package enum ComprehensionKind: Hashable, Sendable {
  case all, exists, existsOne
  /// Keeps the elements whose condition is true.
  case filter
  /// Makes a list of results, of those elements whose condition is true.
  case map
  /// Makes a map of the same keys.
  case transformMap
}
