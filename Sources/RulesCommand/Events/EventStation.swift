import Batches
import Decisions
import Measures
import Policies

/// What all threads have to know that work on the blocks of a file of events.
struct EventTask: Sendable {
  /// The table's name.
  let table: String
  /// The file's path, for messages.
  let path: String
  let format: RecordFormat
  let keys: JSONKeys
  /// All sources' questions at once: which columns are read.
  let columns: BoundPolicySet
  /// Where each source counts, and what it asks.
  let sources: [(ledger: EventLedger, questions: BatchPlan)]
  let purpose: Purpose
  let turns = ShardTurns(shards: EventLedger.shardCount)

  /// What a file of events is read for.
  enum Purpose: Sendable {
    case count
    /// Streaks that an event broke which came too late.
    case countAgain
    /// The rows of customers who are not known.
    case unknown(UnknownCustomers)
  }
}

/// Where one thread reads blocks of events, and counts them in its turn.
final class EventStation: BlockStation {
  private(set) var tally: EventTally
  private let task: EventTask
  private let events: EventTableReader
  private let rows: BlockRows

  /// A station for blocks of the task's file.
  init(_ task: EventTask) {
    self.task = task
    tally = EventTally(task.table)
    events = EventTableReader(task.sources)
    rows = BlockRows(
      task.format, wanted: task.columns.isColumnRead, task.keys, keyColumn: task.columns.keyColumn)
  }
}

extension EventStation {
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try rows.fill(from: input) }

  func work(into result: BlockResult, inTurn: InTurn) {
    rows.cut(into: result)
    read()
    switch task.purpose {
    case .count:
      forEachShard(inTurn: result.number) { events.count(shard: $0) }
      tell(result)
    case .countAgain: forEachShard(inTurn: result.number) { events.countAgain(shard: $0) }
    case .unknown(let customers): keep(events.rows(naming: customers), result)
    }
  }

  private func read() {
    let cells = rows.cells
    events.begin(rowCount: rows.count)
    for stretch in rows.stretches {
      switch stretch {
      case .cells(let range): events.read(cells, rows: range)
      case .values(let row, let values): events.read(values, row: row)
      }
    }
    events.arrange()
  }

  private func forEachShard(inTurn block: Int, _ body: (Int) -> Void) {
    for shard in 0..<EventLedger.shardCount { task.turns.take(block, shard: shard) { body(shard) } }
  }
}

// MARK: - What became of the rows

extension EventStation {
  private func tell(_ result: BlockResult) {
    tally.counted += events.counted
    tally.later += events.later
    for (row, source, rejection) in events.rejections {
      tellUnreadable(before: row, result)
      tally.reject(rejection.code)
      result.reject {
        rejected(
          row, keyColumn: task.sources[source].questions.bound.keyColumn, code: rejection.code,
          subject: rejection.subject, reason: rejection.message)
      }
    }
    tellUnreadable(before: .max, result)
  }

  private func tellUnreadable(before row: Int, _ result: BlockResult) {
    rows.forEachUnreadable(before: row) { unreadable, key in
      tally.reject(unreadable.code)
      result.reject { RejectedRow(unreadable, input: task.path, key: key) }
    }
  }

  /// Keeps rows as they are, as if they were rejects.
  private func keep(_ kept: [Int], _ result: BlockResult) {
    for row in kept {
      result.reject { rejected(row, keyColumn: task.columns.keyColumn, code: "", subject: task.table, reason: "") }
    }
  }

  private func rejected(_ row: Int, keyColumn: Int?, code: String, subject: String, reason: String) -> RejectedRow {
    rows.rejected(
      row, of: task.path, key: rows.text(in: keyColumn, row: row), code: code, subject: subject, reason: reason)
  }
}
