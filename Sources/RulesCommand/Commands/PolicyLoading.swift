import Expressions
import Policies
import PolicyFiles
import SourceText

extension PolicySet {
  /// The policies at `path`, in order; every fault is shown on standard error.
  static func loadForCommand(_ path: String, asOf: CalendarDate) throws(Failure) -> PolicySet {
    try checkExistence(of: [path])
    let loaded = load([path], from: .fileSystem, asOf: asOf)
    StandardError.write(DiagnosticRenderer().render(loaded.diagnostics))
    guard let set = loaded.value, !loaded.hasErrors else { throw Failure(.policyFaults) }
    return set
  }

  /// A path that leads nowhere is an input that failed, not a fault in a policy.
  static func checkExistence(of paths: [String]) throws(Failure) {
    for path in paths where FileIdentity(path) == nil { throw Failure(FileFailure(path, .open)) }
  }
}
