import Columns
import CVectors

extension CSVCutter {
  /// Adds the rows of the lines in the index.
  mutating func takeLines(_ block: inout RecordBlock) {
    block.table.reserve(index.lineCount)
    let first = block.table.count
    let added = chooseRows(&block)
    for column in wantedColumns { fillColumn(block, column, from: first, count: added) }
    block.table.count += added
    if sees(.carriageReturn) { stripReturns(block, from: first, count: added) }
    if sees(.quote) {
      for column in wantedColumns { unquote(&block, column, from: first, count: added) }
    }
  }

  private func sees(_ sight: ScanSights) -> Bool { index.sights.contains(sight) }

  /// Decides for each line whether it is a row, and notes the rows in the index; returns how many they are.
  private func chooseRows(_ block: inout RecordBlock) -> Int {
    let isSuspect = !isText(block)
    let isPlain = !isSuspect && fieldCount > 1 && !sees(.innerBreak) && block.count <= block.limit
    let hasReturns = sees(.carriageReturn)
    let (ends, lines, bases) = (index.ends, index.lines, index.bases)
    let records = block.table.records + block.table.count
    let rowLines = block.table.lines + block.table.count
    var rows = 0
    var before = 0
    for position in 0..<index.lineCount {
      let last = Int(lines[position])
      var record = Cell(start: ends[before], end: ends[last] &- 1)
      if hasReturns { record = trimmed(block, record) }
      let line = block.lineCount
      block.lineCount = line &+ 1
      let isRow = isPlain && last &- before == fieldCount
      if isRow || isOddRow(record, before..<last, isSuspect, after: rows, &block) {
        bases[rows] = UInt32(truncatingIfNeeded: before)
        records[rows] = record
        rowLines[rows] = UInt32(truncatingIfNeeded: line)
        rows &+= 1
      }
      before = last
    }
    return rows
  }

  /// Whether a line that needs a closer look is a row; notes what is wrong with it, and the line breaks inside.
  @inline(never)
  private func isOddRow(
    _ record: Cell, _ fields: Range<Int>, _ isSuspect: Bool, after rows: Int, _ block: inout RecordBlock
  ) -> Bool {
    if record.isEmpty { return false }
    let problem = problem(block, of: record, fields, isSuspect)
    if let problem {
      let line = block.lineCount - 1
      block.faults.append(BlockFault(problem, row: block.table.count + rows, line: line, in: record))
    }
    if sees(.innerBreak) { block.lineCount += block.breakCount(in: record) }
    return problem == nil
  }

  /// Whether all lines in the index are well-formed UTF-8.
  private func isText(_ block: borrowing RecordBlock) -> Bool {
    guard sees(.high) else { return true }
    let end = index.ends[Int(index.lines[index.lineCount - 1])]
    return scan_is_utf8(block.start, index.start, Int(end)) != 0
  }

  /// A record without the carriage return of its line break.
  private func trimmed(_ block: borrowing RecordBlock, _ record: Cell) -> Cell {
    guard !record.isEmpty, block.start[Int(record.end) - 1] == .carriageReturn else { return record }
    return Cell(start: record.start, end: record.end - 1)
  }

  /// What is wrong with a record that has the fields before these ends of the index.
  private func problem(
    _ block: borrowing RecordBlock, of record: Cell, _ fields: Range<Int>, _ isSuspect: Bool
  ) -> RecordFault.Problem? {
    if record.count > block.limit { return .tooLong(limit: block.limit) }
    if isSuspect, scan_is_utf8(block.start, Int(record.start), Int(record.end)) == 0 {
      for field in fields {
        let (start, end) = (index.ends[field], index.ends[field + 1])
        if scan_is_utf8(block.start, Int(start), Int(end) - 1) == 0 {
          return .invalidText(field: field - fields.lowerBound + 1)
        }
      }
    }
    return fields.count == fieldCount ? nil : .wrongFieldCount(found: fields.count, expected: fieldCount)
  }
}

// MARK: - Cells

extension CSVCutter {
  /// Puts the column's cells of the rows in the index into the table, as they stand between the commas.
  ///
  /// A cell is what stands in the index: the end before it, and its own, which lies one further. Both are taken as one word.
  private func fillColumn(_ block: borrowing RecordBlock, _ column: Int, from first: Int, count: Int) {
    guard let cells = block.table.columns[column].map({ UnsafeMutableRawPointer($0 + first) }) else { return }
    let (ends, bases) = (UnsafeRawPointer(index.ends + column), index.bases)
    for row in 0..<count {
      let pair = UInt64(littleEndian: ends.loadUnaligned(fromByteOffset: Int(bases[row]) &* 4, as: UInt64.self))
      cells.storeBytes(of: (pair &- 1 << 32).littleEndian, toByteOffset: row &* 8, as: UInt64.self)
    }
  }

  /// Takes the carriage return of the line break from the last column.
  private func stripReturns(_ block: borrowing RecordBlock, from first: Int, count: Int) {
    guard let cells = block.table.columns[fieldCount - 1] else { return }
    for row in first..<first + count { cells[row] = trimmed(block, cells[row]) }
  }

  /// Takes the quotes from the column's cells.
  private func unquote(_ block: inout RecordBlock, _ column: Int, from first: Int, count: Int) {
    guard let cells = block.table.columns[column] else { return }
    for row in first..<first + count where block.start[Int(cells[row].start)] == .quote {
      let inner = Cell(start: cells[row].start + 1, end: cells[row].end - 1)
      cells[row] = sees(.doubled) ? block.undoubled(inner) : inner
    }
  }
}

extension RecordBlock {
  /// The text in `cell` with each two quotes taken for one: the same cell if there are none, else one behind the records.
  mutating func undoubled(_ cell: Cell) -> Cell {
    guard view(Int(cell.start)..<Int(cell.end)).contains(.quote) else { return cell }
    let from = reserveTexts()
    var to = from
    var isFirstOfPair = false
    for byte in view(Int(cell.start)..<Int(cell.end)) {
      isFirstOfPair = byte == .quote && !isFirstOfPair
      if byte == .quote, !isFirstOfPair { continue }
      start[to] = byte
      to += 1
    }
    endTexts(at: to)
    return Cell(from, to)
  }

  /// How many line breaks a record has inside.
  func breakCount(in record: Cell) -> Int {
    let bytes = view(Int(record.start)..<Int(record.end))
    var count = 0
    for index in bytes.indices {
      let isSecondOfPair = index > 0 && bytes[index] == .lineFeed && bytes[index - 1] == .carriageReturn
      if !isSecondOfPair, bytes[index] == .lineFeed || bytes[index] == .carriageReturn { count += 1 }
    }
    return count
  }
}
