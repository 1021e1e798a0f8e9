import VisitRules

/// Decides customers of whom one is to be visited otherwise than the policy says, for a time.
enum Exceptions {
  /// A decider by which C1 has six visits a month until the end of the year.
  static func decider(_ plan: BatchPlan) throws(CadenceSyntaxError) -> CustomerDecider {
    let cadence = try Cadence.parse("6/month")
    guard let until = CalendarDate(year: 2026, month: 12, day: 31),
      let exception = CadenceException(cadence, until: until, by: "Wang Fang", why: "the shop is being rebuilt")
    else { return CustomerDecider(plan) }
    return CustomerDecider(plan, exceptions: CadenceExceptions(["C1": exception]))
  }

  /// Prints the cadence of the customer of a row, and the rules behind it.
  static func tell(_ policies: PolicySet, columns: [String], _ row: [FactValue]) throws {
    let decision = try decider(BatchPlan(policies.bound(to: columns).get())).decide(row).get()
    print(
      "\(decision.key): \(decision.cadence?.cadence.description ?? "none"), by \(decision.reasons.joined(separator: ", "))"
    )
  }
}
