import Cadences
import Expressions
import Policies

/// Adds up what was counted, representative by representative and area by area.
struct WorkloadBuilder {
  /// The representatives to whom policies give different times.
  private(set) var disagreements: [Workload.Disagreement] = []

  /// Those that have a capacity, in the set's order, and for each of the area facts the index of that among its own.
  private let plans: [Plan]
  private let areaFacts: [String]
  private let times: [ExactText: RepresentativeTime]
  private var people: [ExactText: Person] = [:]
  private var places: [[ExactText: Place]]
  private var available = WorkAmount.zero

  private struct Plan {
    let policy: String
    let capacity: CapacityPlan
    let areas: [Int?]
  }

  /// What a representative's customers ask for.
  private struct Person {
    var work = WorkSum()
    /// The indexes of the policies that decide them.
    var plans: Set<Int> = []
    /// For each area fact; those whose policy does not have the fact stand under `nil`.
    var areas: [[ExactText?: WorkSum]]
  }

  /// What an area's customers ask for.
  private struct Place {
    var work = WorkSum()
    var available = WorkAmount.zero
  }

  /// One that has counted nothing yet.
  init(_ policies: PolicySet, times: [String: RepresentativeTime]) {
    let planned = policies.policies.compactMap { policy in policy.capacity.map { (policy, $0) } }
    let areaFacts = planned.flatMap { policy, capacity in capacity.areas.map { policy.facts[$0].name } }.eachOnce
    plans = planned.map { policy, capacity in
      let own = capacity.areas.map { policy.facts[$0].name }
      return Plan(policy: policy.identity, capacity: capacity, areas: areaFacts.map { own.firstIndex(of: $0) })
    }
    self.areaFacts = areaFacts
    self.times = Dictionary(times.map { (ExactText($0.key), $0.value) }) { first, _ in first }
    places = areaFacts.map { _ in [:] }
    for name in self.times.keys { people[name] = Person(areas: areaFacts.map { _ in [:] }) }
  }
}

extension WorkloadBuilder {
  /// Adds all that was counted.
  mutating func add(_ counts: WorkloadCounts) {
    let indexes = Dictionary(plans.enumerated().map { ($1.policy, $0) }) { first, _ in first }
    for (group, customers) in counts.customers {
      guard let index = indexes[group.policy] else { continue }
      var work = WorkSum()
      for (demand, count) in customers {
        work.add(count, demand, minutes: plans[index].capacity.minutesPerVisit[demand.mode] ?? .zero)
      }
      add(work, of: group, by: index)
    }
  }

  private mutating func add(_ work: WorkSum, of group: WorkloadCounts.Group, by plan: Int) {
    var person = people.removeValue(forKey: group.representative) ?? Person(areas: areaFacts.map { _ in [:] })
    person.work.add(work)
    person.plans.insert(plan)
    for (fact, index) in plans[plan].areas.enumerated() {
      let value = index.map { group.areas[$0] }
      var sum = person.areas[fact][value] ?? WorkSum()
      sum.add(work)
      person.areas[fact][value] = sum
    }
    people[group.representative] = person
  }
}

// MARK: - Lines

extension WorkloadBuilder {
  /// A line for each representative; their time is given to the areas.
  mutating func representatives() -> [WorkloadLine] {
    var lines: [WorkloadLine] = []
    for (name, person) in people.sorted(by: { $0.key < $1.key }) {
      let time = time(of: name, person)
      available += time
      for fact in areaFacts.indices { give(time, to: person.areas[fact], fact) }
      lines.append(WorkloadLine(name, person.work, available: time, owner: owner(of: person)))
    }
    return lines
  }

  /// That of the first policy that names one.
  private func owner(of person: Person) -> String? {
    person.plans.sorted().compactMap { plans[$0].capacity.owner }.first
  }

  /// The lines of each area fact; call it after ``representatives()``.
  func areas() -> [Workload.Areas] {
    zip(areaFacts, places).map { fact, places in
      let lines = places.sorted { $0.key < $1.key }.map { name, place in
        WorkloadLine(name, place.work, available: place.available)
      }
      return Workload.Areas(fact: fact, lines: lines)
    }
  }

  /// The line of all representatives; call it after ``representatives()``.
  func total() -> WorkloadLine {
    var work = WorkSum()
    for person in people.values { work.add(person.work) }
    return WorkloadLine(ExactText(""), work, available: available)
  }
}

// MARK: - Time

extension WorkloadBuilder {
  /// The minutes that a representative has for visits in the month; nobody has none.
  private mutating func time(of name: ExactText, _ person: Person) -> WorkAmount {
    guard !name.text.isEmpty else { return .zero }
    let own = times[name] ?? .usual
    // Whoever has no customers could have those of any policy.
    let possible = plans.indices.filter { person.plans.isEmpty || person.plans.contains($0) }.map { plans[$0] }
    let minutes = possible.map { own.minutes(by: $0.capacity) }
    if Set(minutes).count > 1, !person.plans.isEmpty {
      let shares = zip(possible, minutes).map { plan, minutes in
        Workload.Disagreement.Share(policy: plan.policy, minutes: Rational(minutes))
      }
      disagreements.append(Workload.Disagreement(representative: name.text, minutes: shares))
    }
    return minutes.min() ?? .zero
  }

  /// Divides a representative's time among the values of an area fact.
  private mutating func give(
    _ time: WorkAmount, to works: [ExactText?: WorkSum], _ fact: Int
  ) {
    // Those of no area come first.
    let named = works.sorted { a, b in b.key.map { b in a.key.map { $0 < b } ?? true } ?? false }
    let shares = time.divided(among: named.map(\.value))
    for ((name, work), share) in zip(named, shares) {
      guard let name else { continue }
      var place = places[fact][name] ?? Place()
      place.work.add(work)
      place.available += share
      places[fact][name] = place
    }
  }
}

extension WorkAmount {
  /// Shares of a time in proportion to the minutes that are asked for, or to the customers, where they ask for nothing: whole minutes,
  /// and what is left for the first of those that ask for most.
  fileprivate func divided(among works: [WorkSum]) -> [WorkAmount] {
    let minutes = works.map(\.minutes)
    let asksForTime = minutes.contains { $0 > .zero }
    let weights = asksForTime ? minutes : works.map { WorkAmount(Rational(Int64($0.customers))) }
    let sum = weights.reduce(.zero, +)
    guard sum > .zero, let most = weights.max(), let first = weights.firstIndex(of: most) else { return weights }
    var shares = weights.map { times($0, by: sum).roundedDown }
    shares[first] += self - shares.reduce(.zero, +)
    return shares
  }
}
