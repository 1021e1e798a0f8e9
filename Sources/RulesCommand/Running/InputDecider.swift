import Batches
import Decisions
import Measures
import Policies

/// Takes inputs one after the other, and sees to it that each of their rows ends as a decision or as a reject.
struct InputDecider {
  private(set) var tally = RunTally()

  private let policies: PolicySet
  private let form: DecisionForm
  private let exceptions: CadenceExceptions
  private let keys: JSONKeys
  private let sink: RunSink
  private let jobs: Int
  private let mostOutput: Int
  private let measurements: Measurements
  private let measuring: Measuring
  private let states: DecisionForm?
  /// The plan for the last header.
  private var lastPlan: (header: [String]?, plan: BatchPlan)?

  /// A run on up to `jobs` threads that writes decisions in that form to `sink`, at the latest when those on a block have come to more
  /// than `mostOutput` bytes. It goes by what was measured, which `measuring` names; `states` is how states are written.
  init(
    _ policies: PolicySet, _ form: DecisionForm, except exceptions: CadenceExceptions = .none, to sink: RunSink,
    jobs: Int,
    mostOutput: Int = DecisionTask.usualMostOutput, _ measurements: Measurements = Measurements(),
    measuring: Measuring = .nothing, states: DecisionForm? = nil
  ) {
    self.states = states
    self.policies = policies
    self.exceptions = exceptions
    self.form = form
    self.sink = sink
    self.jobs = jobs
    self.mostOutput = mostOutput
    self.measurements = measurements
    self.measuring = measuring
    keys = JSONKeys(policies, measuring: measuring)
  }
}

extension InputDecider {
  /// Decides all rows of an input, whose columns are its own.
  mutating func evaluate(_ input: BlockInput) throws {
    let header = try input.readHeader()
    let bound = try bind(header?.names, of: input.path)
    let task = DecisionTask(
      path: input.path, format: input.format, plan: plan(bound, header?.names), keys: keys, form: form,
      exceptions: exceptions, carried: try form.inputColumns(in: header?.names, of: input.path), mostOutput: mostOutput,
      measurements: measurements, states: states)
    let stations = (0..<jobs).map { _ in DecisionStation(task, sink) }
    try run(input, through: stations, after: header?.lines ?? 0)
    var counted = RunTally()
    for station in stations { counted.merge(station.takeTally()) }
    tally.merge(counted)
    policies.review(
      sink.findings(of: input), header: header?.names, measuring: measuring,
      decidedBy: Set(counted.summary.policies.keys))
  }

  private func run(_ input: BlockInput, through stations: [DecisionStation], after lines: Int) throws(FileFailure) {
    sink.begin(after: lines)
    defer { sink.end() }
    try BlockPipeline(input, stations, kept: sink.keptRejects) { result throws(FileFailure) in try sink.take(result) }
      .run()
  }

  /// Makes sure that no row was lost, puts the files in their places, and returns the rejects to show; `prepare` does what has to
  /// succeed before.
  func finish(prepare: () throws -> Void = {}) throws -> [RejectedRow] {
    try sink.finish(total: tally.rows, prepare: prepare)
  }

  private func bind(_ header: [String]?, of path: String) throws(Failure) -> BoundPolicySet {
    // Which keys JSON objects have is known when all were read.
    guard let header else { return policies.bound(toMerged: keys.columns, measuring: measuring) }
    return try policies.bound(toHeader: header, of: path, measuring: measuring)
  }

  private mutating func plan(_ bound: BoundPolicySet, _ header: [String]?) -> BatchPlan {
    if let last = lastPlan, last.header == header { return last.plan }
    let plan = BatchPlan(bound)
    lastPlan = (header, plan)
    return plan
  }
}
