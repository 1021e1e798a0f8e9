import ArgumentParser
import Policies

/// Which policies decide, and as of which day.
struct PolicyOptions: ParsableArguments {
  @Argument(help: "A policy file, or a folder: a policy set.")
  var policy: String

  @Option(name: .customLong("as-of"), help: AsOfDay.help, transform: AsOfDay.init(argument:))
  var asOf: AsOfDay?

  /// The policies, in order; every fault is shown on standard error, and so is the day where none is given.
  func load() throws(Failure) -> PolicySet { try PolicySet.loadForCommand(policy, on: asOf) }
}
