import Expressions
import Policies

extension Evaluation {
  /// Whether a rule's condition is true (a rule without one always holds); notes what was missing where it ended unknown.
  ///
  /// `slots` are what the rule reads beside its condition, for a trace.
  mutating func holds(
    _ condition: CheckedExpression?, rule: String, of owner: String, at provenance: Provenance,
    besides slots: @autoclosure () -> [Int] = []
  ) throws(Rejection) -> Bool {
    let truth = condition.map(truth(of:)) ?? .yes
    trace(rule, of: owner, truth.traced, reading: (condition?.slots ?? []) + slots(), at: provenance)
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
