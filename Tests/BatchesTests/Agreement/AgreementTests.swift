import Batches
import Columns
import Decisions
import Testing

@testable import GeneratedPolicies

@Suite("The evaluator of rows and that of batches") struct AgreementTests {
  /// One decider for all batches of a case, so that nothing may stay behind from one to the next.
  private static let columnar = BatchSubject(mayDefer: !AgreementSeeds.isStrict) { bound, cells, sizes in
    let decider = BatchDecider(BatchPlan(bound))
    var answer = BatchSubject.Answer()
    var first = 0
    for size in sizes {
      decider.decide(cells, rows: first..<first + size)
      for row in 0..<size { answer.results.append(decider.result(at: row)) }
      decider.countRows()
      for (row, _) in decider.deferred { answer.deferred.insert(first + row) }
      first += size
    }
    answer.summary = decider.takeSummary()
    return answer
  }

  @Test("agree to the byte") func agreement() async {
    let (seeds, isLong) = (AgreementSeeds.all(else: 200), AgreementSeeds.isLong)
    let tally = await AgreementRun(seeds: seeds, subject: Self.columnar, isReporting: isLong).tally()
    if isLong { print(tally) }
    for disagreement in tally.disagreements { Issue.record("\(disagreement)") }
    #expect(tally.unloaded * 20 <= seeds.count)
    // Nothing agrees with the row evaluator more easily than the row evaluator.
    #expect(tally.kinds[AgreementTally.everyday]?.deferredPerMille ?? 0 <= 5)
  }
}
