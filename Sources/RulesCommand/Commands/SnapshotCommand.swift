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
    let set = try policies.load()
    guard set.comparesCustomers else {
      throw Failure(.usage, "\(policies.policy): the policy does not compare customers")
    }
    try OutputPlaces.check(
      [output ?? OutputFile.standardOutputPath], reading: customers.paths + set.sources(at: policies.policy))
    try customers.check(against: set)
    try write(try population(set), of: set)
  }
}

extension SnapshotCommand {
  private func population(_ policies: PolicySet) throws -> MeasuredPopulation {
    let measured = EventRun(
      policies, customers.events, customers.input, jobs: jobs.count, writesUnknown: false)
    try measured.measure(into: nil)
    let run = PopulationRun(
      policies, measured.measurements, measuring: Measuring(events: measured.tables), jobs: jobs.count)
    try CustomerFiles(customers.inputs, customers.input, twice: false).forEach { try run.add($0) }
    return run.finish(exact: !compact)
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
