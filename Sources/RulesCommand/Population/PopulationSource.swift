import Decisions
import Measures
import Policies

/// Where a run knows from how customers stand among their peers.
enum PopulationSource {
  /// No policy asks, or the inputs say it themselves.
  case none
  /// The customers of the run.
  case inputs
  /// A file.
  case snapshot(String)

  /// As the command is asked to do it.
  init(_ policies: PolicySet, snapshot: String?, _ files: CustomerFiles) throws {
    if let snapshot {
      self = .snapshot(snapshot)
    } else {
      self = policies.comparesCustomers ? try files.give(policies) ? .none : .inputs : .none
    }
  }
}

extension PopulationSource {
  /// Adds the population to what was measured before, as `measuring` names it.
  func population(
    _ policies: PolicySet, _ files: CustomerFiles, after measurements: Measurements, measuring: Measuring, jobs: Int,
    exact: Bool
  ) throws -> (Measurements, Measuring) {
    let population: MeasuredPopulation
    switch self {
    case .none: return (measurements, measuring)
    case .snapshot(let path): population = try SnapshotFile.read(path, for: policies, measuring: measuring)
    case .inputs:
      let run = PopulationRun(policies, measurements, measuring: measuring, jobs: jobs)
      try files.forEach { try run.add($0) }
      population = run.finish(exact: exact)
    }
    return (
      Measurements(events: measurements.events, population: population, previous: measurements.previous),
      Measuring(events: measuring.events, population: true, previous: measuring.previous)
    )
  }
}
