import Batches
import Columns
import Decisions
import Policies
import SeededRandom
import Testing

@testable import GeneratedPolicies

@Suite("The evaluator of rows and that of single customers") struct CustomerAgreementTests {
  /// One decider for all rows of a case, so that nothing may stay behind from one to the next.
  private static let single = BatchSubject(mayDefer: !AgreementSeeds.isStrict) { bound, cells, _ in
    let decider = CustomerDecider(BatchPlan(bound))
    var answer = BatchSubject.Answer()
    for row in 0..<cells.rowCount {
      let values = cells.columns.indices.map { column in
        cells.text(column, row: row).map { FactValue.text($0) } ?? .missing
      }
      if decider.decideInRegisters(values) == nil { answer.deferred.insert(row) }
      let result = decider.decide(values)
      answer.results.append(result)
      switch result {
      case .success(let decision): answer.summary.add(decision)
      case .failure(let rejection): answer.summary.add(rejection)
      }
    }
    return answer
  }

  @Test("agree to the byte on texts") func texts() async {
    let (seeds, isLong) = (AgreementSeeds.all(else: 200), AgreementSeeds.isLong)
    let tally = await AgreementRun(seeds: seeds, subject: Self.single, isReporting: isLong).tally()
    if isLong { print(tally) }
    for disagreement in tally.disagreements { Issue.record("\(disagreement)") }
    #expect(tally.kinds[AgreementTally.everyday]?.deferredPerMille ?? 0 <= 5)
  }

  @Test("agree to the byte on values, whichever of two deciders is asked") func values() {
    var found = 0
    for seed in AgreementSeeds.all(else: 100) where found < 3 {
      guard let generated = GeneratedCase(seed: seed, rowCount: 70) else { continue }
      var writer = ColumnWriter(random: SplitMix(seed: seed))
      let columns = writer.columns(of: generated)
      let rows = generated.rows.indices.map { row in columns.map { $0.rows[row].spelled(writer.random.chance(30)) } }
      guard let difference = Self.difference(generated.bound, rows) else { continue }
      Issue.record("seed \(seed), as of \(generated.draft.asOf): \(difference)\n\(generated.draft.text)")
      found += 1
    }
  }

  /// The first row that is decided otherwise by one of two deciders of the same plan, which take turns.
  private static func difference(_ bound: BoundPolicySet, _ rows: [[FactValue]]) -> String? {
    let plan = BatchPlan(bound)
    let deciders = [CustomerDecider(plan), CustomerDecider(plan)]
    for (index, row) in rows.enumerated() {
      let (actual, expected) = (deciders[index % 2].decide(row), bound.decide(row))
      if expected.difference(from: actual) != nil { return "row \(index), \(row): \(expected) | \(actual)" }
    }
    return nil
  }
}

extension FactValue {
  /// A number with how it was written, which is not how it would be; anything else as it is.
  fileprivate func spelled(_ isSpelled: Bool) -> FactValue {
    guard isSpelled, case .number(let number, nil) = self, number.isFinite else { return self }
    return .number(number, spelling: "\(number)e0")
  }
}
