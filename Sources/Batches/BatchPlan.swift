package import Decisions
import Policies

/// A policy set compiled for batches of rows of one form.
package struct BatchPlan: Sendable {
  /// The policies and where their facts stand.
  package let bound: BoundPolicySet
  let policies: [PolicyPlan]
  let routing: RoutingPlan

  /// Compiles all policies of the set. O(their size).
  package init(_ bound: BoundPolicySet) {
    self.bound = bound
    policies = bound.policies.policies.map { PolicyPlan($0) }
    routing = RoutingPlan(bound.policies)
  }
}
