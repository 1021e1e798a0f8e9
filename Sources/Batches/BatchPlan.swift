public import Decisions
import Policies

/// A policy set compiled for batches of rows of one form.
public struct BatchPlan: Sendable {
  /// The policies and where their facts stand.
  public let bound: BoundPolicySet
  let policies: [PolicyPlan]
  let routing: RoutingPlan

  /// Compiles all policies of the set. O(their size).
  public init(_ bound: BoundPolicySet) {
    self.bound = bound
    policies = zip(bound.policies.policies, bound.columns).map { policy, columns in
      PolicyPlan(policy, knowsRaisedFlags: policy.flags.contains { columns[$0.raisedFact] != nil })
    }
    routing = RoutingPlan(bound.policies)
  }
}
