import Decisions
import Measures
import Policies

/// A run of `rules evaluate`, step by step: opened, measured, decided, published.
struct EvaluationRun: ~Copyable {
  private let options: EvaluationOptions
  private let sources: EvaluationSources
  private var targets: EvaluationTargets

  /// Opens all that is read and written; a run that makes no sense ends here.
  init(_ options: EvaluationOptions) throws {
    let sources = try EvaluationSources(options)
    let targets = try EvaluationTargets(options, sources)
    (self.options, self.sources) = (options, sources)
    self.targets = targets
  }
}

extension EvaluationRun {
  /// Reads what was decided last, counts events, and compares customers with their peers.
  func measure() throws -> Foreknowledge {
    let (customers, policies, jobs) = (options.customers, sources.policies, options.jobs.count)
    let sink = targets.sink
    try sources.past.read { row throws(FileFailure) in try sink.reject(event: row) }
    let events = EventRun(
      policies, customers.events, customers.input, jobs: jobs, writesUnknown: options.unknownEvents != nil)
    try events.measure(into: sink)
    let files = try options.known.customers(in: customers.inputs, customers.input, of: policies)
    return try Foreknowledge(
      policies, files, events, sources.past, snapshot: options.known.snapshot, jobs: jobs, exact: options.trace)
  }

  /// Decides the customers of all inputs; then it is known which events are nobody's.
  func decide(by known: Foreknowledge) throws -> InputDecider {
    var decider = InputDecider(
      sources.policies, targets.form, except: sources.exceptions, to: targets.sink, jobs: options.jobs.count,
      known.measurements, measuring: known.measuring, states: sources.past.form)
    try known.files.forEach(tracing: options.trace) { try decider.evaluate($0) }
    known.events.settle()
    try targets.unknown?.write(known.events)
    return decider
  }

  /// Puts all files in their places once they are written, and the states last.
  consuming func publish(_ decider: InputDecider, _ known: Foreknowledge) throws -> EvaluationOutcome {
    let past = sources.past
    let work = try targets.workload.write(decider.tally.summary.workload)
    let shown = try decider.finish { try past.write() }
    try targets.unknown?.publish()
    try targets.workload.publish()
    try past.commit()
    return EvaluationOutcome(
      policies: sources.policies, exceptions: sources.exceptions, tally: decider.tally, events: known.events.tallies,
      past: past.tally, workload: work, shown: shown)
  }
}

/// What a run of `rules evaluate` goes by, besides customers and events.
private struct EvaluationSources {
  let policies: PolicySet
  let exceptions: CadenceExceptions
  let past: PreviousRun

  /// Loads all of it, once it is sure that no output takes the place of anything that is read.
  init(_ options: EvaluationOptions) throws {
    policies = try options.policies.load()
    try OutputPlaces.check(options.outputs, reading: options.paths + policies.sources(at: options.policies.policy))
    exceptions = try options.known.exceptional.load(for: policies, encoding: options.customers.input.encoding)
    try options.customers.check(against: policies)
    try options.known.past.check(keepsStates: true)
    past = try PreviousRun(policies, options.known.past, keepsStates: true)
  }
}

/// Where the results of a run of `rules evaluate` go.
private struct EvaluationTargets: ~Copyable {
  let form: DecisionForm
  let sink: RunSink
  let unknown: UnknownEventLog?
  var workload: WorkloadRun

  /// Opens all outputs.
  init(_ options: EvaluationOptions, _ sources: EvaluationSources) throws {
    let (policies, past) = (sources.policies, sources.past)
    let form = DecisionForm(
      policies, format: options.outputFormat, hasTrace: options.trace, hasFlagStates: past.isKnown,
      choice: ColumnChoice(joining: options.columns))
    let workload = try options.workload.begin(for: policies, encoding: options.customers.input.encoding)
    let rejects = RejectLog(file: try options.rejects.map(OutputFile.named))
    let decisions = try options.output.map(OutputFile.named) ?? .standardOutput()
    let sink = try RunSink(decisions, header: form.header, rejects, past.spool)
    let unknown = try options.unknownEvents.map { UnknownEventLog(file: try OutputFile.named($0)) }
    (self.form, self.sink, self.unknown) = (form, sink, unknown)
    self.workload = workload
  }
}
