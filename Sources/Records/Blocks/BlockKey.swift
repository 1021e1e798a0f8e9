/// A key that the JSON objects of a block have.
package struct BlockKey: Hashable, Sendable {
  /// The key's text.
  package let text: String
  /// Whether it feeds a column.
  package let isKnown: Bool
  /// The first row that has it, of those that are not left to the exact parser.
  package let row: Int
}
