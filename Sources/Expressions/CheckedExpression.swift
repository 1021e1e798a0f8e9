package import SourceText

/// An expression that was parsed and type-checked against a scope, flat and ready to evaluate.
///
/// A class, so that rules that hold it are copied for the price of one reference.
package final class CheckedExpression: Sendable {
  /// The type it gives.
  package let type: ValueType
  /// The slots it reads, ascending, each once.
  package let slots: [Int]
  /// Those of them whose value it reads; `has(name)` only asks whether there is one.
  package let valueSlots: [Int]
  /// The value, where it does not depend on any slot (literals, params, `as_of` folded).
  package let constant: Value?
  /// What both evaluators work on.
  package let tree: ExpressionTree

  /// As written.
  package var source: SourceFragment { tree.source }

  init(_ tree: ExpressionTree) {
    self.tree = tree
    let root = Int(tree.root)
    type = tree.types[root]
    slots = Set(tree.nodes.compactMap(\.slot)).sorted()
    valueSlots = Set(tree.nodes.compactMap(\.valueSlot)).sorted()
    if case .literal(let literal) = tree.nodes[root] {
      constant = tree.literals[Int(literal)]
    } else {
      constant = nil
    }
  }
}

extension CheckedExpression {
  /// Reads a slot for which there is no name to write; `source` is what messages show.
  package convenience init(slot: Int, type: ValueType, source: SourceFragment) {
    var tree = ExpressionTree(source, dialect: .business, calendar: .standard)
    tree.nodes = [.slot(Int32(slot))]
    tree.types = [type]
    tree.ranges = [0..<Int32(source.text.utf8.count)]
    self.init(tree)
  }
}

/// What an expression has to give where it stands.
package enum ExpectedType: Sendable {
  case any, bool
  /// An int, uint or double.
  case number
  /// An int; a uint is converted.
  case integer
  case string, timestamp, duration
}

/// When names and overloads have to be there.
package enum Resolution: Sendable {
  /// When checked: what is missing is a fault.
  case whenChecked
  /// When evaluated: what is missing is an evaluation error, which `&&` and `||` may absorb.
  case whenEvaluated
}

extension CheckedExpression {
  /// How many elements macros may visit in one evaluation.
  package static var steps: Int { ExpressionLimits.steps }

  /// Parses and checks `source`; all faults at their places in the file.
  package static func compile(
    _ source: SourceFragment, in scope: Scope, expecting expected: ExpectedType = .any,
    resolving resolution: Resolution = .whenChecked
  ) -> Diagnosed<CheckedExpression> {
    let parsed = Parser.parse(source, scope.dialect)
    guard let syntax = parsed.value else { return Diagnosed(nil, parsed.diagnostics) }
    var checker = Checker(syntax, source, scope, isDeferred: resolution == .whenEvaluated)
    let tree = checker.wholeTree(expecting: expected, isReadable: parsed.diagnostics.isEmpty)
    let diagnostics = parsed.diagnostics + checker.diagnostics
    return Diagnosed(diagnostics.isEmpty ? CheckedExpression(tree) : nil, diagnostics)
  }

  /// Evaluates on one row; `frame[slot]` is what the row holds for the variable of that slot.
  package func evaluate(in frame: [Outcome]) -> Outcome {
    if let constant { return .value(constant) }
    return outcome(of: tree.root, in: frame)
  }

  /// Evaluates the part of it that a node of its tree stands for; traps on one that reads an iteration variable of another part.
  package func outcome(of node: Int32, in frame: [Outcome]) -> Outcome {
    var state = EvaluationState(steps: ExpressionLimits.steps)
    return tree.outcome(of: node, frame, &state)
  }
}

extension Operation {
  /// The slot whose value it reads.
  fileprivate var valueSlot: Int? {
    if case .slot(let slot) = self { Int(slot) } else { nil }
  }

  /// The slot that it reads.
  fileprivate var slot: Int? {
    switch self {
    case .slot(let slot), .isKnown(let slot): Int(slot)
    default: nil
    }
  }
}
