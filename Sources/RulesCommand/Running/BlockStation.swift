import Batches
import Columns
import Decisions
import Measures
import Policies
import Records

/// What all threads have to know that work on the blocks of an input.
struct BlockTask: Sendable {
  /// The input's path, for messages.
  let path: String
  let format: RecordFormat
  let plan: BatchPlan
  let keys: JSONKeys
  let form: DecisionForm
  let exceptions: CadenceExceptions
  /// The columns of the input that are written.
  let carried: InputColumns
  /// Bytes of decisions on a block after which they are written out before more are made.
  let mostOutput: Int
  /// What was measured of events and peers, and decided before.
  let measurements: Measurements
  /// How states are written; `nil` where they are not kept.
  let states: DecisionForm?

  /// More than a block comes to as a rule.
  static let usualMostOutput = 8 << 20
}

/// Where one thread turns blocks into results: cuts them into rows, has these decided, writes what was decided.
final class BlockStation {
  private var tally = RunTally()
  private let task: BlockTask
  private let decider: BatchDecider
  private let measurer: Measurer
  private let formatter: DecisionFormatter
  private let stateFormatter: DecisionFormatter?
  private var members: RecordValues
  private var block = RecordBlock()
  private var cutter: BlockCutter
  /// How many rows are decided at a time.
  private var portion: RowPortion
  /// The next of the block's faults that is to be told.
  private var nextFault = 0
  /// The keys of the block's rows that needed the exact parser.
  private var exactKeys: [(row: Int, key: String, isKnown: Bool)] = []

  /// A station for blocks of the task's input.
  init(_ task: BlockTask) {
    self.task = task
    let bound = task.plan.bound
    decider = BatchDecider(task.plan, tracing: task.form.hasTrace, exceptions: task.exceptions)
    measurer = Measurer(task.measurements, bound)
    formatter = DecisionFormatter(bound, task.form, task.carried)
    stateFormatter = task.states.map { DecisionFormatter(bound, $0, .none) }
    members = RecordValues(task.keys)
    portion = RowPortion(isTraced: task.form.hasTrace)
    let carried = Set(task.carried.indexes.values)
    let wanted = bound.isColumnRead.enumerated().map { $1 || carried.contains($0) }
    cutter = BlockCutter(task.format, wanted: wanted, keys: task.keys)
  }
}

extension BlockStation {
  /// Takes the input's next block; `false` at its end.
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try input.fill(&block) }

  /// What was counted over all blocks since the last call.
  func takeTally() -> RunTally {
    defer { tally = RunTally() }
    tally.summary.merge(decider.takeSummary())
    measurer.settle()
    tally.excepted.meet(decider.takeExceptedKeys())
    return tally
  }

  /// Turns the block into `result`. Where its output grows large, `writeOut` is to empty it; if that returns `false`, the work ends.
  func work(into result: BlockResult, writeOut: () -> Bool) {
    cutter.cut(&block)
    result.removeAll()
    result.rows = block.rowCount + block.faults.count
    result.lines = block.lineCount
    nextFault = 0
    let cells = block.cells
    let measured = measurer.columns(of: cells)
    var row = 0
    for irregular in block.irregularRows {
      guard decide(cells, measured, row..<irregular, result, writeOut) else { return }
      decideExactly(irregular, result)
      guard hasRoom(result, writeOut) else { return }
      row = irregular + 1
    }
    guard decide(cells, measured, row..<block.rowCount, result, writeOut) else { return }
    tellFaults(before: block.rowCount, result)
    if task.format == .jsonl { noteKeys(result) }
  }

  /// Decides some rows; `false` if the work is to end.
  private func decide(
    _ cells: CellColumns, _ measured: [FactColumn], _ rows: Range<Int>, _ result: BlockResult, _ writeOut: () -> Bool
  ) -> Bool {
    var first = rows.lowerBound
    while first < rows.upperBound {
      let next = min(first + portion.rows, rows.upperBound)
      let before = result.output.count
      decider.decide(cells, measured: measured, rows: first..<next)
      decider.countRows()
      result.decided += formatter.write(decider, cells, firstRow: first, into: &result.output)
      _ = stateFormatter?.write(decider, cells, firstRow: first, into: &result.states)
      tellDeferred(firstRow: first, result)
      portion.learn(rows: next - first, bytes: result.output.count - before)
      guard hasRoom(result, writeOut) else { return false }
      first = next
    }
    return true
  }

  /// Has the output written out if it has grown large; `false` if that fails.
  private func hasRoom(_ result: BlockResult, _ writeOut: () -> Bool) -> Bool {
    result.output.count <= task.mostOutput || writeOut()
  }
}

// MARK: - Rows of JSON that need the exact parser

extension BlockStation {
  private func decideExactly(_ row: Int, _ result: BlockResult) {
    switch block.parsed(row: row, firstLine: 1) {
    case .record(let record): decide(record, row, result)
    case .fault(let fault):
      tellFaults(before: row, result)
      refuse(UnreadableRow(fault), isOfEncoding: fault.isOfEncoding, result, key: keyBesideBadText(row: row, fault))
    }
  }

  private func decide(_ record: JSONRecord, _ row: Int, _ result: BlockResult) {
    for member in record.members { exactKeys.append((row, member.key, members.isKnown(member.key))) }
    if let fault = members.take(record) {
      tellFaults(before: row, result)
      let unreadable = UnreadableRow(fault, line: record.line, rawText: block.rawText(row: row))
      return refuse(unreadable, isOfEncoding: false, result, key: task.plan.bound.key(of: members.values) ?? "")
    }
    let values = members.values + measurer.values(ofRow: members.values)
    switch task.plan.bound.decide(values, tracing: task.form.hasTrace, exceptions: task.exceptions) {
    case .success(let decision):
      note(decision)
      tally.summary.add(decision, of: values, by: task.plan.bound)
      formatter.write(decision, into: &result.output)
      stateFormatter?.write(decision, into: &result.states)
      result.decided += 1
    case .failure(let rejection):
      tally.summary.add(rejection)
      if let key = task.plan.bound.key(of: values), task.exceptions.names(key) { tally.excepted.meet([key]) }
      tell(rejection, row, values, result)
    }
  }

  /// Notes the keys of all rows in the order of the rows.
  private func noteKeys(_ result: BlockResult) {
    let regular = block.keys.map { (row: $0.row, key: $0.text, isKnown: $0.isKnown) }
    let all = exactKeys.isEmpty ? regular : (regular + exactKeys).sorted { $0.row < $1.row }
    result.keys = all.map { ($0.key, $0.isKnown) }
    exactKeys.removeAll(keepingCapacity: true)
  }
}

// MARK: - Rows that are not decided

extension BlockStation {
  /// Tells the rejections of the last batch, and notes whose cadence was its own.
  private func tellDeferred(firstRow: Int, _ result: BlockResult) {
    for (row, decided) in decider.deferred {
      switch decided {
      case .success(let decision): note(decision)
      case .failure(let rejection): tell(rejection, firstRow + row, decider.values(ofRow: row), result)
      }
    }
  }

  /// Notes the customer, if it has a cadence of its own.
  private func note(_ decision: Decision) {
    guard task.exceptions.names(decision.key) else { return }
    tally.excepted.meet([decision.key])
    tally.excepted.note(decision)
  }

  private func tell(
    _ rejection: Rejection, _ row: Int, _ values: @autoclosure () -> [FactValue], _ result: BlockResult
  ) {
    tellFaults(before: row, result)
    result.reject {
      RejectedRow(
        input: task.path, line: Int(block.lines[row]) + 1, key: task.plan.bound.key(of: values()) ?? "",
        code: rejection.code, subject: rejection.subject, reason: rejection.message, rawText: block.rawText(row: row))
    }
  }

  /// Tells the faults that come before a row and were not told.
  private func tellFaults(before row: Int, _ result: BlockResult) {
    while nextFault < block.faults.count, block.faults[nextFault].row <= row {
      let fault = block.recordFault(block.faults[nextFault], firstLine: 1)
      let key = fault.isOfEncoding ? keyBesideBadText(of: block.faults[nextFault]) : ""
      refuse(UnreadableRow(fault), isOfEncoding: fault.isOfEncoding, result, key: key)
      nextFault += 1
    }
  }

  private func refuse(_ row: UnreadableRow, isOfEncoding: Bool, _ result: BlockResult, key: String) {
    tally.add(row)
    if isOfEncoding { result.invalidTexts += 1 }
    result.reject { RejectedRow(row, input: task.path, key: key) }
  }

  /// The key in a record of CSV some of whose bytes are no text; empty if they are the key's.
  private func keyBesideBadText(of fault: BlockFault) -> String {
    guard let column = task.plan.bound.keyColumn, let text = block.field(column, of: fault) else { return "" }
    return FactValue.text(text).text ?? ""
  }

  /// The same of a line of JSON.
  private func keyBesideBadText(row: Int, _ fault: RecordFault) -> String {
    guard fault.isOfEncoding, let record = block.mendedRecord(row: row) else { return "" }
    _ = members.take(record)
    let key = task.plan.bound.key(of: members.values) ?? ""
    return key.contains("\u{FFFD}") ? "" : key
  }
}
