import Decisions
import Expressions
import Policies
import SourceText
import Testing

/// One customer, decided day after day: each decision goes by what the one before said.
struct Chain {
  private let files: [String: String]

  /// A chain of decisions by a policy that is written without its header.
  init(_ sections: String) { files = ["p.yaml": "policy: p\nversion: \"1\"\n" + sections] }

  /// The decisions on days, of a customer that is written as `2026-03-03 fact=text …`, each in a line: tiers, flags that are up as
  /// their states, then those that ended after a minus.
  func decide(_ days: [String]) -> [String] {
    var before: [String: FactValue] = [:]
    return days.map { day in
      let parts = day.split(separator: " ", maxSplits: 1)
      let loaded = PolicySet.load(["p.yaml"], from: .memory(files), asOf: CalendarDate(String(parts[0])) ?? .first)
      guard let policies = loaded.value else { return loaded.diagnostics.map(\.message).joined(separator: "; ") }
      let facts = Fixture.facts(parts.count > 1 ? String(parts[1]) : "").merging(before) { own, _ in own }
      guard case .success(let decision) = policies.decide(facts) else { return "\(policies.decide(facts))" }
      before = policies.previousFacts(of: decision)
      return decision.lifeLine
    }
  }
}

extension Decision {
  fileprivate var lifeLine: String {
    let states = flags.map { $0.stateText + ($0.isNew ? " new" : "") } + clearedFlags.map { "-\($0)" }
    return (tiers.filter { !$0.dimension.hasSuffix(".computed") }.compactMap(\.tier) + [states.joined(separator: "; ")])
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
