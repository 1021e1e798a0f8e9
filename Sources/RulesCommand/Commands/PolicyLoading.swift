import Expressions
import Policies
import PolicyFiles
import SourceText

extension PolicySet {
  /// The policies at `path`, in order; every fault is shown on standard error, and so is the day where none is given.
  static func loadForCommand(_ path: String, on given: AsOfDay?) throws(Failure) -> PolicySet {
    try checkExistence(of: [path])
    let loaded = try AsOfDay.resolve(given, policies: { $0.value?.policies ?? [] }) { day in
      load([path], from: .fileSystem, asOf: day)
    }
    StandardError.write(DiagnosticRenderer().render(loaded.diagnostics))
    guard let set = loaded.value, !loaded.hasErrors else { throw Failure(.policyFaults) }
    if given == nil { StandardError.say("as of \(set.asOf), today; --as-of takes another day") }
    return set
  }

  /// A path that leads nowhere is an input that failed, not a fault in a policy.
  static func checkExistence(of paths: [String]) throws(Failure) {
    for path in paths where FileIdentity(path) == nil { throw Failure(FileFailure(path, .open)) }
  }
}
