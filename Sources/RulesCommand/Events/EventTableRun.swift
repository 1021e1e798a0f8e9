import Batches
import Decisions
import Measures
import Policies

/// Reads the files of one table, for all policies of a run that measure it. Used by one thread.
final class EventTableRun {
  /// What became of its events.
  private(set) var tally: EventTally

  private let table: String
  private let ledgers: [EventLedger]
  /// What all sources together ask of an event.
  private let questions: PolicySet
  private let keys: JSONKeys
  /// The path that was given, and what to read instead.
  private let files: [(path: String, spool: Spool?)]
  private let input: InputOptions
  private let jobs: Int

  /// A run over the files of `table`, which `sources` measure, on up to `jobs` threads. What can be read only once is kept if it may
  /// have to be read again: for streaks or, if it `isReadAgain`, in any case.
  init(
    _ table: String, _ sources: [EventSource], of policies: PolicySet, _ paths: [String], _ input: InputOptions,
    jobs: Int, isReadAgain: Bool
  ) throws(FileFailure) {
    self.table = table
    self.input = input
    self.jobs = jobs
    tally = EventTally(table)
    ledgers = EventLedger.ledgers(of: sources)
    questions = policies.questions(of: sources)
    keys = JSONKeys(questions)
    let hasStreaks = sources.contains { $0.measures.contains { $0.aggregate == .streak } }
    files = try paths.map { path throws(FileFailure) in
      (path, isReadAgain || hasStreaks ? try Spool.keeping(path) : nil)
    }
  }
}

extension EventTableRun {
  /// Counts all events, by source; the receiver gets the first `kept` rejects of each block.
  func measure(kept: Int, _ receiver: EventReceiver) throws -> [MeasuredEvents] {
    let rows = try read(.count, in: ledgers, kept: kept, receiver)
    guard tally.rows == rows else { throw Failure.unbalanced(tally, read: rows) }
    let open = ledgers.filter(\.hasOpenStreaks)
    if !open.isEmpty {
      for ledger in open { ledger.beginAgain() }
      _ = try read(.countAgain, in: open, kept: 0, .none)
    }
    return ledgers.map { MeasuredEvents($0) }
  }

  /// Notes how many events name customers of whom there was no row.
  func settle(_ customers: UnknownCustomers) { tally.unknown = customers.count }

  /// Hands on the events that name customers of whom there was no row.
  func forEachEvent(naming customers: UnknownCustomers, _ body: @escaping EventReceiver.Body) throws {
    if tally.unknown?.events == 0 { return }
    _ = try read(.unknown(customers), in: ledgers, kept: .max, EventReceiver(reject: body) { _ in })
  }
}

// MARK: - Files

extension EventTableRun {
  /// Reads all files; how many rows there were.
  private func read(
    _ purpose: EventTask.Purpose, in ledgers: [EventLedger], kept: Int, _ receiver: EventReceiver
  ) throws -> Int {
    var rows = 0
    for file in files {
      let input = try input.blocks(of: file.path, in: file.spool)
      let header = try input.readHeader()
      let task = try task(purpose, input, header?.names, in: ledgers)
      let read = try run(task, input, InputTally(after: header?.lines ?? 0), kept: kept, receiver)
      rows += read.rows
      if purpose.isFirst {
        questions.review(read.findings(of: input), header: header?.names, ofEach: .event)
      }
    }
    return rows
  }

  private func task(
    _ purpose: EventTask.Purpose, _ input: BlockInput, _ header: [String]?, in ledgers: [EventLedger]
  ) throws -> EventTask {
    EventTask(
      table: table, path: input.path, format: input.format, keys: keys,
      columns: try bound(questions, to: header, of: input.path),
      sources: try ledgers.map { ledger in
        let own = ledger.source.table.questionSet
        return (ledger, BatchPlan(try bound(own, to: header, of: input.path)))
      }, purpose: purpose)
  }

  private func bound(_ set: PolicySet, to header: [String]?, of path: String) throws(Failure) -> BoundPolicySet {
    guard let header else { return set.bound(toMerged: keys.columns) }
    return try set.bound(toHeader: header, of: path)
  }

  /// Reads a file; what it is like.
  private func run(
    _ task: EventTask, _ input: BlockInput, _ before: InputTally, kept: Int, _ receiver: EventReceiver
  ) throws(FileFailure) -> InputTally {
    let stations = (0..<jobs).map { _ in EventStation(task) }
    var read = before
    var progress = ProgressLine("\(table) \(task.purpose.isFirst ? "read" : "read again")")
    defer { progress.clear() }
    try BlockPipeline(input, stations, kept: kept) { result throws(FileFailure) in
      for row in result.rejects { try receiver.reject(row.moved(by: read.lines)) }
      receiver.hide(result.rejected - result.rejects.count)
      read.take(result)
      progress.add(result.rows)
    }.run()
    for station in stations { tally.merge(station.tally) }
    return read
  }
}

extension EventTask.Purpose {
  /// Whether the file is read for the first time.
  fileprivate var isFirst: Bool { if case .count = self { true } else { false } }
}
