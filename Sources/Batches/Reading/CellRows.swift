import Columns

/// The cells that a batch reads of a column: cell `rows[i]` is row `i` of the batch.
struct CellRows {
  /// All of the column's, in its order.
  let cells: UnsafePointer<Cell>
  /// Where the cells' offsets count from; `CellColumns.margin` bytes around each can be loaded.
  let bytes: UnsafePointer<UInt8>
  /// Which of them are read.
  let rows: UnsafePointer<UInt32>
  /// How many those are.
  let count: Int
}

extension CellRows {
  /// The cell of a row of the batch.
  @inline(__always) subscript(_ row: Int) -> Cell { cells[Int(rows[row])] }

  /// How many words of a mask the rows fill.
  var words: Int { (count + 63) / 64 }

  /// The up to 64 rows of which a mask has the bits in one word.
  func chunk(_ word: Int) -> CellRows {
    CellRows(cells: cells, bytes: bytes, rows: rows + word * 64, count: min(64, count - word * 64))
  }

  /// Whether a row's cell begins with a printed ASCII character: it is not blank then.
  @inline(__always) func startsWithPrint(_ row: Int) -> Bool {
    let cell = self[row]
    let isPrint = bytes[Int(cell.start)] &- 0x21 < 0x5E
    return isPrint && cell.start != cell.end
  }

  /// The bytes of a row's cell.
  func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = self[row]
    return UnsafeBufferPointer(start: bytes + Int(cell.start), count: Int(cell.end - cell.start))
  }
}

extension UInt64 {
  /// The lowest `count` bits, up to 64.
  static func rows(_ count: Int) -> UInt64 { count == 0 ? 0 : ~0 &>> UInt64(truncatingIfNeeded: 64 - count) }

  /// Takes the position of the lowest bit out of the set; `nil` once it is empty.
  mutating func takeFirst() -> Int? {
    guard self != 0 else { return nil }
    defer { self &= self &- 1 }
    return trailingZeroBitCount
  }
}
