import Policies

/// What customers are compared by, and with whom: what several measures of a policy may share.
struct Comparison: Hashable, Sendable {
  /// The output of the questions with the value.
  let value: Int
  /// The output that says who takes part; `nil`: everybody.
  let filter: Int?
  /// The outputs that tell groups apart.
  let groups: [Int]
}

/// The comparisons that a policy asks for.
struct PolicyComparisons: Sendable {
  /// What is asked.
  struct Answer: Hashable, Sendable {
    let name: String
    let kind: PopulationMeasure.Kind
    /// The index of the comparison.
    let comparison: Int
    /// Where the answers begin and end that are told apart; `nil`: each is as it is.
    let cuts: [Double]?
  }

  /// Each once.
  let comparisons: [Comparison]
  /// For each of the policy's measures.
  let answers: [Answer]

  /// What the population measures of `policy` ask.
  init(_ policy: Policy) {
    var comparisons: [Comparison] = []
    answers = policy.population.map { measure in
      let comparison = Comparison(value: measure.value, filter: measure.filter, groups: measure.groups)
      let index = comparisons.firstIndex(of: comparison) ?? comparisons.endIndex
      if index == comparisons.endIndex { comparisons.append(comparison) }
      return Answer(name: measure.name, kind: measure.kind, comparison: index, cuts: policy.cuts(of: measure))
    }
    self.comparisons = comparisons
  }
}
