package import Policies

/// Which facts are measured, rather than given with a customer's row.
public struct Measuring: Hashable, Sendable {
  /// The names of the event tables whose events are at hand; measures of others are facts like any other.
  public let events: Set<String>
  /// Whether customers are compared with their peers; else population measures are facts like any other.
  public let population: Bool
  /// Whether the last decisions are at hand; else what they said are facts like any other.
  package let previous: Bool

  /// Measures of these events, and of the population.
  public init(events: Set<String> = [], population: Bool = false) {
    self.init(events: events, population: population, previous: false)
  }

  /// Measures of these events, of the population, and what was decided last.
  package init(events: Set<String> = [], population: Bool = false, previous: Bool) {
    self.events = events
    self.population = population
    self.previous = previous
  }

  /// All facts are given.
  public static let nothing = Measuring()
}

extension Measuring {
  /// Whether a fact of a policy is measured.
  func includes(_ fact: Fact, of policy: Policy) -> Bool {
    switch fact.origin {
    case .customer: false
    case .measure(let index): events.contains(policy.events[policy.measures[index].table].name)
    case .population: population
    case .previous: previous
    }
  }

  /// The facts that are not.
  package func others(among policies: [Policy]) -> [Fact] {
    policies.flatMap { policy in policy.facts.filter { !$0.isInternal && !includes($0, of: policy) } }
  }
}

/// What a column behind those of the header holds.
package enum MeasuredColumn: Hashable, Sendable {
  /// A measure, by its index in an event source of the set.
  case event(source: Int, measure: Int)
  /// A population measure of a policy; it says nothing of those whom another policy decides.
  case population(policy: Int, measure: Int)
  /// What stood in a column of the last decisions, as the policy's fact of that index reads it.
  case previous(policy: Int, fact: Int)
}

/// The columns behind those of the header: of each event source, then what was decided last, then of each policy's population.
struct MeasuredColumns {
  private(set) var columns: [MeasuredColumn] = []
  /// For each policy, the column of each fact that has one.
  private var indexes: [[Int: Int]]

  init(of set: PolicySet, measuring: Measuring) {
    indexes = set.policies.map { _ in [:] }
    for (number, source) in set.eventSources.enumerated() where measuring.events.contains(source.name) {
      for measure in source.measures.indices {
        for policy in source.policies {
          indexes[policy][set.policies[policy].facts(of: source.name)[measure]] = columns.count
        }
        columns.append(.event(source: number, measure: measure))
      }
    }
    if measuring.previous { addPrevious(of: set) }
    guard measuring.population else { return }
    for (number, policy) in set.policies.enumerated() {
      for (index, measure) in policy.population.enumerated() {
        indexes[number][measure.fact] = columns.count
        columns.append(.population(policy: number, measure: index))
      }
    }
  }

  private mutating func addPrevious(of set: PolicySet) {
    for (number, policy) in set.policies.enumerated() {
      for (index, fact) in policy.facts.enumerated() {
        guard case .previous = fact.origin else { continue }
        indexes[number][index] = columns.count
        columns.append(.previous(policy: number, fact: index))
      }
    }
  }

  /// The column of a policy's fact, counted from the first behind the header; `nil` for one that is not measured.
  func index(ofFact fact: Int, policy: Int) -> Int? { indexes[policy][fact] }
}

extension Policy {
  /// The facts that the measures of an event table stand for.
  fileprivate func facts(of events: String) -> [Int] {
    measures.filter { self.events[$0.table].name == events }.map(\.fact)
  }
}
