import Decisions
import Policies

/// Takes rows from inputs, and sees to it that each ends as a decision or as a reject.
struct EvaluationRun<Writer: DecisionWriter>: ~Copyable {
  private(set) var tally = RunTally()

  private let policies: PolicySet
  private let isTracing: Bool
  private var writer: Writer
  private var output: OutputFile
  private var rejects: RejectLog
  private var progress = ProgressLine()
  /// Rows that inputs were read to the end of.
  private var rowsRead = 0
  /// Bytes that are worth a call.
  private static var portion: Int { 1 << 16 }

  /// A run that writes decisions to `output` and the rest to `rejects`.
  init(_ policies: PolicySet, tracing: Bool, to output: consuming OutputFile, rejects: consuming RejectLog) {
    self.policies = policies
    isTracing = tracing
    writer = Writer(policies, hasTrace: tracing)
    self.output = output
    self.rejects = rejects
  }

  /// Decides all rows of an input, whose columns are its own.
  mutating func evaluate(_ rows: inout RowReader) throws {
    var bound: BoundPolicySet?
    while let step = try rows.next() {
      switch (step, bound) {
      case (.columns(let columns), _): bound = try policies.bound(to: columns, of: &rows)
      case (.unreadable(let row), nil): throw Failure.unreadableHeader(row, of: rows)
      case (.unreadable(let row), .some): try reject(row, of: rows.path)
      case (.row, let bound?): try decide(rows, by: bound)
      case (.row, nil): break
      }
      progress.update(rows: rowsRead + rows.count)
    }
    progress.clear()
    if bound == nil { throw Failure.noHeader(of: rows.path) }
    rowsRead += rows.count
    policies.review(rows)
  }

  /// Writes out what is pending, makes sure that no row was lost, puts the files in their places, and returns what was counted.
  consuming func finish() throws -> (tally: RunTally, shownRejects: [RejectedRow]) {
    try output.write(writer.takeBytes())
    try output.complete()
    try rejects.complete()
    let balance = RowBalance(read: rowsRead, decided: writer.count, rejected: rejects.count)
    guard balance.holds, tally.rows == balance.read else { throw Failure.unbalanced(balance) }
    let shown = rejects.firstRows
    try rejects.publish()
    try output.publish()
    return (tally, shown)
  }
}

extension EvaluationRun {
  private mutating func decide(_ rows: borrowing RowReader, by bound: BoundPolicySet) throws(FileFailure) {
    switch bound.decide(rows.values, tracing: isTracing) {
    case .success(let decision):
      tally.add(decision)
      writer.write(decision)
      if writer.pendingCount >= Self.portion { try output.write(writer.takeBytes()) }
    case .failure(let rejection):
      tally.add(rejection)
      try rejects.add(
        RejectedRow(
          input: rows.path, line: rows.line, key: bound.key(of: rows.values) ?? "", code: rejection.code,
          subject: rejection.subject, reason: rejection.message, rawText: rows.rawText))
    }
  }

  private mutating func reject(_ row: UnreadableRow, of path: String) throws(FileFailure) {
    tally.add(row)
    try rejects.add(RejectedRow(row, input: path))
  }
}
