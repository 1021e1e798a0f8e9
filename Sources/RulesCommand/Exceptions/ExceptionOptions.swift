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

  /// The file's exceptions; no run starts with a fault in it, nor where nobody has a cadence at all.
  func load(for policies: PolicySet, encoding: String) throws -> CadenceExceptions {
    guard let exceptions else { return .none }
    guard policies.policies.contains(where: { $0.cadence != nil }) else {
      throw Failure(.usage, "--exceptions \(exceptions): no policy says how often to visit, under `cadence:`")
    }
    return try ExceptionsFile.read(exceptions, encoding: encoding, for: policies)
  }
}
