import ArgumentParser
import Decisions
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

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var customers: CustomerOptions

  @OptionGroup var past: PreviousOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where the snapshot goes; by default, and for -, standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var jobs: JobOptions

  @ArgumentParser.Flag(
    help:
      "Keeps only where tiers begin and end: a small file, and traces tell where a tier begins, not a customer's own share."
  )
  var compact = false

  func run() throws {
    try customers.checkFormats()
    let set = try policies.load()
    guard set.comparesCustomers else {
      throw Failure(.usage, "\(policies.policy): the policy does not compare customers")
    }
    try OutputPlaces.check(
      [output ?? OutputFile.standardOutputPath],
      reading: customers.paths + past.paths + set.sources(at: policies.policy))
    try customers.check(against: set)
    try past.check(keepsStates: false)
    try write(try population(set), of: set)
  }
}

extension SnapshotCommand {
  private func population(_ policies: PolicySet) throws -> MeasuredPopulation {
    let needs = policies.populationNeeds
    let measured = EventRun(
      policies, neededEvents(needs.events), customers.input, jobs: jobs.count, writesUnknown: false)
    try measured.measure(into: nil)
    let past = try PreviousRun(policies, neededPast(needs.previous), keepsStates: false)
    try past.read { _ throws(FileFailure) in }
    past.tellRejected()
    let run = PopulationRun(
      policies, Measurements(events: measured.measured, previous: past.decisions),
      measuring: Measuring(events: measured.tables, previous: past.isKnown), jobs: jobs.count)
    try CustomerFiles(customers.inputs, customers.input, twice: false).forEach { try run.add($0) }
    return run.finish(exact: !compact)
  }

  /// The events that customers are compared by; of others, nothing is read.
  private func neededEvents(_ tables: Set<String>) -> EventOptions {
    var needed = customers.events
    needed.files.removeAll { !tables.contains($0.table) }
    var told: Set<String> = []
    for file in customers.events.files where !tables.contains(file.table) && told.insert(file.table).inserted {
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
}

extension PreviousRun {
  /// Says how many of the last decisions cannot be understood, where that is all that is said of them.
  func tellRejected() {
    guard tally.rejected > 0 else { return }
    let rejected = counted(tally.rejected, "of the last decisions is", "of the last decisions are")
    StandardError.say("\(rejected) not understood; evaluate says why")
  }
}
