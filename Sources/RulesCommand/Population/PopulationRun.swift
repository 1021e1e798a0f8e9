import Decisions
import Measures
import Policies
import Synchronization

/// Measures how the customers of all inputs stand among their peers, before any of them is decided.
final class PopulationRun {
  private let policies: PolicySet
  private let measurements: Measurements
  private let measuring: Measuring
  private let keys: JSONKeys
  private let jobs: Int
  private var counters: [PopulationCounter] = []

  /// A run on up to `jobs` threads, which goes by what was measured before, as `measuring` names it.
  init(_ policies: PolicySet, _ measurements: Measurements, measuring: Measuring, jobs: Int) {
    self.policies = policies
    self.measurements = measurements
    self.measuring = Measuring(events: measuring.events, population: true, previous: measuring.previous)
    self.jobs = jobs
    keys = JSONKeys(policies, measuring: self.measuring)
  }
}

extension PopulationRun {
  /// Takes in the customers of an input. What is wrong with it, apart from what makes it useless, is said when it is read again.
  func add(_ input: BlockInput) throws {
    let header = try input.readHeader()
    let bound = try bind(header?.names, of: input.path)
    let stations = (0..<jobs).map { _ in PopulationStation(bound, measurements, input.format, keys) }
    var progress = ProgressLine("customers compared")
    defer { progress.clear() }
    try BlockPipeline(input, stations, kept: 0) { result throws(FileFailure) in progress.add(result.rows) }.run()
    counters += stations.map(\.counter)
  }

  /// How all of them stand. Unless answers are to be `exact`, those that only tell tiers apart are any that do.
  func finish(exact: Bool) -> MeasuredPopulation {
    defer { counters.removeAll() }
    let basis = PopulationBasis(measurements, for: policies)
    return MeasuredPopulation(policies, counters, exact: exact, basis: basis) { [jobs] count, body in
      let next = Atomic(0)
      runOnThreads(min(jobs, count)) { _ in
        while case let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue, piece < count { body(piece) }
      }
    }
  }

  private func bind(_ header: [String]?, of path: String) throws(Failure) -> BoundPolicySet {
    guard let header else { return policies.bound(toMerged: keys.columns, measuring: measuring) }
    switch policies.bound(to: header, measuring: measuring) {
    case .success(let bound): return bound
    case .failure(let fault): throw Failure.unfitHeader(header, fault, of: path)
    }
  }
}
