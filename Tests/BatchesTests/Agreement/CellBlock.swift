import Columns

/// Rows of cells in memory of their own, as a reader of records would hand them over.
final class CellBlock {
  /// A view of all rows; good for as long as the block lives.
  let cells: CellColumns
  private let bytes: UnsafeMutablePointer<UInt8>
  private let columns: [UnsafeMutablePointer<Cell>?]

  /// Lays out the rows; columns that are not read have no cells.
  init(_ rows: [[String]], isColumnRead: [Bool]) {
    let margin = CellColumns.margin
    let size = rows.reduce(2 * margin) { $0 + $1.reduce(0) { $0 + $1.utf8.count } }
    bytes = .allocate(capacity: size)
    // What lies around the cells is no zero, so that whoever reads too far is found out.
    bytes.initialize(repeating: UInt8(ascii: "7"), count: size)
    columns = isColumnRead.map { $0 ? .allocate(capacity: max(rows.count, 1)) : nil }
    var end = margin
    for (index, row) in rows.enumerated() {
      for (column, text) in row.enumerated() {
        let start = end
        for byte in text.utf8 {
          bytes[end] = byte
          end += 1
        }
        columns[column]?.advanced(by: index).initialize(to: Cell(start: UInt32(start), end: UInt32(end)))
      }
    }
    cells = CellColumns(bytes: bytes, columns: columns.map { $0.map { UnsafePointer($0) } }, rowCount: rows.count)
  }

  deinit {
    bytes.deallocate()
    for column in columns { column?.deallocate() }
  }
}
