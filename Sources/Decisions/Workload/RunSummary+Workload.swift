import Expressions
public import Policies

extension RunSummary {
  /// Counts a customer that was decided by its row, so that it is known too whose work it is.
  public mutating func add(_ decision: Decision, of row: @autoclosure () -> [FactValue], by bound: BoundPolicySet) {
    add(decision)
    guard bound.countsWork else { return }
    let row = row()
    guard let policy = try? bound.policyIndex(of: row), let group = bound.workGroup(of: row, policy: policy) else {
      return
    }
    count([VisitDemand(decision.cadence): 1], in: group)
  }
}

extension BoundPolicySet {
  /// Whose work the customer of a row is, and where; `nil` where its policy says nothing of anybody's time.
  fileprivate func workGroup(of row: [FactValue], policy: Int) -> WorkloadCounts.Group? {
    let facts = policies.policies[policy]
    guard let capacity = facts.capacity else { return nil }
    let name = { (fact: Int) in
      let outcome = try? facts.facts[fact].read(row.value(in: columns[policy][fact])).get()
      return ExactText(outcome?.value?.text ?? "")
    }
    return WorkloadCounts.Group(
      policy: facts.identity, representative: name(capacity.representative), areas: capacity.areas.map(name))
  }
}
