import VisitRules

/// Loads a policy from text, decides one customer and prints why.
@main
enum DecideOne {
  static let policy = """
    policy: corner-shops
    version: "1"
    facts:
      customer_id: {type: string, key: true}
      cooperation: {type: number, range: [0, 100], missing: unknown}
      open_complaints: {type: integer, missing: {default: 0}}
    classify:
      retailer_class:
        tiers: [good, general, problem]
        first:
          - {id: uncooperative, when: cooperation < 40, then: problem}
          - {id: exemplary, when: cooperation >= 75, then: good}
        else: general
    cadence:
      obligations:
        - id: by-class
          by: retailer_class
          visits: {good: 1/month, general: 2/month, problem: 4/month}
          mode: {good: general, general: deeper, problem: deep}
      adjust:
        - {id: complaint, when: open_complaints > 0, add: 1, per: month}
    """

  static func main() {
    guard let asOf = CalendarDate(year: 2026, month: 11, day: 1), let policies = load(asOf: asOf) else { return }
    let decided = policies.decide(
      ["customer_id": .text("C1"), "cooperation": .number(82), "open_complaints": .number(1)], tracing: true)
    switch decided {
    case .success(let decision): tell(decision)
    case .failure(let rejection): print("rejected (\(rejection.code)): \(rejection.message)")
    }
  }

  /// The engine opens no files: it asks a reader for the text of a path, and this one answers from memory.
  private static func load(asOf: CalendarDate) -> PolicySet? {
    let loaded = PolicySet.load(["corner-shops.yaml"], from: .memory(["corner-shops.yaml": policy]), asOf: asOf)
    for diagnostic in loaded.diagnostics {
      print("\(diagnostic.range): \(diagnostic.severity.rawValue): \(diagnostic.message)")
      if let hint = diagnostic.hint { print("  \(hint)") }
    }
    return loaded.value
  }

  private static func tell(_ decision: Decision) {
    print("\(decision.key), decided by \(decision.policy)")
    for tier in decision.tiers {
      print("  \(tier.dimension): \(tier.tier ?? "open") (rule \(tier.rule ?? "none"))")
    }
    if let cadence = decision.cadence { tell(cadence) }
    for flag in decision.flags { print("  flag \(flag.id), \(flag.severity)") }
    if !decision.missing.isEmpty { print("  missing: \(decision.missing.joined(separator: ", "))") }
    for entry in decision.trace?.entries ?? [] {
      print("  looked at \(entry.owner)/\(entry.rule) at \(entry.provenance.range): \(entry.result.rawValue)")
    }
  }

  private static func tell(_ cadence: CadenceDecision) {
    print("  \(cadence.obligation) demands \(cadence.base)")
    for step in cadence.steps { print("  \(step.rule) makes it \(step.result)") }
    print("  visits: \(cadence.cadence), mode: \(cadence.mode?.rawValue ?? "none")")
  }
}
