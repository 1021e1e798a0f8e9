import ArgumentParser
import Decisions
import Expressions
import Measures
import Policies
import PolicyFiles
import SourceText

/// `rules evaluate`: decisions for all customers of one or several files.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Decides every customer of one or several files.",
    discussion: """
      Rows that cannot be read or decided are rejected, each with its line and the reason; a summary goes to standard error. \
      Output files appear whole or not at all. A reader that closes its end of the pipe early ends the run quietly, with \
      status 4.
      """)

  @Argument(help: "A policy file, or a folder: a policy set.")
  var policy: String

  @Argument(help: "Customers, as CSV with a header or as JSON Lines; - is standard input.")
  var inputs: [String]

  @OptionGroup var input: InputOptions

  @OptionGroup var events: EventOptions

  @Option(
    name: .customLong("unknown-events"),
    help: ArgumentHelp("A CSV file for events of customers who are in no input.", valueName: "file"))
  var unknownEvents: String?

  @OptionGroup var past: PreviousOptions

  @Option(
    help: ArgumentHelp(
      "What `rules snapshot` wrote: customers stand among those of then, not among those of the input.",
      valueName: "file"))
  var snapshot: String?

  @OptionGroup var workload: WorkloadOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where decisions go; by default, and for -, standard output.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("By default what the output's ending says, else csv.", valueName: "format"))
  var format: RecordFormat?

  @Option(name: .customLong("as-of"), help: AsOfDay.help, transform: AsOfDay.init(argument:))
  var asOf: AsOfDay?

  @Option(help: ArgumentHelp("A CSV file for rejected rows; without one, the first ten are shown.", valueName: "file"))
  var rejects: String?

  @Option(
    name: .customLong("allow-rejects"),
    help: ArgumentHelp(
      "Lets a run succeed with up to N or N% of the rows rejected; with any number, if nothing follows.",
      valueName: "N|N%"),
    transform: RejectAllowance.read)
  var allowance: RejectAllowance?

  @Option(
    name: .customLong("columns"),
    help: ArgumentHelp(
      """
      What is written, in this order: parts of decisions by their names, and columns of CSV inputs. By default all parts. May be \
      given several times; names with commas in them stand in double quotes.
      """,
      valueName: "a,b,c"),
    transform: ColumnChoice.init(argument:))
  var columns: [ColumnChoice] = []

  @OptionGroup var exceptional: ExceptionOptions

  @Option(help: ArgumentHelp("How many threads work; by default one for each processor.", valueName: "N"))
  var jobs: Int?

  /// More have no processors to run on anywhere, and each needs some megabytes.
  static let mostJobs = 256

  @ArgumentParser.Flag(help: "Adds to each decision how it came about.")
  var trace = false

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("name at least one input, or - for standard input") }
    if inputs.count(where: { $0 == InputFile.standardInputPath }) + events.standardInputs > 1 {
      throw ValidationError("standard input can be read only once")
    }
    if let jobs, !(1...Self.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(Self.mostJobs)")
    }
    try ColumnChoice(joining: columns)?.validate(hasTrace: trace)
    for path in inputs { _ = try input.format(of: path) }
  }

  func run() throws {
    let asOf = try AsOfDay.resolve(asOf)
    let policies = try PolicySet.loadForCommand(policy, asOf: asOf)
    let exceptions = try exceptional.load(for: policies)
    let read = inputs.filter { $0 != InputFile.standardInputPath } + events.paths + past.paths
    let others = [snapshot, workload.representatives, exceptional.exceptions].compactMap(\.self)
    try protect(read + others + policies.sources(at: policy))
    for path in inputs { try InputFile.checkAccess(to: path) }
    try events.check(against: policies, input)
    try past.check(keepsStates: true)
    try evaluate(by: policies, except: exceptions, asOf: asOf)
  }
}

extension EvaluateCommand {
  private func evaluate(by policies: PolicySet, except exceptions: CadenceExceptions, asOf: CalendarDate) throws {
    let past = try PreviousRun(policies, past, asOf: asOf, keepsStates: true)
    let form = DecisionForm(
      policies, format: format ?? output.flatMap(RecordFormat.init(path:)) ?? .csv, hasTrace: trace,
      hasFlagStates: past.isKnown, choice: ColumnChoice(joining: columns))
    var time = try workload.begin(for: policies, encoding: input.encoding)
    let sink = try RunSink(
      try output.map(OutputFile.named) ?? .standardOutput(), header: form.header,
      RejectLog(file: try rejects.map(OutputFile.named)), past.spool)
    try past.read { row throws(FileFailure) in try sink.reject(event: row) }
    let unknown = try unknownEvents.map { UnknownEventLog(file: try OutputFile.named($0)) }
    let events = try measuredEvents(by: policies, into: sink)
    let files = try CustomerFiles(inputs, input, twice: policies.comparesCustomers && snapshot == nil)
    let jobs = jobs ?? Processors.count
    let (measurements, measuring) = try PopulationSource(policies, snapshot: snapshot, files).population(
      policies, files, after: Measurements(events: events.measured, previous: past.decisions),
      measuring: Measuring(events: events.tables, previous: past.isKnown), jobs: jobs, exact: trace)
    var run = EvaluationRun(
      policies, form, except: exceptions, to: sink, jobs: jobs, measurements, measuring: measuring, states: past.form)
    try files.forEach(tracing: trace) { try run.evaluate($0) }
    events.settle()
    try unknown?.write(events)
    let work = try time.write(run.tally.summary.workload)
    let shown = try run.finish { try past.write() }
    try unknown?.publish()
    try time.publish()
    try past.commit()
    report(run.tally, events.tallies, past.tally, work, shown, policies)
    if let path = exceptional.exceptions, let unmet = Wording.unmet(exceptions, run.tally.exceptedKeys, in: path) {
      StandardError.say(unmet)
    }
    try judge(run.tally, events.tallies, past.tally)
  }

  private func measuredEvents(by policies: PolicySet, into sink: RunSink) throws -> EventRun {
    let run = EventRun(
      policies, events, input, jobs: jobs ?? Processors.count, writesUnknown: unknownEvents != nil)
    try run.measure(
      kept: sink.keptRejects, reject: { row throws(FileFailure) in try sink.reject(event: row) },
      hide: { sink.reject(hiddenEvents: $0) })
    return run
  }

  /// Fails the run if more was rejected than is allowed, of customers, of any table's events, or of the last decisions.
  private func judge(_ tally: RunTally, _ events: [EventTally], _ past: PreviousTally) throws {
    if tally.rejected > 0, allowance?.allows(tally.rejected, of: tally.rows) != true {
      throw Failure.tooManyRejects(tally, allowance)
    }
    for events in events where events.rejected > 0 && allowance?.allows(events.rejected, of: events.rows) != true {
      throw Failure.tooManyRejects(events, allowance)
    }
    if past.rejected > 0, allowance?.allows(past.rejected, of: past.rows) != true {
      throw Failure.tooManyRejects(past, allowance)
    }
  }

  private func report(
    _ tally: RunTally, _ events: [EventTally], _ past: PreviousTally, _ work: Workload?, _ shown: [RejectedRow],
    _ policies: PolicySet
  ) {
    for row in shown { StandardError.say(row.summary) }
    let rejected = events.reduce(tally.rejected + past.rejected) { $0 + $1.rejected }
    let hidden = rejects == nil ? rejected - shown.count : 0
    if hidden > 0 { StandardError.say("and \(counted(hidden, "more row", "more rows")); --rejects keeps them all") }
    StandardError.write(RunReport(tally, policies, events, past, workload: work).text)
  }

  /// Refuses outputs that would take the place of what is read, or of each other.
  private func protect(_ sources: [String]) throws(Failure) {
    let decisions = output ?? OutputFile.standardOutputPath
    let streamed = [decisions, rejects, unknownEvents].count { $0 == OutputFile.standardOutputPath }
    if streamed > 1 { throw Failure.sameOutput("standard output") }
    let read = Dictionary(sources.compactMap { path in FilePlace(path).map { ($0, path) } }) { first, _ in first }
    let outputs = [output, rejects, unknownEvents, workload.output].compactMap(\.self)
      .filter { $0 != OutputFile.standardOutputPath }
    var taken: Set<FilePlace> = []
    for path in outputs {
      guard let place = FilePlace(path), !place.isStream else { continue }
      if let source = read[place] { throw Failure.overwritesInput(path, source) }
      if !taken.insert(place).inserted { throw Failure.sameOutput(path) }
    }
  }
}

extension PolicySet {
  /// All that was read for the set at `path`: the path, the policy files below it, and what these extend.
  func sources(at path: String) -> [String] {
    [path] + (SourceReader.fileSystem.list(path) ?? []) + policies.flatMap(\.files).map(\.path)
  }
}
