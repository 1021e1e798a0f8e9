package import SourceText

/// An expression that was parsed and type-checked against a scope, flat and ready to evaluate.
package struct CheckedExpression: Sendable {
  /// The type it gives.
  package let type: ValueType
  /// The slots it reads, ascending, each once.
  package let slots: [Int]
  /// As written.
  package let source: SourceFragment
  /// The value, where it does not depend on any slot (literals, params, `as_of` folded).
  package let constant: Value?
}

/// What an expression has to give where it stands.
package enum ExpectedType: Sendable {
  case any, bool, number, integer, string, timestamp, duration
}

extension CheckedExpression {
  /// Parses and checks `source`; all faults at their places in the file.
  package static func compile(
    _ source: SourceFragment, in scope: Scope, expecting expected: ExpectedType = .any
  ) -> Diagnosed<CheckedExpression> {
    Diagnosed(nil)
  }

  /// Evaluates on one row; `frame[slot]` is what the row holds for the variable of that slot.
  package func evaluate(in frame: [Outcome]) -> Outcome {
    .unknown
  }
}
