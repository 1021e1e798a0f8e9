/// The rows of columns that a batch is read from: row `indexes[i]` is row `i` of the batch.
struct SelectedRows {
  let indexes: UnsafePointer<UInt32>
  let count: Int
  /// The first of them, where each is the neighbour of the one before it; `nil` where they skip any.
  let run: Int?
  /// One more than the largest.
  let end: Int

  /// The rows `indexes[0..<count]`. O(count).
  init(_ indexes: UnsafePointer<UInt32>, count: Int) {
    self.indexes = indexes
    self.count = count
    var last: UInt32 = 0
    for row in 0..<count { last = Swift.max(last, indexes[row]) }
    end = count == 0 ? 0 : Int(last) + 1
    run = count > 0 && indexes.isRun(count) ? Int(indexes[0]) : nil
  }

  /// The rows `indexes[0..<count]`, which are `run` and its neighbours.
  init(_ indexes: UnsafePointer<UInt32>, count: Int, run: Int) {
    self.indexes = indexes
    self.count = count
    self.run = run
    end = run + count
  }
}

extension SelectedRows {
  /// Calls `body` with the values of the rows, side by side: where they stand, if they are neighbours, else in `room`, which has
  /// room for them.
  @inline(__always) func gather<T: BitwiseCopyable, Result>(
    _ values: [T], in room: UnsafeMutablePointer<T>, _ body: (UnsafePointer<T>) -> Result
  ) -> Result? {
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return nil }
      if let run { return body(base + run) }
      for row in 0..<count { room[row] = base[Int(indexes[row])] }
      return body(UnsafePointer(room))
    }
  }

  /// Traps unless all rows lie before the end of a column.
  func require(before count: Int) {
    precondition(end <= count, "a row lies beyond the end of its column")
  }
}

extension UnsafePointer<UInt32> {
  /// Whether each of `count` rows is the neighbour of the one before it. O(count), without a branch for each.
  fileprivate func isRun(_ count: Int) -> Bool {
    var differences: UInt32 = 0
    for row in 0..<count { differences |= self[row] ^ (self[0] &+ UInt32(truncatingIfNeeded: row)) }
    return differences == 0
  }
}
