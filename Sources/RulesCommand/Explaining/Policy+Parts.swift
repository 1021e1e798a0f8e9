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

extension Double {
  /// In percent, to two places; never more than it is, so that what is shown lies on the same side of a cut.
  var percentText: String {
    guard abs(self) < 1e12 else { return "\((self * 100).shortestText)%" }
    var hundredths = Int64((self * 10_000).rounded(.down))
    // The product may have been rounded across a whole number.
    if Self(tenThousandths: hundredths + 1) <= self { hundredths += 1 }
    if Self(tenThousandths: hundredths) > self { hundredths -= 1 }
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let places = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return "\(hundredths < 0 ? "-" : "")\(whole)\(places)%"
  }

  /// The number nearest to so many ten thousandths.
  private init(tenThousandths count: Int64) { self = Self(count) / 10_000 }
}
