import Columns

/// Cuts blocks of JSON Lines into cells; each thread has its own.
///
/// A line is cut if its object has no key twice, feeds each column once and with flat values, and its numbers are written without an
/// exponent and in few enough digits that their text means what the number does. What stands under a key that feeds nothing is read
/// over. Every other line is a row without cells, left to the exact parser: see ``RecordBlock/irregularRows``. A cell is empty
/// where the object says nothing or null.
package struct JSONLinesCutter: ~Copyable {
  /// Which columns get cells.
  private let wanted: [Bool]
  private var index = TokenIndex()
  private var members: MemberSorter

  /// A cutter for as many columns as `wanted`, which says whether a column gets cells; `keys` says which of them a key feeds.
  package init(wanted: [Bool], keys: [(key: String, columns: [Int])]) {
    precondition(!wanted.isEmpty, "objects feed a column at least")
    self.wanted = wanted
    members = MemberSorter(columnCount: wanted.count, keys: keys)
  }
}

extension JSONLinesCutter {
  /// Finds the rows of a block that a ``JSONLinesBlockReader`` has filled, and the lines that are too long.
  package mutating func cut(_ block: inout RecordBlock) {
    block.beginCutting(wanted)
    members.beginBlock()
    if let spoilt = block.spoilt.first { return block.takeFault(spoilt.end) }
    var start = 0
    while start < block.count {
      cutRegular(&block, &start)
      if start < block.count { leaveLine(&block, &start) }
    }
  }

  /// Moves `start` to the first line that is not regular.
  private mutating func cutRegular(_ block: inout RecordBlock, _ start: inout Int) {
    index.begin(at: start)
    var offset = start
    var isRegular = true
    while isRegular, offset < block.count {
      (offset, isRegular) = index.scan(block, from: offset)
      if index.lineCount > 0 { takeLines(&block) }
      index.dropLines()
    }
    start = index.start
  }

  /// Leaves the line at `start` to the exact parser and moves `start` after it.
  private func leaveLine(_ block: inout RecordBlock, _ start: inout Int) {
    let end = block.view(start..<block.count).firstIndex(of: .lineFeed).map { start + $0 } ?? block.count
    block.table.reserve(1)
    if end - start > block.limit {
      block.refuseOverlongLine(Cell(start, end))
    } else if !block.json.isBlank(start, end) {
      block.addIrregularRow(Cell(start, end))
    }
    block.lineCount += 1
    start = end + 1
  }

  /// Adds the rows of the lines in the index.
  private mutating func takeLines(_ block: inout RecordBlock) {
    block.table.reserve(index.lineCount)
    let isSuspect = index.sights.contains(.high) && !block.isText(index.start, lastEnd)
    let hasEscapes = index.sights.contains(.escape)
    var token = UnsafePointer(index.offsets)
    var start = index.start
    for line in 0..<index.lineCount {
      let last = UnsafePointer(index.offsets + Int(index.lines[line]))
      let end = Int(last.pointee)
      if end - start > block.limit {
        block.refuseOverlongLine(Cell(start, end))
      } else if token < last || !block.json.isBlank(start, end) {
        let isText = !isSuspect || block.isText(start, end)
        let line = TokenLine(start: start, tokens: token, last: last, hasEscapes: hasEscapes)
        if isText, members.sort(line, &block) {
          block.addRow(Cell(start, end))
        } else {
          block.addIrregularRow(Cell(start, end))
        }
      }
      block.lineCount &+= 1
      start = end + 1
      token = last + 1
    }
  }

  /// Where the last line in the index ends.
  private var lastEnd: Int { Int(index.offsets[Int(index.lines[index.lineCount - 1])]) }
}
