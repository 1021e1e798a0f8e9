package import Columns

/// A stretch of an input that holds whole records, and what a cutter made of it: rows of cells, and faults.
///
/// A reader fills it, a cutter cuts it, and then it is filled again; the memory stays. Positions are byte offsets from
/// ``bytes``, lines count from the block's first. Whoever takes the blocks of an input in their order gets the physical line by
/// adding up ``lineCount``.
package struct RecordBlock: ~Copyable, @unchecked Sendable {
  /// How many bytes of records it holds.
  package internal(set) var count = 0
  /// How many physical lines the records take; known when it was cut.
  package internal(set) var lineCount = 0
  /// The records that could not be read, in order; known when it was cut.
  package internal(set) var faults: [BlockFault] = []
  /// The rows that a JSON cutter leaves to the exact parser, ascending; their cells are empty.
  package internal(set) var irregularRows: [Int] = []

  /// The keys that the rows have which a JSON cutter has cut, by their first place: all that feed a column, and the first
  /// hundred others.
  package internal(set) var keys: [BlockKey] = []

  /// How many bytes a record may have, as the reader says that filled it.
  var limit = Int.max
  /// The rows of the last cut.
  var table = RowTable()
  /// What the reader has decided about records that start here, in order.
  var spoilt: [SpoiltRecord] = []
  /// How many bytes there are before the cut place is known.
  var filled = 0
  /// Where texts end that were written behind the records, because they do not stand in them as they are meant.
  private(set) var textEnd = 0
  /// Where offsets count from.
  private(set) var start: UnsafeMutablePointer<UInt8>
  /// How many bytes there is room for between the margins.
  private(set) var capacity = 0

  /// An empty block.
  package init() { start = Self.allocate(0) }

  deinit { (start - CellColumns.margin).deallocate() }
}

// MARK: - Results

extension RecordBlock {
  /// Where offsets count from; valid until the block is filled or cut again.
  package var bytes: UnsafePointer<UInt8> { UnsafePointer(start) }

  /// How many rows there are.
  package var rowCount: Int { table.count }

  /// The rows' cells, for the columns that the cutter was told to cut; valid until the block is filled or cut again.
  package var cells: CellColumns {
    CellColumns(
      bytes: bytes, columns: table.columns.map { $0.map { UnsafePointer($0) } }, rowCount: table.count)
  }

  /// Where each row's record stands, without its line break; ``rowCount`` of them.
  package var records: UnsafePointer<Cell> { UnsafePointer(table.records) }

  /// The line on which each row starts, 0 for the block's first; ``rowCount`` of them.
  package var lines: UnsafePointer<UInt32> { UnsafePointer(table.lines) }

  /// A row's record as it stands in the input; bytes that are no UTF-8 are replaced by U+FFFD.
  package func rawText(row: Int) -> String { text(of: table.records[row]) }

  /// A fault as it is told, for a block whose first line is `firstLine`, 1-based.
  package func recordFault(_ fault: BlockFault, firstLine: Int) -> RecordFault {
    var rawText = text(of: fault.record)
    if case .tooLong = fault.problem { rawText += "…" }
    return RecordFault(problem: fault.problem, line: firstLine + fault.line, column: nil, rawText: rawText)
  }

  private func text(of cell: Cell) -> String {
    String(decoding: UnsafeBufferPointer(start: start + Int(cell.start), count: cell.count), as: UTF8.self)
  }
}

// MARK: - Bytes

extension RecordBlock {
  /// The bytes between two offsets.
  func view(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  /// Makes room for `needed` bytes, and keeps those that are filled; may move them.
  mutating func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    let grown = Self.allocate(needed)
    grown.update(from: start, count: max(filled, textEnd))
    (start - CellColumns.margin).deallocate()
    (start, capacity) = (grown, needed)
  }

  /// Drops `length` bytes at the front of what is filled.
  mutating func dropFirst(_ length: Int) {
    guard length > 0 else { return }
    filled -= length
    start.update(from: start + length, count: filled)
  }

  /// Forgets everything that was made of the last records.
  mutating func beginFilling() {
    (filled, count, textEnd, lineCount) = (0, 0, 0, 0)
    spoilt.removeAll(keepingCapacity: true)
    forgetRows([])
  }

  /// Starts a cut for the columns that are `wanted`.
  mutating func beginCutting(_ wanted: [Bool]) {
    textEnd = count
    lineCount = 0
    forgetRows(wanted)
  }

  private mutating func forgetRows(_ wanted: [Bool]) {
    if wanted.isEmpty { table.count = 0 } else { table.begin(wanted) }
    faults.removeAll(keepingCapacity: true)
    irregularRows.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
  }

  /// Where the next text behind the records begins; makes sure that all that can be in the records has room there.
  mutating func reserveTexts() -> Int {
    reserve(2 * count + CellColumns.margin)
    return textEnd
  }

  /// Says that texts behind the records end at `end`.
  mutating func endTexts(at end: Int) { textEnd = end }

  /// Memory for `count` bytes, with margins that can be read.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let margin = CellColumns.margin
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count + 2 * margin, alignment: 64)
      .bindMemory(to: UInt8.self, capacity: count + 2 * margin)
    memory.initialize(repeating: 0, count: margin)
    (memory + margin + count).initialize(repeating: 0, count: margin)
    return memory + margin
  }
}

extension Cell {
  /// The bytes between two offsets.
  init(_ start: Int, _ end: Int) {
    self.init(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }

  /// How many bytes it has.
  var count: Int { Int(end) - Int(start) }
}
