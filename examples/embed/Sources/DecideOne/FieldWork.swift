import VisitRules

/// Decides customers by the visits that were paid to them and by how they stand among their peers; then one of them once more,
/// after what was decided on him before.
enum FieldWork {
  static let policy = """
    policy: field-work
    version: "1"
    facts:
      customer_id: {type: string, key: true}
      representative: {type: string, missing: unknown}
      sales: {type: number, missing: {default: 0}}
    events:
      visits: {key: customer_id, time: visited_on, fields: {met: bool}}
    measures:
      last_visit: {of: visits, last: visited_on}
      missed: {of: visits, streak: "!met"}
    classify:
      value:
        tiers: [A, B, C]
        share: {of: sales, cuts: {A: 60%, B: 90%}, else: C}
        hold: {demote_after: 2}
    cadence:
      obligations:
        - {id: by-value, by: value, visits: {A: 1/week, B: 1/month, C: 1/quarter}}
      schedule: {last_visit: last_visit, move: nearest}
    flags:
      - {id: never-met, when: missed >= 2, due: 7d, owner: area_manager, clear_when: missed == 0}
    capacity:
      rep: representative
      day: {visiting: 420}
      visit: 40
    """

  static let header = ["customer_id", "representative", "sales"]

  static let customers: [FactColumn] = [
    .texts(["C1", "C2", "C3"]), .texts(["Lin", "Lin", "Wu"]), .numbers([500, 400, 100]),
  ]

  /// In any order; days are counted from 1970-01-01.
  static let visitHeader = ["customer_id", "visited_on", "met"]

  static let visits: [FactColumn] = [
    .texts(["C1", "C1", "C2"]), .days([20_750, 20_755, 20_740]), .bools([false, false, true]),
  ]
}

extension FieldWork {
  /// What the events of each source come to: a column for each measure, in the order of `keys`.
  static func measures(_ policies: PolicySet, of keys: FactColumn) throws(BindingFault) -> [FactColumn] {
    var columns: [FactColumn] = []
    for source in policies.eventSources where source.name == "visits" {
      let results = try EventMeasurer(source, columns: visitHeader).measure([visits])
      for (_, row, rejection) in results.rejections { print("visit \(row) does not count: \(rejection.message)") }
      columns += results.measured.columns(of: keys)
    }
    return columns
  }

  /// The population of all customers, kept as bytes: for customers that are decided later, or elsewhere.
  static func snapshot(_ policies: PolicySet, _ bound: BoundPolicySet, _ columns: [FactColumn]) -> [UInt8] {
    let counter = PopulationCounter(bound)
    counter.add(columns, rows: 0..<3)
    return MeasuredPopulation(policies, [counter]).snapshot(of: policies)
  }
}

extension FieldWork {
  /// Prints what comes of all customers, and what that asks of their representatives.
  static func tell(asOf: CalendarDate) throws {
    guard let policies = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy]), asOf: asOf).value else { return }
    let measuring = Measuring(events: ["visits"], population: true)
    let bound = try policies.bound(to: header, measuring: measuring).get()
    // Behind the customers' own columns stands what is measured: of events, then among peers.
    let known = customers + (try measures(policies, of: customers[0]))
    let population = try MeasuredPopulation(snapshot: snapshot(policies, bound, known), for: policies)
    let columns = known + PeerMeasurer(population, bound).columns(of: known, count: 3)
    let decider = ColumnDecider(BatchPlan(bound), results: ["value", "visits", "per", "next_due", "flags"])
    guard let results = decider?.decide(columns, rows: 0..<3) else { return }
    for row in 0..<3 { print(results.columns.map { $0.text(at: row) ?? "-" }.joined(separator: " ")) }
    let leave = RepresentativeTime(days: .off(2))
    tell(Workload(results.summary.workload, by: policies, times: leave.map { ["Lin": $0] }))
  }

  private static func tell(_ workload: Workload?) {
    for line in workload?.representatives ?? [] {
      print("\(line.name): \(line.minutes) of \(line.available) minutes, \(line.state.rawValue)")
    }
  }

  /// Prints what is decided on one customer, and a week later, when the flag still stands.
  static func tellAgain(from asOf: CalendarDate) {
    let facts: [String: FactValue] = [
      "customer_id": .text("C1"), "sales": .number(500), "value.share": .number(0.5), "missed": .integer(2),
      "last_visit": .text("2026-10-29"),
    ]
    var before: [String: FactValue] = [:]
    for day in [asOf, asOf.adding(days: 8)] {
      guard let policies = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy]), asOf: day).value,
        case .success(let decision) = policies.decide(facts.merging(before) { own, _ in own })
      else { return }
      print(day, decision.flags.map(\.stateText).joined(separator: ", "))
      before = policies.previousFacts(of: decision)
    }
  }
}
