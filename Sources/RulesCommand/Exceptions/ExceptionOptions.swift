import ArgumentParser
import Decisions
import Policies

/// Which customers have a cadence of their own.
struct ExceptionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Customers with a cadence of their own, as CSV or JSON Lines: the key's column, visits, until, by, why.",
      valueName: "file"))
  var exceptions: String?

  /// The file's exceptions; each fault in it is shown on standard error, and no run starts with one.
  func load(for policies: PolicySet) throws -> CadenceExceptions {
    guard let exceptions else { return .none }
    let (found, faults) = try ExceptionsFile.read(exceptions, for: policies)
    for fault in faults { StandardError.say(fault) }
    guard faults.isEmpty else { throw Failure(.policyFaults) }
    return found
  }
}
