import VisitRules

/// Decides customer after customer, as a service does whose customers always come in the same form: what it may need for the next
/// one, it keeps from the last. Each thread has its own.
final class Service {
  private let decider: CustomerDecider

  /// A service for rows of these columns; throws what is wrong with them.
  init(_ policies: PolicySet, columns: [String]) throws(BindingFault) {
    decider = CustomerDecider(BatchPlan(try policies.bound(to: columns).get()))
  }

  /// Key and tiers of the customer of a row, or why there are none.
  func answer(_ row: [FactValue]) -> String {
    switch decider.decide(row) {
    case .success(let decision): "\(decision.key): \(decision.tiers.map { $0.tier ?? "open" }.joined(separator: ", "))"
    case .failure(let rejection): "rejected (\(rejection.code)): \(rejection.message)"
    }
  }
}
