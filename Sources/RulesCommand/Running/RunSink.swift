import Policies

/// Where the results of a run come together, block by block in order: decisions, rejects, and counts. Used by one thread at a time.
final class RunSink {
  /// How many rows were read so far.
  private(set) var rows = 0
  /// How many decisions were written so far.
  private(set) var decided = 0
  /// How many events were rejected.
  private(set) var rejectedEvents = 0

  /// Taken when the run is over.
  private var output: OutputFile?
  private var rejects: RejectLog?
  private let states: Spool?
  private var progress = ProgressLine("rows")
  private var input = InputTally()

  /// A sink that writes decisions to `output`, behind `header`, and the rest to `rejects`; states go to `states` where they are kept.
  init(
    _ output: consuming OutputFile, header: [UInt8], _ rejects: consuming RejectLog, _ states: Spool? = nil
  ) throws(FileFailure) {
    self.states = states
    self.output = consume output
    self.rejects = consume rejects
    try self.output?.write(header)
  }
}

extension RunSink {
  /// How many rejects of each block may be needed.
  var keptRejects: Int { rejects?.keptRows ?? 0 }

  /// Gets ready for an input, before whose first block come `lines` lines.
  func begin(after lines: Int) {
    input = InputTally(after: lines)
  }

  /// Writes out what there is of the decisions on the input's next block, before the block is taken in.
  func write(_ output: inout OutputBuffer) throws(FileFailure) {
    try self.output?.write(output.bytes)
    output.removeAll()
  }

  /// Takes in what became of the input's next block, and writes out what is left of its decisions.
  func take(_ result: BlockResult) throws(FileFailure) {
    try output?.write(result.output.bytes)
    try states?.write(result.states.bytes)
    for row in result.rejects { try rejects?.add(row.moved(by: input.lines)) }
    rejects?.add(hidden: result.rejected - result.rejects.count)
    decided += result.decided
    rows += result.rows
    input.take(result)
    progress.add(result.rows)
  }

  /// Takes in an event that was rejected.
  func reject(event row: RejectedRow) throws(FileFailure) {
    try rejects?.add(row)
    rejectedEvents += 1
  }

  /// Counts rejected events of which nothing is kept.
  func reject(hiddenEvents count: Int) {
    rejects?.add(hidden: count)
    rejectedEvents += count
  }

  /// Says that the input is at its end, or that something else is to be said.
  func end() { progress.clear() }

  /// What the current input turned out to be like.
  func findings(of input: BlockInput) -> InputFindings { self.input.findings(of: input) }

  /// Writes out what is pending, makes sure that each of the rows that were read ended as a decision or as a reject, puts the files in
  /// their places, and returns the rejects to show. `total` is the number of rows that were counted apart; `prepare` does what has
  /// to succeed before the files are in their places.
  func finish(total: Int, prepare: () throws -> Void = {}) throws -> [RejectedRow] {
    // Out of the sink, so that they go if there is a failure, whoever keeps the sink.
    guard var output = output.take(), var rejects = rejects.take() else { return [] }
    try output.complete()
    try rejects.complete()
    let balance = RowBalance(read: rows, decided: decided, rejected: rejects.count - rejectedEvents)
    guard balance.holds, total == balance.read else { throw Failure.unbalanced(balance) }
    let shown = rejects.firstRows
    try prepare()
    try rejects.publish()
    try output.publish()
    return shown
  }
}
