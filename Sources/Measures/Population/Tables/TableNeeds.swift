import Policies

/// What has to be known of a group, so that its comparison's measures can be answered.
struct TableNeeds: Hashable, Sendable {
  /// Whether each value's part of the sum is asked for.
  let shares: Bool
  /// Whether it has to be known how many customers have smaller values.
  let counts: Bool
  /// Whether the spread is.
  let squares: Bool
  /// Where the answers that matter begin and end; `nil`: each matters.
  let cuts: Cuts?

  /// Limits between answers that are told apart, ascending.
  struct Cuts: Hashable, Sendable {
    let shares: [Double]
    let ahead: [Double]
  }

  /// What the measures of one comparison of a policy need; of what only tells tiers apart no more than that, unless the answers are to
  /// be `exact`.
  init(_ policy: PolicyComparisons, comparison: Int, exact: Bool) {
    let answers = policy.answers.filter { $0.comparison == comparison }
    let kinds = Set(answers.map(\.kind))
    shares = kinds.contains(.share)
    squares = kinds.contains(.deviation)
    let ranging = answers.filter { [.share, .ahead, .rank, .percentile].contains($0.kind) }
    let areCut = !ranging.isEmpty && ranging.allSatisfy { $0.cuts != nil }
    cuts = areCut && !exact ? Cuts(shares: ranging.cuts(of: .share), ahead: ranging.cuts(of: .ahead)) : nil
    // With each value goes how many have it: of these two, all else can be told.
    counts = cuts == nil ? !ranging.isEmpty : kinds.contains(.ahead)
  }

  /// Whether single values matter.
  var values: Bool { shares || counts }
}

extension [PolicyComparisons.Answer] {
  fileprivate func cuts(of kind: PopulationMeasure.Kind) -> [Double] {
    Set(filter { $0.kind == kind }.flatMap { $0.cuts ?? [] }).sorted()
  }
}
