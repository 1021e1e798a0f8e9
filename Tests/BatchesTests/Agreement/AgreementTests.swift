import Batches
import Columns
import Decisions
import Foundation
import Testing

@Suite("The evaluator of rows and that of batches") struct AgreementTests {
  /// One decider for all batches of a case, so that nothing may stay behind from one to the next.
  private static let columnar = BatchSubject(mayDefer: !isSet("AGREEMENT_STRICT")) { bound, cells, sizes in
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

  private static func isSet(_ variable: String) -> Bool { ProcessInfo.processInfo.environment[variable] != nil }

  /// Those that the environment names, for long runs; else a few hundred.
  private static let seeds: Range<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["AGREEMENT_SEED"].flatMap { UInt64($0) } ?? 0
    return first..<first + (environment["AGREEMENT_CASES"].flatMap { UInt64($0) } ?? 200)
  }()

  @Test("agree to the byte") func agreement() async {
    let isLong = Self.seeds.count > 200
    let tally = await AgreementRun(seeds: Self.seeds, subject: Self.columnar, isReporting: isLong).tally()
    if isLong { print(tally) }
    for disagreement in tally.disagreements { Issue.record("\(disagreement)") }
    #expect(tally.unloaded * 20 <= Self.seeds.count)
    // Nothing agrees with the row evaluator more easily than the row evaluator.
    #expect(tally.kinds[AgreementTally.everyday]?.deferredPerMille ?? 0 <= 5)
  }
}
