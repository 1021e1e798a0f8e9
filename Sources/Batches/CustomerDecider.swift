public import Decisions
public import Policies

/// Decides one customer at a time, in a microsecond or so: what is computed for each is in memory that was taken once, and a decision
/// is put together out of parts that were made before. Not shared between threads; several may be made of one ``BatchPlan``.
///
/// It says what ``Decisions/BoundPolicySet/decide(_:tracing:)`` says, which it asks for what it does not do itself.
public final class CustomerDecider {
  /// What it decides by.
  public let plan: BatchPlan

  private let exceptions: CadenceExceptions
  private let router: CustomerRouter?
  /// Whether one policy decides everybody.
  private let isRouted: Bool
  /// One for each policy that any customer was decided by so far.
  private let runs: ReadyValues<CustomerRun?>

  /// One that has met no customer yet. Customers whom `exceptions` name are left to the row evaluator.
  public init(_ plan: BatchPlan, exceptions: CadenceExceptions = .none) {
    self.plan = plan
    self.exceptions = exceptions
    isRouted = !plan.bound.routing.isEmpty || plan.policies.count != 1
    router = isRouted ? CustomerRouter(plan.routing, columns: plan.bound.routing) : nil
    runs = ReadyValues(repeating: nil, count: plan.policies.count)
  }
}

extension CustomerDecider {
  /// Decides the customer of a row, whose values stand in the order of the header that the policies were bound to; values beyond
  /// the row's end are missing.
  public func decide(_ row: [FactValue]) -> Result<Decision, Rejection> {
    if exceptions.isEmpty || !isExcepted(row), let decision = decideInRegisters(row) { return .success(decision) }
    return plan.bound.decide(row, exceptions: exceptions)
  }

  private func isExcepted(_ row: [FactValue]) -> Bool { plan.bound.decisionKey(of: row).map(exceptions.names) ?? false }

  /// The decision; `nil` for a customer who is left to the row evaluator.
  package func decideInRegisters(_ row: [FactValue]) -> Decision? {
    guard let policy = isRouted ? router?.policy(of: row) : 0 else { return nil }
    if let run = runs[policy] { return run.decide(row) }
    return begin(policy)?.decide(row)
  }

  /// The first use of a policy; `nil` for one that has no plan for many customers.
  private func begin(_ policy: Int) -> CustomerRun? {
    let policyPlan = plan.policies[policy]
    guard !policyPlan.isDeferred else { return nil }
    let run = CustomerRun(policyPlan, columns: plan.bound.columns[policy])
    runs[policy] = run
    return run
  }
}
