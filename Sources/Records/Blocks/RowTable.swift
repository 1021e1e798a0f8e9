import Columns

/// What a cut makes of a block, row by row: the cells of the wanted columns, where each record stands, and on which line.
///
/// Its memory grows with the largest block and is used again for the next.
struct RowTable: ~Copyable {
  /// How many rows are filled.
  var count = 0
  /// For each column its cells; `nil` for one that is not wanted.
  private(set) var columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<Cell>?>
  /// For each row where its record stands, without its line break.
  private(set) var records: UnsafeMutablePointer<Cell>
  /// For each row the line on which it starts, counted from the block's first.
  private(set) var lines: UnsafeMutablePointer<UInt32>
  /// How many rows there is room for.
  private(set) var capacity: Int

  private var memory: UnsafeMutablePointer<Cell>
  private var wanted: [Bool] = []

  /// Cells beyond the last row that may be read; uneven in lines of cache, so that columns do not fall on one another.
  private static let gap = 72
  private static let firstCapacity = 2048

  /// Room for rows without columns.
  init() {
    capacity = Self.firstCapacity
    (memory, records) = Self.allocate(columns: 0, rows: capacity)
    lines = .allocate(capacity: capacity + Self.gap)
    columns = .allocate(capacity: 0)
  }

  deinit {
    memory.deallocate()
    lines.deallocate()
    columns.deallocate()
  }
}

extension RowTable {
  /// Starts over, with cells for the columns that are `wanted`.
  mutating func begin(_ wanted: [Bool]) {
    count = 0
    guard wanted != self.wanted else { return }
    self.wanted = wanted
    grow(to: capacity)
  }

  /// Makes sure that `more` rows can be added; moves memory if they could not.
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: max(count + more, 2 * capacity)) }
  }

  private mutating func grow(to rows: Int) {
    let stride = rows + Self.gap
    let wantedCount = wanted.count { $0 }
    let (newMemory, newRecords) = Self.allocate(columns: wantedCount, rows: rows)
    let newLines = UnsafeMutablePointer<UInt32>.allocate(capacity: stride)
    newRecords.update(from: records, count: count)
    newLines.update(from: lines, count: count)
    var next = newMemory
    let newColumns = UnsafeMutableBufferPointer<UnsafeMutablePointer<Cell>?>.allocate(capacity: wanted.count)
    for (index, isWanted) in wanted.enumerated() {
      newColumns.initializeElement(at: index, to: isWanted ? next : nil)
      guard isWanted else { continue }
      if index < columns.count, let old = columns[index] { next.update(from: old, count: count) }
      next += stride
    }
    memory.deallocate()
    lines.deallocate()
    columns.deallocate()
    (memory, records, lines, columns, capacity) = (newMemory, newRecords, newLines, newColumns, rows)
  }

  /// Memory for the cells of `columns`, and behind them the records.
  private static func allocate(columns: Int, rows: Int) -> (UnsafeMutablePointer<Cell>, UnsafeMutablePointer<Cell>) {
    let stride = rows + gap
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: (columns + 1) * stride * MemoryLayout<Cell>.stride, alignment: 64
    ).bindMemory(to: Cell.self, capacity: (columns + 1) * stride)
    return (memory, memory + columns * stride)
  }
}
