import Decisions
import Policies

extension PolicySet {
  /// The set bound to the columns of the input at `path`; what is missing is said, or is the reason to give up.
  func bound(to columns: [String], of path: String) throws(Failure) -> BoundPolicySet {
    switch bound(to: columns) {
    case .success(let bound):
      if !bound.absentFacts.isEmpty { StandardError.say(Wording.absentFacts(bound.absentFacts, in: path)) }
      return bound
    case .failure(let fault):
      throw Failure(.inputOutput, fault.problems.map { "\(path): \($0.message)" }.joined(separator: "\nrules: "))
    }
  }
}
