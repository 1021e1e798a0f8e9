import CVectors

extension MeasureReader {
  /// Whether a column's values go into the lane as they are.
  func takes(_ column: FactColumn) -> Bool {
    switch column {
    case .numbers, .integers, .shortIntegers: form != NUMBER_DATE
    case .days: form == NUMBER_DATE
    default: false
    }
  }

  /// Reads a batch of a column that ``takes(_:)`` says yes to; the rows lie before its end.
  func read(_ column: FactColumn, rows: UnsafePointer<UInt32>, count: Int, into workspace: Workspace) {
    switch column {
    case .numbers(let numbers, let present):
      numbers.withUnsafeBufferPointer { read($0, present, rows, count, workspace) }
    case .integers(let integers, let present):
      integers.withUnsafeBufferPointer { read($0, present, rows, count, workspace, in: wholeRange) }
    case .shortIntegers(let integers, let present):
      integers.withUnsafeBufferPointer { read($0, present, rows, count, workspace, in: Int32.min...Int32.max) }
    case .days(let days, let present):
      days.withUnsafeBufferPointer { read($0, present, rows, count, workspace, in: Self.days) }
    default: break
    }
  }

  /// 0001-01-01 to 9999-12-31.
  private static let days: ClosedRange<Int32> = -719_162...2_932_896

  private var wholeRange: ClosedRange<Int64> {
    let isKept = form == NUMBER_WHOLE && target != nil
    return isKept ? -Int64.exactLimit...Int64.exactLimit : Int64.min...Int64.max
  }
}

extension MeasureReader {
  private func read(
    _ numbers: UnsafeBufferPointer<Double>, _ present: RowMask?, _ rows: UnsafePointer<UInt32>, _ count: Int,
    _ workspace: Workspace
  ) {
    guard let base = numbers.baseAddress else { return }
    readChunks(count: count, into: workspace) { first, lane in
      let count = min(64, count - first)
      base.copy(rows + first, count: count, to: lane)
      let usable = form == NUMBER_WHOLE ? makeWhole(lane, count: count) : lane.finite(count)
      return found(present, usable: usable, rows + first, count: count, lane)
    }
  }

  private func read<Integer: FixedWidthInteger & SignedInteger>(
    _ integers: UnsafeBufferPointer<Integer>, _ present: RowMask?, _ rows: UnsafePointer<UInt32>, _ count: Int,
    _ workspace: Workspace, in range: ClosedRange<Integer>
  ) {
    guard let base = integers.baseAddress else { return }
    readChunks(count: count, into: workspace) { first, lane in
      let count = min(64, count - first)
      var usable: UInt64 = 0
      for row in 0..<count {
        let integer = base[Int(rows[first + row])]
        lane[row] = Double(integer)
        let isUsable = integer >= range.lowerBound && integer <= range.upperBound
        usable |= (isUsable ? 1 : 0) &<< UInt64(truncatingIfNeeded: row)
      }
      return found(present, usable: usable, rows + first, count: count, lane)
    }
  }

  private func found(
    _ present: RowMask?, usable: UInt64, _ rows: UnsafePointer<UInt32>, count: Int, _ lane: UnsafeMutablePointer<Double>
  ) -> MeasuredRows {
    let given = present.bits(of: rows, count: count)
    let missing = .rows(count) & ~given
    var rest = missing
    while let row = rest.takeFirst() { lane[row] = absentNumber }
    return MeasuredRows(measured: given & usable, missing: missing)
  }

  /// Gives zero no sign; the rows whose number is whole and not too large.
  private func makeWhole(_ lane: UnsafeMutablePointer<Double>, count: Int) -> UInt64 {
    var usable: UInt64 = 0
    for row in 0..<count {
      guard let integer = Int64(exactly: lane[row]) else { continue }
      lane[row] = Double(integer)
      if wholeRange.contains(integer) { usable |= 1 << UInt64(row) }
    }
    return usable
  }
}

extension UnsafePointer<Double> {
  fileprivate func copy(_ rows: UnsafePointer<UInt32>, count: Int, to lane: UnsafeMutablePointer<Double>) {
    guard Int(rows[count - 1]) - Int(rows[0]) == count - 1, rows.isRun(count) else {
      for row in 0..<count { lane[row] = self[Int(rows[row])] }
      return
    }
    lane.update(from: self + Int(rows[0]), count: count)
  }
}

extension UnsafeMutablePointer<Double> {
  /// The rows that are neither infinite nor NaN.
  fileprivate func finite(_ count: Int) -> UInt64 {
    var low: UInt64 = 0
    var high: UInt64 = 0
    let greatest = Double.greatestFiniteMagnitude
    vector_compare_constant(self, -greatest, Int32(VECTOR_GREATER_OR_EQUAL.rawValue), count, &low)
    vector_compare_constant(self, greatest, Int32(VECTOR_LESS_OR_EQUAL.rawValue), count, &high)
    return low & high
  }
}
