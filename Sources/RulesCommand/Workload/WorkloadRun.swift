import Decisions
import Policies

/// Makes the workload of what a run counted, says what is odd about it, and writes it down.
struct WorkloadRun: ~Copyable {
  private let policies: PolicySet
  private let times: (path: String, times: [String: RepresentativeTime])?
  private var file: OutputFile?
  private let format: RecordFormat

  /// A run whose workload goes to `file`, if there is one; `times` are the representatives' own, with the file that says them.
  init(
    _ policies: PolicySet, _ times: (path: String, times: [String: RepresentativeTime])?,
    to file: consuming OutputFile?,
    as format: RecordFormat
  ) {
    self.policies = policies
    self.times = times
    self.file = file
    self.format = format
  }
}

extension WorkloadRun {
  /// The workload; `nil` where no policy says how much time there is. The file is written and does not have its name yet.
  mutating func write(_ counts: WorkloadCounts) throws -> Workload? {
    guard let workload = Workload(counts, by: policies, times: times?.times) else { return nil }
    for oddity in WorkloadWording(workload, file: times?.path).oddities { StandardError.say(oddity) }
    try file?.write(WorkloadForm(format).bytes(of: workload))
    try file?.complete()
    return workload
  }

  /// Gives the file its name.
  consuming func publish() throws(FileFailure) {
    if let file = file.take() { try file.publish() }
  }
}
