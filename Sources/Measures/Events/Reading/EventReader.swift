import Batches
import Columns
import Decisions
import Expressions
import Policies

/// Asks events what their table's measures ask of them, batch after batch. Not shared between threads.
final class EventReader {
  let plan: EventPlan
  let decider: BatchDecider
  let seeds: HashSeeds
  /// The column of the key, in the header.
  let keyColumn: Int?
  /// The column of the time, in the header; `nil` where the time of day makes no difference.
  let timeColumn: Int?
  let clock: EventClock
  /// For each question with texts, the block's numbers of what the decider has codes for.
  var codes: [BatchTextCodes]
  /// Masks of one batch, `BatchSize.words` each.
  let scratch: EventScratch

  /// One for rows of the form that the table's questions were compiled for.
  init(_ ledger: EventLedger, _ questions: BatchPlan) {
    plan = ledger.plan
    seeds = ledger.seeds
    decider = BatchDecider(questions)
    keyColumn = questions.bound.columns[0][plan.source.table.keyField]
    clock = EventClock(plan.source.table.timeFact)
    timeColumn = plan.needsMoments ? questions.bound.columns[0][plan.source.table.timeField] : nil
    codes = plan.forms.map { _ in BatchTextCodes() }
    scratch = EventScratch()
  }

  /// Memory for the rows of blocks.
  func makeBatch() -> EventBatch { EventBatch(plan) }
}

extension EventReader {
  /// Reads some rows of `cells`, whose bytes have to stay until the rows were counted.
  func read(_ cells: CellColumns, rows: Range<Int>, into batch: EventBatch) {
    forEachBatch(of: rows) { rows in
      decider.decide(cells, rows: rows)
      let (column, bytes, seeds) = (keyColumn.flatMap { cells.columns[$0] }, cells.bytes, seeds)
      let (times, clock) = (timeColumn.flatMap { cells.columns[$0] }, clock)
      let (keys, hashes) = (batch.keys.start, batch.hashes.start)
      take(rows, into: batch) { row in
        guard let cell = column?[row] else { return }
        let key = EventKey(bytes + Int(cell.start), length: Int(cell.end &- cell.start), seeds)
        keys[row] = key
        hashes[row] = key.hash(seeds)
      }
      takeMoments(rows, into: batch) { row in
        guard let cell = times?[row] else { return 0 }
        return clock.second(of: UnsafeBufferPointer(start: bytes + Int(cell.start), count: Int(cell.end &- cell.start)))
      }
    }
  }

  /// Reads some rows of columns in memory: the first of them is row 0 of the batch.
  func read(_ columns: [FactColumn], rows: Range<Int>, into batch: EventBatch) {
    let base = rows.lowerBound
    forEachBatch(of: rows) { rows in
      decider.decide(columns, rows: rows)
      take(rows.lowerBound - base..<rows.upperBound - base, into: batch) { row in
        guard let keyColumn, let text = columns[keyColumn].value(at: base + row).text else { return }
        put(EventKey(batch.keep(text), length: text.utf8.count, seeds), at: row, of: batch)
      }
      takeMoments(rows.lowerBound - base..<rows.upperBound - base, into: batch) { row in
        timeColumn.map { clock.second(of: columns[$0].value(at: base + row)) } ?? 0
      }
    }
  }

  /// Reads a row whose values stand in the order of the header.
  func read(_ values: [FactValue], row: Int, into batch: EventBatch) {
    take(decider.plan.bound.decide(values), at: row, into: batch)
    takeMoments(row..<row + 1, into: batch) { _ in timeColumn.map { clock.second(of: values[$0]) } ?? 0 }
  }

  /// Writes down when the events of counted rows happened; `second` says at which second of its day.
  @inline(__always) private func takeMoments(_ rows: Range<Int>, into batch: EventBatch, second: (Int) -> Int) {
    guard plan.needsMoments else { return }
    let (days, shards) = (UnsafePointer(batch.days.start), UnsafePointer(batch.shards.start))
    let moments = batch.moments.start
    for row in rows where shards[row] != EventBatch.noShard {
      moments[row] = Int64(days[row]) &* 86_400 &+ Int64(second(row))
    }
  }

  @inline(__always) private func forEachBatch(of rows: Range<Int>, _ body: (Range<Int>) -> Void) {
    var first = rows.lowerBound
    while first < rows.upperBound {
      let next = min(first + BatchSize.rows, rows.upperBound)
      body(first..<next)
      first = next
    }
  }

  /// Takes what was decided last; `readKey` writes down the key of a row, where that is a text.
  @inline(__always) private func take(_ rows: Range<Int>, into batch: EventBatch, readKey: (Int) -> Void) {
    let isCounted = scratch.isCounted
    take(rows, into: batch)
    if let question = plan.source.table.keyQuestion {
      takeKeys(question, rows, into: batch)
    } else {
      for row in rows where isCounted.has(row - rows.lowerBound) { readKey(row) }
    }
    let (hashes, shards) = (UnsafePointer(batch.hashes.start), batch.shards.start)
    for row in rows where isCounted.has(row - rows.lowerBound) {
      shards[row] = UInt8(truncatingIfNeeded: EventShard.index(of: hashes[row]))
    }
    for (row, result) in decider.deferred { take(result, at: rows.lowerBound + row, into: batch) }
  }

  func put(_ key: EventKey, at row: Int, of batch: EventBatch) {
    batch.keys[row] = key
    batch.hashes[row] = key.hash(seeds)
  }

  private func takeKeys(_ question: Int, _ rows: Range<Int>, into batch: EventBatch) {
    guard case .numbers(let lane, _, _) = decider.column(.output(question, column: 0), policy: 0) else {
      preconditionFailure("a key that is no string is a whole number")
    }
    for row in rows { put(EventKey(word: Self.whole(lane[row - rows.lowerBound])), at: row, of: batch) }
  }

  /// The bits of a whole number; of what a lane holds where there is none, any.
  @inline(__always) static func whole(_ number: Double) -> UInt64 {
    UInt64(bitPattern: number.magnitude < 0x1p63 ? Int64(number) : 0)
  }
}

/// Masks that are needed while a batch is read.
final class EventScratch {
  /// The rows that are counted.
  let isCounted = EventScratch.mask()
  let filter = EventScratch.mask()
  let known = EventScratch.mask()
  let yes = EventScratch.mask()
  let window = EventScratch.mask()
  let edge = EventScratch.mask()

  private static func mask() -> UnsafeMutablePointer<UInt64> {
    let mask = UnsafeMutablePointer<UInt64>.allocate(capacity: BatchSize.words + 1)
    mask.initialize(repeating: 0, count: BatchSize.words + 1)
    return mask
  }

  deinit {
    for mask in [isCounted, filter, known, yes, window, edge] { mask.deallocate() }
  }
}
