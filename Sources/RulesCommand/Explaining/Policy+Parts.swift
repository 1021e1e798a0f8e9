import Expressions
import Policies

extension Policy {
  /// Whether a fact is a part of a whole, which people read in percent: the standings of customers, and by how much events changed.
  func isPart(_ fact: Fact) -> Bool {
    switch fact.origin {
    case .population(let index): [.share, .ahead].contains(population[index].kind)
    case .measure(let index): measures[index].aggregate == .trend
    case .customer, .previous: false
    }
  }

  /// Whether a column of the decisions is one that the schedule gives.
  func isScheduled(_ column: String) -> Bool {
    cadence?.schedule != nil && ScheduledValue(rawValue: column) != nil
  }

  /// What a dimension's own form asks of the population, if that is what a fact stands for; it has no label of its own.
  func standing(_ fact: Fact) -> PopulationMeasure.Kind? {
    guard case .population(let index) = fact.origin, fact.name.contains(".") else { return nil }
    return population[index].kind
  }
}

extension Policy {
  /// Whether a dimension keeps its tiers for a time; what is computed is a dimension of its own then.
  func isHeld(_ dimension: String) -> Bool { dimensions.contains { $0.name == dimension + ".computed" } }

  /// Whether an output is what the next decision has to know of a dimension that is held.
  func isOfHold(output: String) -> Bool {
    dimensions.contains { isHeld($0.name) && ["\($0.name).since", "\($0.name).pending"].contains(output) }
  }
}
