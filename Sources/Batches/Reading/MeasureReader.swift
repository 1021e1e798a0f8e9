import CVectors
import Columns
import Expressions
import Policies

/// Reads numbers, whole numbers and dates into a lane of doubles.
struct MeasureReader {
  /// Whose values they are.
  let fact: Fact
  /// What a text has to be.
  let form: number_form
  /// Where they go; `nil` if they are only checked.
  let target: NumberVector?
  /// Between what a number has to lie, the limits of the fact among them; no NaN does.
  let bounds: ClosedRange<Double>
  private let absence: Absence

  /// What a row without a value holds.
  private enum Absence {
    case deferred
    case unknown
    case number(Double)
  }

  /// A reader for a fact that is a number, a whole number or a date.
  init(_ fact: Fact, into target: NumberVector?) {
    self.fact = fact
    self.target = target
    form =
      switch fact.kind {
      case .integer: NUMBER_WHOLE
      case .date: NUMBER_DATE
      default: NUMBER_DECIMAL
      }
    bounds = fact.bounds
    absence =
      switch fact.missing {
      case .reject: .deferred
      case .unknown: .unknown
      case .value(let value): fact.measure(of: value, isRead: target != nil).map(Absence.number) ?? .deferred
      }
  }

  /// What the lane holds for rows without a value.
  var absentNumber: Double {
    if case .number(let number) = absence { number } else { 0 }
  }

  /// Whether rows without a value are deferred.
  var isRequired: Bool {
    if case .deferred = absence { true } else { false }
  }
}

/// What became of up to 64 rows: those in neither mask cannot stand for the fact.
struct MeasuredRows {
  /// The rows whose number is in the lane.
  var measured: UInt64
  /// The rows that say nothing.
  var missing: UInt64
}

extension MeasureReader {
  /// Reads a batch of cells.
  func read(_ cells: CellRows, into workspace: Workspace) {
    readChunks(count: cells.count, into: workspace) { first, lane in
      let chunk = cells.chunk(first / 64)
      let marks = numbers_read(chunk.cells, chunk.bytes, chunk.rows, chunk.count, form, absentNumber, lane)
      var found = MeasuredRows(measured: marks.read, missing: marks.empty)
      var unclear = .rows(chunk.count) & ~(marks.read | marks.empty)
      while let row = unclear.takeFirst() { clearUp(row, of: chunk, in: lane, &found) }
      return found
    }
  }

  /// Fills the registers for a batch in which nothing is given.
  func readAbsent(into workspace: Workspace) {
    readChunks(count: workspace.count, into: workspace) { first, lane in
      lane.update(repeating: absentNumber, count: 64)
      return MeasuredRows(measured: 0, missing: workspace[.all][first / 64])
    }
  }

  /// Calls `read` for every 64 rows with the first row and their lane, and writes down what it found.
  @inline(__always)
  func readChunks(
    count: Int, into workspace: Workspace, _ read: (Int, UnsafeMutablePointer<Double>) -> MeasuredRows
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      for first in stride(from: 0, to: count, by: 64) {
        let lane = target.map { workspace[$0.lane] + first } ?? scratch
        settle(read(first, lane), word: first / 64, count: min(64, count - first), lane: lane, workspace: workspace)
      }
    }
  }

  private func settle(
    _ found: MeasuredRows, word: Int, count: Int, lane: UnsafeMutablePointer<Double>, workspace: Workspace
  ) {
    let measured = found.measured & ~rowsOutside(lane, count: count)
    var accepted = measured | found.missing
    if case .deferred = absence { accepted = measured }
    workspace[.deferred][word] |= .rows(count) & ~accepted
    if let target, target.known != .all { workspace[target.known][word] = measured }
  }

  /// The rows whose number lies outside the fact's limits.
  private func rowsOutside(_ lane: UnsafeMutablePointer<Double>, count: Int) -> UInt64 {
    guard let limits = fact.limits else { return 0 }
    var below: UInt64 = 0
    var above: UInt64 = 0
    if let lower = limits.lower { vector_compare_constant(lane, lower, Int32(VECTOR_LESS.rawValue), count, &below) }
    if let upper = limits.upper { vector_compare_constant(lane, upper, Int32(VECTOR_GREATER.rawValue), count, &above) }
    return below | above
  }
}

extension MeasureReader {
  /// Reads a cell that is not written plainly.
  private func clearUp(
    _ row: Int, of cells: CellRows, in lane: UnsafeMutablePointer<Double>, _ found: inout MeasuredRows
  ) {
    let cell = cells[row]
    let bit: UInt64 = 1 << UInt64(row)
    switch number_read_spelled(cells.bytes + Int(cell.start), cells.bytes + Int(cell.end), form, lane + row) {
    case NUMBER_READ: found.measured |= bit
    case NUMBER_LARGE: found.measured |= target == nil ? bit : 0
    case NUMBER_BLANK:
      lane[row] = absentNumber
      found.missing |= bit
    default: readExactly(String(decoding: cells.text(row), as: UTF8.self), row, lane, &found)
    }
  }

  private func readExactly(
    _ text: String, _ row: Int, _ lane: UnsafeMutablePointer<Double>, _ found: inout MeasuredRows
  ) {
    let input = FactValue.text(text)
    if input.text == nil {
      lane[row] = absentNumber
      found.missing |= 1 << UInt64(row)
    } else if case .success(.value(let value)) = fact.read(input),
      let number = fact.measure(of: value, isRead: target != nil)
    {
      lane[row] = number
      found.measured |= 1 << UInt64(row)
    }
  }
}

extension Fact {
  /// What is finite and within the limits; for a date, the days of the years 1...9999 at most.
  fileprivate var bounds: ClosedRange<Double> {
    let days = Double(CalendarDate.laneDays.lowerBound)...Double(CalendarDate.laneDays.upperBound)
    let most = kind == .date ? days : -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let lower = max(most.lowerBound, limits?.lower ?? most.lowerBound)
    return lower...max(lower, min(most.upperBound, limits?.upper ?? most.upperBound))
  }

  /// The double that stands for a value in a lane; `nil` if none does exactly, which matters only to those who read it.
  func measure(of value: Value, isRead: Bool) -> Double? {
    switch (kind, value) {
    case (.number, .double(let number)): number
    case (.integer, .int(let integer)) where !isRead || integer.magnitude <= Int64.exactLimit.magnitude: Double(integer)
    case (.date, .timestamp(let moment)) where !isRead || moment.isMidnight: Double(moment.date.days)
    case _ where !isRead: 0
    default: nil
    }
  }
}

extension Int64 {
  /// Up to this size, every whole number is a double: 2^53.
  static let exactLimit: Int64 = 1 << 53
}
