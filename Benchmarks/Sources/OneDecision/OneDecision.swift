import Embedding
import VisitRules

/// Decides one customer at a time, as a service does that embeds the engine.
///
/// `OneDecision POLICY CUSTOMERS.csv CUSTOMERS ROUNDS` prints the microseconds that a decision takes, a JSON object for each way
/// of asking; with `decisions` in place of the rounds, the decisions of the first way as CSV.
@main
enum OneDecision {
  static func main() {
    guard CommandLine.arguments.count == 5, let count = Int(CommandLine.arguments[3]) else {
      fail("usage: OneDecision POLICY CUSTOMERS.csv CUSTOMERS ROUNDS|decisions")
    }
    let policies = loadPolicies(at: CommandLine.arguments[1])
    guard let customers = Customers(csvAt: CommandLine.arguments[2], atMost: count), !customers.rows.isEmpty else {
      fail("no customers: \(CommandLine.arguments[2])")
    }
    guard case .success(let bound) = policies.bound(to: customers.columns) else {
      fail("the customers' columns do not fit the policy")
    }
    if CommandLine.arguments[4] == "decisions" {
      show(customers, decidedBy: bound)
    } else if let rounds = Int(CommandLine.arguments[4]), rounds > 0 {
      time(customers, rounds: rounds, policies, bound)
    }
  }

  private static func time(_ customers: Customers, rounds: Int, _ policies: PolicySet, _ bound: BoundPolicySet) {
    let decider = CustomerDecider(BatchPlan(bound))
    let decided = Latencies.measured(over: customers.rows, rounds: rounds) { decider.decide($0).isDecided }
    print(decided.json(way: "a customer decider"))
    let rows = Latencies.measured(over: customers.rows, rounds: rounds) { bound.decide($0).isDecided }
    print(rows.json(way: "a row of values"))
    let named = customers.rows.map { Dictionary(uniqueKeysWithValues: zip(customers.columns, $0)) }
    let facts = Latencies.measured(over: named, rounds: rounds) { policies.decide($0).isDecided }
    print(facts.json(way: "facts by name"))
  }

  private static func show(_ customers: Customers, decidedBy policies: BoundPolicySet) {
    let decider = CustomerDecider(BatchPlan(policies))
    for row in customers.rows {
      switch decider.decide(row) {
      case .success(let decision): print(decision.line)
      case .failure(let rejection): fail(rejection.message)
      }
    }
  }
}

extension Result {
  /// Whether there is a decision; asked so that none is computed in vain.
  fileprivate var isDecided: Bool {
    if case .success = self { true } else { false }
  }
}

extension Decision {
  /// Key, tiers, visits, outputs and flags, separated by commas.
  fileprivate var line: String {
    let visits = cadence.map { String($0.cadence.description.prefix { $0 != "/" }) } ?? ""
    let tiers = tiers.map { $0.tier ?? "" }
    let outputs = outputs.flatMap(\.values).map { $0.value?.text ?? "" }
    return ([key] + tiers + [visits] + outputs + [flags.map(\.id).joined(separator: ";")]).joined(separator: ",")
  }
}
