package import Expressions
package import SourceText

/// How an expression is computed for many customers at once, for people who want to know what is fast.
package struct ExpressionReport: Sendable {
  /// How a part is computed that is not computed by loops over columns.
  package enum Method: Hashable, Sendable {
    /// By the row evaluator, but only once for each text that occurs in this slot.
    case onceForEachText(slot: Int)
    /// By the row evaluator, for each customer.
    case rowByRow(Reason)
  }

  /// Why there is no loop for a part.
  package enum Reason: Hashable, Sendable {
    /// A macro such as `exists` runs through a list.
    case macro
    /// Lists, maps and their fields.
    case collection
    /// The function or operator, as written, does not take columns of these types.
    case function(String)
  }

  /// A part of the expression, as large as can be.
  package struct Part: Sendable {
    package let method: Method
    /// Where it stands.
    package let range: SourceRange
  }

  package let expression: CheckedExpression
  /// The parts that are not computed by loops over columns; none: all of it is.
  package let parts: [Part]
}

extension ExpressionReport.Reason {
  /// Why an operation has no loop.
  init(_ operation: Operation) {
    switch operation {
    case .comprehension: self = .macro
    case .unary(let function, _), .binary(let function, _, _), .call(let function, _): self = .function(function.name)
    case .matches: self = .function(Function.matches.name)
    case .conditional: self = .function("?:")
    default: self = .collection
    }
  }
}
