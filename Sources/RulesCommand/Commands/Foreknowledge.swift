import Decisions
import Measures
import Policies

/// All that is known before customers are decided: what their events come to, what was decided last, how they stand among their peers.
struct Foreknowledge {
  let files: CustomerFiles
  let events: EventRun
  let measurements: Measurements
  /// What the measurements are called.
  let measuring: Measuring
}

extension Foreknowledge {
  /// Adds how the customers of `files` stand, by a snapshot if there is one, to the events and the last decisions.
  init(
    _ policies: PolicySet, _ files: CustomerFiles, _ events: EventRun, _ past: PreviousRun, snapshot: String?,
    jobs: Int, exact: Bool
  ) throws {
    let (measurements, measuring) = try PopulationSource(policies, snapshot: snapshot, files).population(
      policies, files, after: Measurements(events: events.measured, previous: past.decisions),
      measuring: Measuring(events: events.tables, previous: past.isKnown), jobs: jobs, exact: exact)
    self.init(files: files, events: events, measurements: measurements, measuring: measuring)
  }
}

extension EventRun {
  /// Measures all events; those that are rejected go to `sink`. Without one they are counted only, which is said.
  func measure(into sink: RunSink?) throws {
    guard let sink else {
      try measure(kept: 0, .none)
      return tellRejected()
    }
    try measure(
      kept: sink.keptRejects,
      EventReceiver(
        reject: { row throws(FileFailure) in try sink.reject(event: row) }, hide: { sink.reject(hiddenEvents: $0) }))
  }

  private func tellRejected() {
    for tally in tallies where tally.rejected > 0 {
      let rejected = counted(tally.rejected, "event was", "events were")
      StandardError.say("\(rejected) rejected in '\(tally.table)'; evaluate says why")
    }
  }
}
