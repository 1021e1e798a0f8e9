import Batches
import Columns
import Decisions
import Expressions
import Measures
import Policies
import Records

/// What all threads have to know that work on the blocks of an input.
struct DecisionTask: Sendable {
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
final class DecisionStation: BlockStation {
  private var tally = RunTally()
  private let task: DecisionTask
  private let decider: BatchDecider
  private let measurer: Measurer
  private let formatter: DecisionFormatter
  private let stateFormatter: DecisionFormatter?
  private let rows: BlockRows
  private let sink: RunSink
  /// How many rows are decided at a time.
  private var portion: RowPortion

  /// A station for blocks of the task's input, parts of whose decisions may go to `sink` before the whole.
  init(_ task: DecisionTask, _ sink: RunSink) {
    self.task = task
    self.sink = sink
    let bound = task.plan.bound
    decider = BatchDecider(task.plan, tracing: task.form.hasTrace, exceptions: task.exceptions)
    measurer = Measurer(task.measurements, bound)
    formatter = DecisionFormatter(bound, task.form, task.carried)
    stateFormatter = task.states.map { DecisionFormatter(bound, $0, .none) }
    portion = RowPortion(isTraced: task.form.hasTrace)
    let carried = Set(task.carried.indexes.values)
    let wanted = bound.isColumnRead.enumerated().map { $1 || carried.contains($0) }
    rows = BlockRows(task.format, wanted: wanted, task.keys, keyColumn: bound.keyColumn)
  }
}

extension DecisionStation {
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try rows.fill(from: input) }

  /// What was counted over all blocks since the last call.
  func takeTally() -> RunTally {
    defer { tally = RunTally() }
    tally.summary.merge(decider.takeSummary())
    measurer.settle()
    tally.excepted.meet(decider.takeExceptedKeys())
    return tally
  }

  func work(into result: BlockResult, inTurn: InTurn) {
    rows.cut(into: result)
    let cells = rows.cells
    let measured = measurer.columns(of: cells)
    for stretch in rows.stretches {
      switch stretch {
      case .cells(let range): guard decide(cells, measured, range, result, inTurn) else { return }
      case .values(let row, let values):
        decide(values, row, result)
        guard hasRoom(result, inTurn) else { return }
      }
    }
    tellUnreadable(before: .max, result)
  }

  /// Decides some rows; `false` if the work is to end.
  private func decide(
    _ cells: CellColumns, _ measured: [FactColumn], _ rows: Range<Int>, _ result: BlockResult, _ inTurn: InTurn
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
      guard hasRoom(result, inTurn) else { return false }
      first = next
    }
    return true
  }

  /// Has the output written out if it has grown large; `false` if that fails.
  private func hasRoom(_ result: BlockResult, _ inTurn: InTurn) -> Bool {
    result.output.count <= task.mostOutput
      || inTurn { () throws(FileFailure) in try sink.write(&result.output) }
  }
}

// MARK: - Rows that need the exact parser

extension DecisionStation {
  private func decide(_ known: [FactValue], _ row: Int, _ result: BlockResult) {
    let values = known + measurer.values(ofRow: known)
    switch task.plan.bound.decide(values, tracing: task.form.hasTrace, exceptions: task.exceptions) {
    case .success(let decision):
      note(decision)
      tally.summary.add(decision, of: values, by: task.plan.bound)
      formatter.write(decision, into: &result.output)
      stateFormatter?.write(decision, into: &result.states)
      result.decided += 1
    case .failure(let rejection):
      tally.summary.add(rejection)
      if let key = task.plan.bound.key(of: values), task.exceptions.names(key) { tally.excepted.meet([ExactText(key)]) }
      tell(rejection, row, values, result)
    }
  }
}

// MARK: - Rows that are not decided

extension DecisionStation {
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
    tally.excepted.meet([ExactText(decision.key)])
    tally.excepted.note(decision)
  }

  private func tell(
    _ rejection: Rejection, _ row: Int, _ values: @autoclosure () -> [FactValue], _ result: BlockResult
  ) {
    tellUnreadable(before: row, result)
    result.reject {
      rows.rejected(
        row, of: task.path, key: task.plan.bound.key(of: values()) ?? "", code: rejection.code,
        subject: rejection.subject, reason: rejection.message)
    }
  }

  /// Tells the rows that cannot be read, as far as they come before a row and were not told. Their customers are in the input
  /// nevertheless.
  private func tellUnreadable(before row: Int, _ result: BlockResult) {
    rows.forEachUnreadable(before: row) { unreadable, key in
      tally.add(unreadable)
      if !key.isEmpty { measurer.note(key: .text(key)) }
      result.reject { RejectedRow(unreadable, input: task.path, key: key) }
    }
  }
}
