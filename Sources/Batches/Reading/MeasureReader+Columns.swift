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
  func read(_ column: FactColumn, _ rows: SelectedRows, into workspace: Workspace) {
    let lane = workspace[target?.lane ?? .scratch]
    let usable = workspace[.usable]
    switch column {
    case .numbers(let numbers, let present):
      rows.gather(numbers, in: lane) { take($0, rows.count, lane, usable) }
      settle(present, rows, lane, in: workspace)
    case .integers(let integers, let present):
      let (least, largest) = isKeptWhole ? (-Int64.exactLimit, Int64.exactLimit) : (Int64.min, Int64.max)
      rows.gather(integers, in: workspace.room()) {
        column_take_int64($0, rows.count, least, largest, bounds.lowerBound, bounds.upperBound, lane, usable)
      }
      settle(present, rows, lane, in: workspace)
    case .shortIntegers(let integers, let present), .days(let integers, let present):
      rows.gather(integers, in: workspace.room()) {
        column_take_int32($0, rows.count, bounds.lowerBound, bounds.upperBound, lane, usable)
      }
      settle(present, rows, lane, in: workspace)
    default: break
    }
  }

  private func take(
    _ numbers: UnsafePointer<Double>, _ count: Int, _ lane: UnsafeMutablePointer<Double>,
    _ usable: UnsafeMutablePointer<UInt64>
  ) {
    guard form == NUMBER_WHOLE else {
      return column_take_doubles(numbers, count, bounds.lowerBound, bounds.upperBound, lane, usable)
    }
    // Beyond 2^63 no double is a whole number of 64 bits.
    let limit = isKeptWhole ? Double(Int64.exactLimit) : 0x1p63.nextDown
    let (lower, upper) = (max(bounds.lowerBound, isKeptWhole ? -limit : -0x1p63), min(bounds.upperBound, limit))
    column_take_whole_doubles(numbers, count, lower, upper, lane, usable)
  }

  /// Whether the lane holds whole numbers, which are exact up to 2^53.
  private var isKeptWhole: Bool { form == NUMBER_WHOLE && target != nil }

  /// Writes down what became of the rows: the usable ones that are present have their number in the lane.
  private func settle(
    _ present: RowMask?, _ rows: SelectedRows, _ lane: UnsafeMutablePointer<Double>, in workspace: Workspace
  ) {
    present.copyBits(of: rows, to: workspace[.given])
    let (given, usable, all) = (workspace[.given], workspace[.usable], workspace[.all])
    let (deferred, known) = (workspace[.deferred], target.map { workspace[$0.known] })
    let keepsKnown = target.map { $0.known != .all } ?? false
    let acceptedMissing: UInt64 = isRequired ? 0 : ~0
    for word in 0..<workspace.words {
      let measured = given[word] & usable[word]
      let missing = all[word] & ~given[word]
      deferred[word] |= all[word] & ~(measured | missing & acceptedMissing)
      if keepsKnown { known?[word] = measured }
      var rest = missing
      while let row = rest.takeFirst() { lane[word << 6 + row] = absentNumber }
    }
  }
}
