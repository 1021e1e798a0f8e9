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
    policies = bound.policies.policies.map { PolicyPlan($0) }
    routing = RoutingPlan(bound.policies)
  }
}
