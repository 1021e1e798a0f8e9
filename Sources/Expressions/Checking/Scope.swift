/// Which reading of the language holds.
public enum Dialect: Sendable {
  /// The public specification to the letter; for conformance.
  case strict
  /// The business profile: numbers promote, `/` is real division, `has(name)` asks whether a fact is known.
  case business
}

/// The names that an expression may use.
///
/// Names may be dotted (`params.weak_cooperation`); the longest declared prefix of a selection is taken first.
package struct Scope: Sendable {
  package let dialect: Dialect

  package init(_ dialect: Dialect) { self.dialect = dialect }

  /// Declares a name whose value stands in `slot` of the frame at evaluation.
  package mutating func declare(variable name: String, type: ValueType, slot: Int) {}

  /// Declares a name whose value is fixed when the expression is checked; it is folded.
  package mutating func declare(constant name: String, type: ValueType, value: Value) {}

  /// Declares a name that exists but may not be used here; using it is a fault that says `why` and proposes `hint`.
  package mutating func declare(unavailable name: String, why: String, hint: String?) {}
}
