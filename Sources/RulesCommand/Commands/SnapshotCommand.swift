import ArgumentParser
import Decisions
import Expressions
import Measures
import Policies

/// `rules snapshot`: how customers stand among their peers, kept for later.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Writes down how customers stand among their peers.",
    discussion: """
      With the file, `evaluate` and `explain` decide some of the customers, or others, as if all that are in it were there. It is good \
      for the same policies as of the same day.
      """)

  @Argument(help: "A policy file, or a folder: a policy set.")
  var policy: String

  @Argument(help: "Customers, as CSV with a header or as JSON Lines; - is standard input.")
  var inputs: [String]

  @OptionGroup var input: InputOptions

  @OptionGroup var events: EventOptions

  @OptionGroup var past: PreviousOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where the snapshot goes; by default, and for -, standard output.", valueName: "file"))
  var output: String?

  @Option(name: .customLong("as-of"), help: AsOfDay.help, transform: AsOfDay.init(argument:))
  var asOf: AsOfDay?

  @Option(help: ArgumentHelp("How many threads work; by default one for each processor.", valueName: "N"))
  var jobs: Int?

  @ArgumentParser.Flag(
    help:
      "Keeps only where tiers begin and end: a small file, and traces tell where a tier begins, not a customer's own share."
  )
  var compact = false

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("name at least one input, or - for standard input") }
    if inputs.count(where: { $0 == InputFile.standardInputPath }) + events.standardInputs > 1 {
      throw ValidationError("standard input can be read only once")
    }
    if let jobs, !(1...EvaluateCommand.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(EvaluateCommand.mostJobs)")
    }
    for path in inputs { _ = try input.format(of: path) }
  }

  func run() throws {
    let asOf = try AsOfDay.resolve(asOf)
    let policies = try PolicySet.loadForCommand(policy, asOf: asOf)
    guard policies.comparesCustomers else { throw Failure(.usage, "\(policy): the policy does not compare customers") }
    try protect(inputs + events.paths + past.paths + policies.sources(at: policy))
    for path in inputs { try InputFile.checkAccess(to: path) }
    try events.check(against: policies, input)
    try past.check(keepsStates: false)
    try write(try population(policies, asOf: asOf), of: policies)
  }
}

extension SnapshotCommand {
  private func population(_ policies: PolicySet, asOf: CalendarDate) throws -> MeasuredPopulation {
    let (jobs, needs) = (jobs ?? Processors.count, policies.populationNeeds)
    let measured = EventRun(policies, neededEvents(needs.events), input, jobs: jobs, writesUnknown: false)
    try measured.measure(kept: 0, reject: { _ throws(FileFailure) in }, hide: { _ in })
    measured.tellRejected()
    let past = try PreviousRun(policies, neededPast(needs.previous), asOf: asOf, keepsStates: false)
    try past.read { _ throws(FileFailure) in }
    past.tellRejected()
    let run = PopulationRun(
      policies, Measurements(events: measured.measured, previous: past.decisions),
      measuring: Measuring(events: measured.tables, previous: past.isKnown), jobs: jobs)
    try CustomerFiles(inputs, input, twice: false).forEach { try run.add($0) }
    return run.finish(exact: !compact)
  }

  /// The events that customers are compared by; of others, nothing is read.
  private func neededEvents(_ tables: Set<String>) -> EventOptions {
    var needed = events
    needed.files.removeAll { !tables.contains($0.table) }
    var told: Set<String> = []
    for file in events.files where !tables.contains(file.table) && told.insert(file.table).inserted {
      StandardError.say("customers are not compared by events '\(file.table)', which are not read")
    }
    return needed
  }

  /// The last decisions, if customers are compared by them.
  private func neededPast(_ isNeeded: Bool) -> PreviousOptions {
    if isNeeded || past.paths.isEmpty { return past }
    StandardError.say("customers are not compared by what was decided last, which is not read")
    var none = past
    (none.previous, none.state) = (nil, nil)
    return none
  }

  private func write(_ population: MeasuredPopulation, of policies: PolicySet) throws {
    var file = try output.map(OutputFile.named) ?? .standardOutput()
    try file.write(population.snapshot(of: policies))
    try file.complete()
    try file.publish()
    StandardError.say("\(counted(population.customers, "customer", "customers")) taken in")
    if population.rejected > 0 {
      StandardError.say(
        "\(counted(population.rejected, "of them cannot be decided and is", "of them cannot be decided and are")) nobody's peer"
      )
    }
  }

  /// Refuses an output that would take the place of what is read.
  private func protect(_ sources: [String]) throws(Failure) {
    guard let output, output != OutputFile.standardOutputPath, let place = FilePlace(output), !place.isStream else {
      return
    }
    for source in sources where FilePlace(source) == place { throw Failure.overwritesInput(output, source) }
  }
}

extension PreviousRun {
  /// Says how many of the last decisions cannot be understood, where that is all that is said of them.
  func tellRejected() {
    guard tally.rejected > 0 else { return }
    let rejected = counted(tally.rejected, "of the last decisions is", "of the last decisions are")
    StandardError.say("\(rejected) not understood; evaluate says why")
  }
}

extension EventRun {
  /// Says how many events were rejected, where that is all that is said of them.
  func tellRejected() {
    for tally in tallies where tally.rejected > 0 {
      let rejected = counted(tally.rejected, "event was", "events were")
      StandardError.say("\(rejected) rejected in '\(tally.table)'; evaluate says why")
    }
  }
}
