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

extension BlockFault {
  /// A fault of the record at `record`, of which as much is kept as is shown.
  init(_ problem: RecordFault.Problem, row: Int, line: Int, in record: Cell) {
    var shown = record
    if case .tooLong = problem {
      let end = Int(record.start) + min(record.count, RecordFault.shownBytes)
      shown = Cell(Int(record.start), end)
    }
    self.init(problem: problem, row: row, line: line, record: shown)
  }
}
