import Columns

extension CSVCutter {
  /// Takes record by record, and moves `start` after them, past the step that begins at `stop`.
  mutating func cutExactly(_ block: inout RecordBlock, _ start: inout Int, through stop: Int) {
    repeat {
      guard let end = recordEnd(block, at: start) else { return }
      take(end, at: start, &block)
      block.lineCount += end.lineCount
      start = block.view(0..<block.count).offset(afterBreakAt: start + end.length)
    } while start < min(stop + 64, block.count)
  }

  /// The end of the record at `start`: as the reader decided, who saw beyond the block, else as it is read.
  private mutating func recordEnd(_ block: borrowing RecordBlock, at start: Int) -> RecordEnd? {
    while nextSpoilt < block.spoilt.count, block.spoilt[nextSpoilt].start < start { nextSpoilt += 1 }
    if nextSpoilt < block.spoilt.count, block.spoilt[nextSpoilt].start == start {
      return block.spoilt[nextSpoilt].end
    }
    return scanner.record(in: block.view(start..<block.count), isWhole: true)
  }

  /// Adds what a record amounts to: a row, a fault, or nothing for an empty line.
  private func take(_ end: RecordEnd, at start: Int, _ block: inout RecordBlock) {
    let record = Cell(start, start + end.length)
    if let problem = end.within(block.limit).problem ?? problem(block, at: start) {
      block.faults.append(BlockFault(problem, row: block.table.count, line: block.lineCount, in: record))
    } else if !record.isEmpty {
      addRow(record, &block)
    }
  }

  /// What is wrong with the fields of the record that was scanned.
  private func problem(_ block: borrowing RecordBlock, at start: Int) -> RecordFault.Problem? {
    if scanner.cursor == 0 { return nil }
    if !scanner.isASCII {
      let bytes = block.view(start..<block.count)
      let field = scanner.fields.firstIndex { !isWellFormedUTF8(UnsafeBufferPointer(rebasing: bytes[$0.range])) }
      if let field { return .invalidText(field: field + 1) }
    }
    let found = scanner.fields.count
    return found == fieldCount ? nil : .wrongFieldCount(found: found, expected: fieldCount)
  }

  private func addRow(_ record: Cell, _ block: inout RecordBlock) {
    block.table.reserve(1)
    let row = block.table.count
    block.table.records[row] = record
    block.table.lines[row] = UInt32(truncatingIfNeeded: block.lineCount)
    for column in wantedColumns {
      let field = scanner.fields[column]
      let cell = Cell(Int(record.start) + field.range.lowerBound, Int(record.start) + field.range.upperBound)
      block.table.columns[column]?[row] = field.hasDoubledQuotes ? block.undoubled(cell) : cell
    }
    block.table.count += 1
  }
}
