import Expressions

extension PolicySet {
  /// Whether any policy compares customers with their peers.
  public var comparesCustomers: Bool { policies.contains { !$0.population.isEmpty } }

  /// The event tables, and whether the last decisions, that what customers are compared by is made of.
  package var populationNeeds: (events: Set<String>, previous: Bool) {
    var (events, previous): (Set<String>, Bool) = ([], false)
    for policy in policies {
      for origin in policy.populationOrigins {
        switch origin {
        case .measure(let index): events.insert(policy.events[policy.measures[index].table].name)
        case .previous: previous = true
        case .customer, .population: break
        }
      }
    }
    return (events, previous)
  }

  /// The set whose policies answer, instead of deciding a customer, what those of this set ask of it as one among its peers: the
  /// same customers go to the policies of the same indexes.
  package var populationQuestions: PolicySet {
    PolicySet(
      asOf: asOf, policies: policies.map { $0.populationQuestions ?? $0.askingNothing }, routingFacts: routingFacts)
  }
}

extension Policy {
  /// Where the facts come from that the questions of its population read.
  fileprivate var populationOrigins: [Fact.Origin] {
    let slots = Set(populationQuestions?.outputs.compactMap(\.expression).flatMap(\.slots) ?? [])
    return slots.filter(facts.indices.contains).map { facts[$0].origin }
  }

  /// The policy that governs the same customers and says nothing of them.
  fileprivate var askingNothing: Policy {
    let key = facts[keyFact].allowedMissing
    let slots = [key.name, "visits_per_month", "visits_per_year", "visit_mode", "flags"]
    return Policy(
      name: name, version: version, identity: identity, title: title, asOf: asOf, effective: effective,
      governs: governs, files: files, params: [], facts: [key], events: [], measures: [], population: [],
      questions: [], keyFact: 0, derived: [], dimensions: [], dimensionOrder: [], cadence: nil, flags: [], outputs: [],
      capacity: nil, calendar: .standard,
      frame: FrameLayout(
        count: slots.count, names: slots, visitsPerMonth: 1, visitsPerYear: 2, visitMode: 3, flags: 4, schedule: nil,
        factsBehind: slots.indices.map { $0 == 0 ? [0] : [] }))
  }
}

extension Policy {
  /// Where the tiers of a dimension end that is all that reads a population measure, ascending; `nil` where what the measure says
  /// may be needed as it is.
  package func cuts(of measure: PopulationMeasure) -> [Double]? {
    let names = ["", ".computed"].map { suffix in dimensions.first { "\($0.name)" == measure.owner + suffix } }
    let table = names.lazy.compactMap { $0?.table }.first { !$0.inputs.isEmpty }
    guard !measure.owner.isEmpty, let table, !isRead(measure.fact, besideDimensions: names) else { return nil }
    let limits = table.rows.flatMap(\.tests).compactMap(\.limit)
    return limits.isEmpty ? nil : limits.sorted()
  }
}

extension Policy {
  /// Whether anything but these dimensions reads a slot.
  private func isRead(_ slot: Int, besideDimensions owners: [Dimension?]) -> Bool {
    let own = Set(owners.flatMap { $0?.table.expressions ?? [] }.map(ObjectIdentifier.init))
    return expressions.contains { $0.slots.contains(slot) && !own.contains(ObjectIdentifier($0)) }
  }
}

extension PopulationMeasure {
  /// The dimension whose own form asks; empty for a measure that stands by itself, whose name has no point.
  fileprivate var owner: String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
  }
}

extension DecisionTable.Test {
  /// The number below which it holds.
  fileprivate var limit: Double? {
    guard case .intervals(let intervals, negated: false) = test, let interval = intervals.first,
      case .excluding(let limit) = interval.upper
    else { return nil }
    return limit
  }
}
