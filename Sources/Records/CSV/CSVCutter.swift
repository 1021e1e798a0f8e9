/// Cuts blocks of a CSV into cells; each thread has its own.
///
/// Records in the regular form (see scan.h) are cut from an index of their fields' ends; the others, one by one, by
/// ``CSVScanner``.
package struct CSVCutter: ~Copyable {
  /// How many fields a record has.
  let fieldCount: Int
  /// Which columns get cells.
  let wanted: [Bool]
  /// The same as indexes, ascending.
  let wantedColumns: [Int]
  /// Working memory.
  var index = FieldIndex()
  /// For what is not regular.
  var scanner = CSVScanner()
  /// The next of the block's spoilt records.
  var nextSpoilt = 0

  /// A cutter for records with a field for each of `wanted`, which says whether the column gets cells.
  package init(wanted: [Bool]) {
    precondition(!wanted.isEmpty, "a header has a field at least")
    fieldCount = wanted.count
    self.wanted = wanted
    wantedColumns = wanted.indices.filter { wanted[$0] }
  }
}

extension CSVCutter {
  /// Finds the rows and faults of a block that a ``CSVBlockReader`` has filled.
  package mutating func cut(_ block: inout RecordBlock) {
    block.beginCutting(wanted)
    nextSpoilt = 0
    var start = 0
    while start < block.count {
      let stop = cutRegular(&block, &start)
      if start < block.count { cutExactly(&block, &start, through: stop) }
    }
  }

  /// Moves `start` to the first record that is not regular; returns the step in which that was seen.
  private mutating func cutRegular(_ block: inout RecordBlock, _ start: inout Int) -> Int {
    index.begin(at: start)
    var offset = start
    var isRegular = true
    while isRegular, offset < block.count {
      (offset, isRegular) = index.scan(block, from: offset)
      if index.lineCount > 0 { takeLines(&block) }
      index.dropLines()
    }
    start = index.start
    return offset
  }
}
