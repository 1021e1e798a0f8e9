import Expressions

/// A part of an expression that the row evaluator is asked about row by row.
struct RowPart: Sendable {
  let part: ExpressionPart
  /// The slots that it reads and that differ from row to row.
  let inputs: [Input]
  /// Where its outcomes go: registers of their own.
  let result: Vector

  /// A slot and where its outcomes stand.
  struct Input: Sendable {
    let slot: Int
    let vector: Vector
  }
}
