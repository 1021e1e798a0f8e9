import Batches
import Columns
import Decisions
import Measures
import Policies
import Records

/// What all threads have to know that work on the blocks of a file of events.
struct EventTask: Sendable {
  /// The table's name.
  let table: String
  /// The file's path, for messages.
  let path: String
  let format: RecordFormat
  let questions: BatchPlan
  let keys: JSONKeys
  let ledger: EventLedger
  let purpose: Purpose

  /// What a file of events is read for.
  enum Purpose: Sendable {
    case count
    /// Streaks that an event broke which came too late.
    case countAgain
    /// The rows of customers who are not known.
    case unknown(MeasuredEvents)
  }
}

/// Where one thread reads blocks of events, and counts them in its turn.
final class EventStation {
  private(set) var tally: EventTally
  private let task: EventTask
  private let reader: EventReader
  private let batch: EventBatch
  private var members: RecordValues
  private var block = RecordBlock()
  private var cutter: BlockCutter
  /// The rows that could not be read, with how many rows come before them.
  private var unreadable: [(row: Int, key: String, reason: UnreadableRow)] = []
  /// The keys of the block's rows that needed the exact parser.
  private var exactKeys: [(row: Int, key: String, isKnown: Bool)] = []

  /// A station for blocks of the task's file.
  init(_ task: EventTask) {
    self.task = task
    tally = EventTally(task.table)
    reader = EventReader(task.ledger, task.questions)
    batch = reader.makeBatch()
    members = RecordValues(task.keys)
    cutter = BlockCutter(task.format, wanted: task.questions.bound.isColumnRead, keys: task.keys)
  }
}

extension EventStation {
  /// Takes the file's next block; `false` at its end.
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try input.fill(&block) }

  /// Reads the block, whose number is given, and does with its events what they are read for.
  func work(_ number: Int, _ turns: ShardTurns, into result: BlockResult) {
    cutter.cut(&block)
    result.removeAll()
    result.rows = block.rowCount + block.faults.count
    result.lines = block.lineCount
    read(result)
    switch task.purpose {
    case .count:
      for shard in 0..<EventLedger.shardCount {
        turns.take(number, shard: shard) { task.ledger.count(batch, shard: shard) }
      }
      tell(result)
    case .countAgain:
      for shard in 0..<EventLedger.shardCount {
        turns.take(number, shard: shard) { task.ledger.countAgain(batch, shard: shard) }
      }
    case .unknown(let measured): write(batch: measured.rowsOfUnknown(in: batch), into: result)
    }
  }

  private func read(_ result: BlockResult) {
    unreadable.removeAll(keepingCapacity: true)
    exactKeys.removeAll(keepingCapacity: true)
    batch.begin(rowCount: block.rowCount)
    for fault in block.faults {
      let told = block.recordFault(fault, firstLine: 1)
      if told.isOfEncoding { result.invalidTexts += 1 }
      unreadable.append((fault.row, keyBesideBadText(of: fault), UnreadableRow(told)))
    }
    let cells = block.cells
    var row = 0
    for irregular in block.irregularRows {
      reader.read(cells, rows: row..<irregular, into: batch)
      readExactly(irregular, result)
      row = irregular + 1
    }
    reader.read(cells, rows: row..<block.rowCount, into: batch)
    batch.arrange()
  }

  private func readExactly(_ row: Int, _ result: BlockResult) {
    switch block.parsed(row: row, firstLine: 1) {
    case .record(let record):
      for member in record.members { exactKeys.append((row, member.key, members.isKnown(member.key))) }
      if let fault = members.take(record) {
        let reason = UnreadableRow(fault, line: record.line, rawText: block.rawText(row: row))
        unreadable.append((row, task.questions.bound.key(of: members.values) ?? "", reason))
      } else {
        reader.read(members.values, row: row, into: batch)
      }
    case .fault(let fault):
      if fault.isOfEncoding { result.invalidTexts += 1 }
      unreadable.append((row, "", UnreadableRow(fault)))
    }
  }
}

// MARK: - What became of the rows

extension EventStation {
  private func tell(_ result: BlockResult) {
    tally.counted += batch.counted
    tally.later += batch.later
    result.decided = batch.counted + batch.later
    // Of rows in one place, those that could not be read come first, as they do in the file.
    unreadable.sort { $0.row < $1.row }
    var next = 0
    for (row, rejection) in batch.rejections {
      while next < unreadable.count, unreadable[next].row <= row { refuseNext(&next, result) }
      tally.reject(rejection.code)
      result.reject {
        RejectedRow(
          input: task.path, line: Int(block.lines[row]) + 1, key: key(ofRow: row), code: rejection.code,
          subject: rejection.subject, reason: rejection.message, rawText: block.rawText(row: row))
      }
    }
    while next < unreadable.count { refuseNext(&next, result) }
    if task.format == .jsonl { noteKeys(result) }
  }

  private func refuseNext(_ next: inout Int, _ result: BlockResult) {
    let (_, key, reason) = unreadable[next]
    tally.reject(reason.code)
    result.reject { RejectedRow(reason, input: task.path, key: key) }
    next += 1
  }

  /// The customer in a record of CSV some of whose bytes are no text; empty if they are the customer's.
  private func keyBesideBadText(of fault: BlockFault) -> String {
    guard let column = task.questions.bound.keyColumn, let text = block.field(column, of: fault) else { return "" }
    return FactValue.text(text).text ?? ""
  }

  /// The customer of a row, as far as the row says.
  private func key(ofRow row: Int) -> String {
    guard let column = task.questions.bound.keyColumn else { return "" }
    return block.cells.text(column, row: row) ?? ""
  }

  private func noteKeys(_ result: BlockResult) {
    let regular = block.keys.map { (row: $0.row, key: $0.text, isKnown: $0.isKnown) }
    let all = exactKeys.isEmpty ? regular : (regular + exactKeys).sorted { $0.row < $1.row }
    result.keys = all.map { ($0.key, $0.isKnown) }
  }

  /// Keeps rows as they are, as if they were rejects.
  private func write(batch rows: [Int], into result: BlockResult) {
    for row in rows {
      result.reject {
        RejectedRow(
          input: task.path, line: Int(block.lines[row]) + 1, key: key(ofRow: row), code: "", subject: task.table,
          reason: "", rawText: block.rawText(row: row))
      }
    }
  }
}
