package import Expressions

/// How many customers ask for what, by whose they are and where: what a ``Workload`` is made of.
///
/// Parts of a run can be counted apart and merged in any order.
public struct WorkloadCounts: Hashable, Sendable {
  /// Customers of one policy, representative and area.
  package struct Group: Hashable, Sendable {
    /// `name@version`.
    package let policy: String
    package let representative: ExactText
    /// In the order of the policy's area facts.
    package let areas: [ExactText]

    /// The group of customers whose facts say so.
    package init(policy: String, representative: ExactText, areas: [ExactText]) {
      self.policy = policy
      self.representative = representative
      self.areas = areas
    }
  }

  /// Customers by what they ask for, in each group.
  package private(set) var customers: [Group: [VisitDemand: Int]] = [:]

  /// Nothing counted yet.
  public init() {}
}

extension WorkloadCounts {
  /// Counts customers by what they ask for.
  package mutating func add(_ counts: [VisitDemand: Int], in group: Group) {
    customers[group, default: [:]].merge(counts, uniquingKeysWith: +)
  }

  /// Adds another part of the run.
  public mutating func merge(_ other: WorkloadCounts) {
    if customers.isEmpty {
      self = other
    } else {
      customers.merge(other.customers) { $0.merging($1, uniquingKeysWith: +) }
    }
  }
}
