import Decisions
import Testing

@testable import GeneratedPolicies

/// That the generator of ``AgreementTests`` is worth its while: were its policies trivial, agreement would be too.
@Suite("Generated policies") struct GeneratorTests {
  /// How often each thing happens, in percent of the rows.
  private static let expected: [(what: String, share: ClosedRange<Int>)] = [
    ("decided", 50...85), ("missing", 20...60), ("flags", 15...60), ("outputs", 40...80), ("mode", 15...50),
    ("no cadence", 10...40), ("no tier", 10...40), ("unknown", 4...30), ("multiply", 5...30), ("add", 5...30),
    ("round", 5...30), ("floor", 0...10), ("atLeast", 1...15), ("atMost", 1...15), ("evaluation-error", 3...25),
    ("bad-value", 2...15), ("unknown-value", 1...15), ("not-governed", 1...10), ("missing-fact", 0...10),
  ]

  @Test("decide in every way that there is") func spread() {
    var rows = 0
    var counts: [String: Int] = [:]
    var loaded = 0
    for seed in 0..<120 as Range<UInt64> {
      guard let generated = GeneratedCase(seed: seed, rowCount: 40) else { continue }
      loaded += 1
      rows += generated.rows.count
      for word in generated.rows.flatMap({ generated.expected($0).words }) { counts[word, default: 0] += 1 }
    }
    #expect(loaded >= 115)
    for (what, share) in Self.expected {
      #expect(share.contains((counts[what] ?? 0) * 100 / max(rows, 1)), "\(what): \(counts[what] ?? 0) of \(rows)")
    }
  }
}

extension Result<Decision, Rejection> {
  /// What happened, each thing once.
  fileprivate var words: Set<String> {
    switch self {
    case .success(let decision): decision.words
    case .failure(let rejection): [rejection.code]
    }
  }
}

extension Decision {
  fileprivate var words: Set<String> {
    var words: Set<String> = ["decided"]
    if tiers.contains(where: { $0.tier == nil }) { words.insert("no tier") }
    if tiers.contains(where: { $0.rule?.hasSuffix(".unknown") ?? false }) { words.insert("unknown") }
    if !missing.isEmpty { words.insert("missing") }
    if !flags.isEmpty { words.insert("flags") }
    if outputs.contains(where: { $0.values.contains { $0.value != nil } }) { words.insert("outputs") }
    guard let cadence else { return words.union(["no cadence"]) }
    if cadence.mode != nil { words.insert("mode") }
    for step in cadence.steps { words.insert(String("\(step.kind)".prefix { $0.isLetter })) }
    return words
  }
}
