@testable import GeneratedPolicies

/// What a run of comparisons came to.
struct AgreementTally: Sendable {
  /// A kind of rows.
  struct Count {
    var policies = 0
    var rows = 0
    /// Those that are decided, not rejected.
    var decided = 0
    /// How many of these were left to the row evaluator.
    var deferred = 0

    /// Of a thousand rows that are decided, those that were left to the row evaluator.
    var deferredPerMille: Int { decided == 0 ? 0 : deferred * 1000 / decided }

    static func += (count: inout Count, other: Count) {
      count.policies += other.policies
      count.rows += other.rows
      count.decided += other.decided
      count.deferred += other.deferred
    }
  }

  /// By the kind of policy and of rows: `everyday, tame`.
  private(set) var kinds: [String: Count] = [:]
  /// By what the policies use, for tame rows only.
  private(set) var features: [String: Count] = [:]
  /// Seeds that gave no policy.
  private(set) var unloaded = 0
  private(set) var repaired = 0
  private(set) var disagreements: [Disagreement] = []
}

extension AgreementTally {
  /// The kind of which the columnar evaluator is to leave hardly anything to the other one.
  static let everyday = "everyday, tame"

  /// Counts a seed that gave no policy.
  mutating func addUnloaded() { unloaded += 1 }

  mutating func add(_ generated: GeneratedCase, _ comparison: Comparison) {
    if generated.repairs > 0 { repaired += 1 }
    if let disagreement = comparison.disagreement { disagreements.append(disagreement) }
    let count = Count(
      policies: 1, rows: generated.rows.count, decided: comparison.decided, deferred: comparison.deferred)
    let kind = "\(generated.draft.isExotic ? "exotic" : "everyday"), \(generated.soundness.rawValue)"
    kinds[kind, default: Count()] += count
    guard generated.soundness == .tame else { return }
    for feature in generated.draft.features { features[feature, default: Count()] += count }
  }

  mutating func merge(_ other: AgreementTally) {
    kinds.merge(other.kinds) { $0 + $1 }
    features.merge(other.features) { $0 + $1 }
    unloaded += other.unloaded
    repaired += other.repaired
    disagreements += other.disagreements
  }
}

extension AgreementTally.Count {
  fileprivate static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum += b
    return sum
  }

  fileprivate var words: String {
    "\(policies) policies, \(rows) rows, \(decided) decided, \(deferredPerMille) of 1000 of these deferred"
  }
}

extension AgreementTally: CustomStringConvertible {
  /// A line for each kind, then for each feature, the ones that are deferred most first.
  var description: String {
    let all = kinds.values.reduce(Count(), +)
    let byKind = kinds.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value.words)" }
    let byFeature = features.sorted { ($1.value.deferredPerMille, $0.key) < ($0.value.deferredPerMille, $1.key) }
      .map { "  \($0.key): \($0.value.words)" }
    return """
      \(all.words); \(disagreements.count) differ; \(repaired) policies repaired, \(unloaded) not loaded
      \(byKind.joined(separator: "\n"))
      tame rows by what their policies use:
      \(byFeature.joined(separator: "\n"))
      """
  }
}
