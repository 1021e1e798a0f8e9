import Batches
import Decisions
import Policies

/// What the policies of a set ask of customers among their peers, for rows of one form. Immutable.
struct PopulationQuestions: Sendable {
  /// The policies that answer.
  let plan: BatchPlan
  /// For each policy.
  let comparisons: [PolicyComparisons]

  /// What the policies of `bound` ask.
  init(_ bound: BoundPolicySet) {
    plan = BatchPlan(bound.populationQuestions)
    comparisons = bound.policies.policies.map(PolicyComparisons.init)
  }
}
