import Expressions
import Policies

extension Evaluation {
  /// Whether a rule's condition is true (a rule without one always holds); notes what was missing where it ended unknown.
  ///
  /// `value` is what the rule computes beside its condition: a trace shows what that reads, too.
  mutating func holds(
    _ condition: CheckedExpression?, rule: String, of owner: String, at provenance: Provenance,
    beside value: CheckedExpression? = nil
  ) throws(Rejection) -> Bool {
    let truth = condition.map(truth(of:)) ?? .yes
    trace(rule, of: owner, truth.traced, reading: [condition, value].compactMap(\.self), at: provenance)
    switch truth {
    case .yes: return true
    case .no: return false
    case .unknown:
      if let condition { noteMissing(readBy: condition) }
      return false
    case .failed(let failure): throw .evaluationFailed(rule: rule, at: provenance, failure)
    }
  }
}
