/// The cells of a stretch of rows, column by column, over the bytes that they stand in: UTF-8, as the text is meant (without
/// the quotes and escapes of a format).
///
/// A view: whoever made it keeps the memory for as long as it is used.
package struct CellColumns {
  /// Where offsets count from. ``margin`` bytes before the first cell and behind the last may be read, whatever they hold.
  package let bytes: UnsafePointer<UInt8>
  /// For each column of the header its cells, `rowCount` of them; `nil` for one that is not read, or not there.
  package let columns: [UnsafePointer<Cell>?]
  /// How many rows there are.
  package let rowCount: Int

  /// How far beyond a cell its bytes may be loaded, so that kernels can take whole words.
  package static let margin = 64

  /// A view of cells that others own.
  package init(bytes: UnsafePointer<UInt8>, columns: [UnsafePointer<Cell>?], rowCount: Int) {
    self.bytes = bytes
    self.columns = columns
    self.rowCount = rowCount
  }
}

extension CellColumns {
  /// The text of a cell; `nil` for an empty one. Bytes that are no UTF-8 are replaced by U+FFFD.
  package func text(_ column: Int, row: Int) -> String? {
    guard let cell = columns[column]?[row], !cell.isEmpty else { return nil }
    let count = Int(cell.end - cell.start)
    return String(decoding: UnsafeBufferPointer(start: bytes + Int(cell.start), count: count), as: UTF8.self)
  }
}
