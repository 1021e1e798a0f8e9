import PolicyFiles
import VisitRules

/// Loads policies, decides one customer and prints why, then some more as a service would and as one that holds columns: by the
/// policy below, or by a policy or a folder of them that is named as argument. Then customers by their visits and among their peers.
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

  /// Facts by name. Keys that no policy asks for are ignored.
  static let customer: [String: FactValue] = [
    "customer_id": .text("C1"), "business": .text("tobacco"), "province": .text("福建"), "channel": .text("convenience"),
    "cooperation": .number(82), "potential": .number(70), "sales_12m": .number(120_000), "open_complaints": .integer(1),
  ]

  static func main() {
    guard let asOf = CalendarDate(year: 2026, month: 11, day: 1), let policies = load(asOf: asOf) else { return }
    switch policies.decide(customer, tracing: true) {
    case .success(let decision): tell(decision)
    case .failure(let rejection): print("rejected (\(rejection.code)): \(rejection.message)")
    }
    askService(policies)
    do {
      try FieldWork.tell(asOf: asOf)
      FieldWork.tellAgain(from: asOf)
    } catch {
      print(error)
    }
  }

  /// The same customer in a row of values, and two others; then three in columns; then the first with an exception.
  private static func askService(_ policies: PolicySet) {
    let columns = customer.keys.sorted()
    let row = columns.map { customer[$0] ?? .missing }
    do {
      let service = try Service(policies, columns: columns)
      for (key, cooperation) in [("C1", 82.0), ("C2", 31), ("C3", 120)] {
        var changed = row
        if let place = columns.firstIndex(of: "customer_id") { changed[place] = .text(key) }
        if let place = columns.firstIndex(of: "cooperation") { changed[place] = .number(cooperation) }
        print(service.answer(changed))
      }
      try Columns.tell(policies)
      try Exceptions.tell(policies, columns: columns, row)
    } catch {
      print(error)
    }
  }

  private static func load(asOf: CalendarDate) -> PolicySet? {
    let loaded =
      CommandLine.arguments.dropFirst().first.map { PolicySet.load([$0], from: .fileSystem, asOf: asOf) }
      ?? PolicySet.load(["corner-shops.yaml"], from: .memory(["corner-shops.yaml": policy]), asOf: asOf)
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
      print("  looked at \(entry.owner)/\(entry.rule) at \(entry.provenance.range): \(entry.verdict.rawValue)")
    }
  }

  private static func tell(_ cadence: CadenceDecision) {
    print("  \(cadence.obligation) demands \(cadence.base)")
    for step in cadence.steps { print("  \(step.rule) makes it \(step.result)") }
    print("  visits: \(cadence.cadence), mode: \(cadence.mode?.rawValue ?? "none")")
  }
}
