import CVectors
import Columns

extension RecordBlock {
  /// Adds a row whose cells are filled; there has to be room for it.
  mutating func addRow(_ record: Cell) {
    table.records[table.count] = record
    table.lines[table.count] = UInt32(truncatingIfNeeded: lineCount)
    table.count &+= 1
  }

  /// Adds a row without cells, which is left to the exact parser; there has to be room for it.
  mutating func addIrregularRow(_ record: Cell) {
    for cells in table.columns { cells?[table.count] = .empty }
    irregularRows.append(table.count)
    addRow(record)
  }

  /// Takes the whole block for a record that could not be read.
  mutating func takeFault(_ end: RecordEnd) {
    guard let problem = end.problem else { return }
    faults.append(BlockFault(problem: problem, row: 0, line: 0, record: Cell(0, end.length)))
    lineCount = end.lineCount
  }

  /// Adds a line that is longer than a record may be.
  mutating func refuseOverlongLine(_ record: Cell) {
    faults.append(BlockFault(.tooLong(limit: limit), row: table.count, line: lineCount, in: record))
  }

  /// Whether the bytes between two offsets are well-formed UTF-8.
  func isText(_ from: Int, _ to: Int) -> Bool { scan_is_utf8(start, from, to) != 0 }

  /// Its bytes, read as JSON; valid until texts are written behind the records.
  var json: JSONBytes { JSONBytes(start: bytes) }
}
