import Batches
import Decisions
import Measures
import Policies

/// Measures the events of all files before customers are decided.
final class EventRun {
  /// One for each source, in the order of the files.
  private(set) var tallies: [EventTally] = []
  /// The sources of the tallies, by their indexes among the set's.
  private var measuredSources: [Int] = []
  /// By the index of the source among the set's.
  private(set) var measured: [Int: MeasuredEvents] = [:]

  private let policies: PolicySet
  private let sources: [EventSource]
  private let options: EventOptions
  private let input: InputOptions
  private let jobs: Int
  /// Whether the files are read again when all customers are known.
  private let writesUnknown: Bool
  /// What came from streams and has to be read again, by path.
  private var spools: [String: Spool] = [:]
  private let progress = Monitor(ProgressLine())

  /// A run on up to `jobs` threads.
  init(_ policies: PolicySet, _ options: EventOptions, _ input: InputOptions, jobs: Int, writesUnknown: Bool) {
    self.policies = policies
    self.options = options
    self.input = input
    self.jobs = jobs
    self.writesUnknown = writesUnknown
    sources = policies.eventSources
  }
}

extension EventRun {
  /// What becomes of a rejected event.
  typealias Receiver = (RejectedRow) throws(FileFailure) -> Void

  /// The tables of which there are events.
  var tables: Set<String> { Set(options.files.map(\.table)) }

  /// What all events come to.
  var measurements: Measurements { Measurements(events: measured) }

  /// Measures all tables; `reject` is called for the first `kept` rejects of each block, `hide` with how many there were besides.
  func measure(kept: Int, reject: @escaping Receiver, hide: @escaping (Int) -> Void) throws {
    var tables: [String] = []
    for file in options.files where !tables.contains(file.table) { tables.append(file.table) }
    for table in tables {
      let own = sources.indices.filter { sources[$0].name == table }
      if own.isEmpty { StandardError.say("nothing is measured of events '\(table)'") }
      for source in own {
        let ledger = EventLedger(sources[source])
        let policy = policies.policies[sources[source].policies[0]]
        // Policies that measure differently read the same files, each for itself: one may refuse what the other counts.
        let name = own.count > 1 ? "\(table) (\(policy.identity))" : table
        tallies.append(try count(ledger, table, named: name, kept: kept, reject: reject, hide: hide))
        measuredSources.append(source)
        measured[source] = MeasuredEvents(ledger)
      }
    }
  }

  /// Notes how many events name customers of whom there was no row.
  func settle() {
    for (index, source) in measuredSources.enumerated() { tallies[index].unknown = measured[source]?.unknown }
  }

  /// Reads the files again, and hands on the events of customers of whom there was no row.
  func forEachUnknown(_ body: @escaping Receiver) throws {
    var written: Set<String> = []
    for source in measuredSources where written.insert(sources[source].name).inserted {
      guard let measured = measured[source] else { continue }
      let table = sources[source].name
      _ = try read(measured.ledger, table, .unknown(measured), kept: .max, isQuiet: true, reject: body) { _ in }
    }
  }
}

extension EventRun {
  private func count(
    _ ledger: EventLedger, _ table: String, named name: String, kept: Int, reject: @escaping Receiver,
    hide: @escaping (Int) -> Void
  ) throws -> EventTally {
    let (counted, rows) = try read(ledger, table, .count, kept: kept, isQuiet: false, reject: reject, hide: hide)
    var tally = EventTally(name)
    tally.merge(counted)
    guard tally.rows == rows else { throw Failure.unbalanced(tally, read: rows) }
    if ledger.hasOpenStreaks {
      ledger.beginAgain()
      _ = try read(ledger, table, .countAgain, kept: 0, isQuiet: true, reject: { _ throws(FileFailure) in }) { _ in }
    }
    return tally
  }

  /// Reads all files of a table; what was counted, and how many rows there were.
  private func read(
    _ ledger: EventLedger, _ table: String, _ purpose: EventTask.Purpose, kept: Int, isQuiet: Bool,
    reject: @escaping Receiver, hide: @escaping (Int) -> Void
  ) throws -> (EventTally, rows: Int) {
    var tally = EventTally(table)
    let sink = EventSink(progress, reject: reject, hide: hide)
    for file in options.files where file.table == table {
      let input = try blocks(of: file.path)
      let header = try input.readHeader()
      let set = ledger.source.table.questionSet
      let keys = JSONKeys(set)
      let bound =
        if let header {
          try set.bound(toHeader: header.names, of: file.path)
        } else {
          set.bound(toMerged: keys.columns)
        }
      let task = EventTask(
        table: table, path: file.path, format: input.format, questions: BatchPlan(bound), keys: keys, ledger: ledger,
        purpose: purpose)
      sink.begin(after: header?.lines ?? 0)
      let pipeline = EventPipeline(input, task, jobs: jobs, kept: kept) { result throws(FileFailure) in
        try sink.take(result)
      }
      tally.merge(try pipeline.run(jobs: jobs))
      sink.end()
      if !isQuiet { set.review(sink.findings(of: input, file.path), header: header?.names) }
    }
    return (tally, sink.rows)
  }

  /// Opens a file; what comes on standard input or from a pipe is kept if it has to be read again.
  private func blocks(of path: String) throws -> BlockInput {
    let isStream = path == InputFile.standardInputPath || FileIdentity(path)?.kind == .stream
    guard isStream, isReadAgain else { return try input.blocks(of: path) }
    let spool = try spools[path] ?? Spool(copying: path)
    spools[path] = spool
    return try input.blocks(of: path, in: spool)
  }

  private var isReadAgain: Bool {
    let tables = tables
    let own = sources.filter { tables.contains($0.name) }
    return writesUnknown || Set(own.map(\.name)).count < own.count
      || own.contains { $0.measures.contains { $0.aggregate == .streak } }
  }
}
