import Measures
import Policies
import PolicyFiles

/// Measures the events of all tables before customers are decided.
final class EventRun {
  /// By the index of the source among the set's.
  private(set) var measured: [Int: MeasuredEvents] = [:]

  private let policies: PolicySet
  private let sources: [EventSource]
  private let options: EventOptions
  private let input: InputOptions
  private let jobs: Int
  /// Whether the files are read again when all customers are known.
  private let writesUnknown: Bool
  /// Those that were measured, in the order of the files, each with its sources.
  private var runs: [(table: EventTableRun, sources: [Int])] = []

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
  /// The tables of which there are events.
  var tables: Set<String> { Set(options.files.map(\.table)) }

  /// What became of the events of each table that is measured, in the order of the files.
  var tallies: [EventTally] { runs.map(\.table.tally) }

  /// What all events come to.
  var measurements: Measurements { Measurements(events: measured) }

  /// Measures all tables; the receiver gets the first `kept` rejects of each block.
  func measure(kept: Int, _ receiver: EventReceiver) throws {
    var names: [String] = []
    for file in options.files where !names.contains(file.table) { names.append(file.table) }
    for name in names { try measure(name, kept: kept, receiver) }
  }

  private func measure(_ name: String, kept: Int, _ receiver: EventReceiver) throws {
    let own = sources.indices.filter { sources[$0].name == name }
    guard !own.isEmpty else { return StandardError.say("nothing is measured of events '\(name)'") }
    let paths = options.files.filter { $0.table == name }.map(\.path)
    let run = try EventTableRun(
      name, own.map { sources[$0] }, of: policies, paths, input, jobs: jobs, isReadAgain: writesUnknown)
    for (source, events) in zip(own, try run.measure(kept: kept, receiver)) { measured[source] = events }
    runs.append((run, own))
  }

  /// Notes how many events name customers of whom there was no row.
  func settle() { for run in runs { run.table.settle(unknownCustomers(in: run.sources)) } }

  /// Reads the files again, and hands on the events of customers of whom there was no row.
  func forEachUnknown(_ body: @escaping EventReceiver.Body) throws {
    for run in runs { try run.table.forEachEvent(naming: unknownCustomers(in: run.sources), body) }
  }

  private func unknownCustomers(in sources: [Int]) -> UnknownCustomers {
    UnknownCustomers(sources.compactMap { measured[$0] })
  }
}
