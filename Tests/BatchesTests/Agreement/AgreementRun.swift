import Batches

@testable import GeneratedPolicies

/// Compares a subject with the row evaluator on many generated policies.
struct AgreementRun {
  let seeds: Range<UInt64>
  let subject: BatchSubject
  /// Whether to say how far it has come.
  var isReporting = false

  /// Rows of a case, in turns; few where all of them are decided in a debug build.
  private static let rowCounts = [1, 63, 65, 200, 129, 65, 63, 129]

  /// More differences than these are not looked for.
  private var enough: Int { isReporting ? 40 : 3 }

  /// The seeds in stretches, so that all cores have something to do.
  func tally() async -> AgreementTally {
    let stretch = UInt64(25)
    return await withTaskGroup(of: AgreementTally.self) { group in
      for start in stride(from: seeds.lowerBound, to: seeds.upperBound, by: Int(stretch)) {
        group.addTask { compare(start..<min(start + stretch, seeds.upperBound)) }
      }
      var all = AgreementTally()
      var cases = 0
      for await tally in group {
        all.merge(tally)
        cases += Int(stretch)
        if isReporting, cases.isMultiple(of: 1000) { print("\(cases) cases, \(all.disagreements.count) differ") }
        if all.disagreements.count >= enough { group.cancelAll() }
      }
      return all
    }
  }

  private func compare(_ seeds: Range<UInt64>) -> AgreementTally {
    var tally = AgreementTally()
    for seed in seeds where !Task.isCancelled {
      let generated = GeneratedCase(seed: seed, rowCount: Self.rowCount(of: seed))
      guard let generated else {
        tally.addUnloaded()
        continue
      }
      var comparison = generated.compare(with: subject)
      comparison.disagreement = comparison.disagreement?.shrunk(for: subject)
      tally.add(generated, comparison)
    }
    return tally
  }

  private static func rowCount(of seed: UInt64) -> Int {
    seed % 61 == 60 ? BatchSize.rows + 65 : rowCounts[Int(seed % UInt64(rowCounts.count))]
  }
}
