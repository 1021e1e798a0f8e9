package import Columns

/// A record of a block that could not be read.
package struct BlockFault: Sendable {
  /// What is wrong.
  package let problem: RecordFault.Problem
  /// How many rows of the block come before it.
  package let row: Int
  /// The line on which the record starts, 0 for the block's first.
  package let line: Int
  /// Where the record stands in the block, without its line break; of an overlong one, as much as is shown.
  package let record: Cell
}
