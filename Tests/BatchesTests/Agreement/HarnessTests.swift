import Columns
import Decisions
import Policies
import Testing

@testable import GeneratedPolicies

@Suite("The comparison of evaluators") struct HarnessTests {
  /// The row evaluator itself, which takes a customer for another.
  private static let careless = BatchSubject { bound, cells, _ in
    let results = (0..<cells.rowCount).map { row in
      bound.decide(
        cells.columns.indices.map { column in
          cells.text(column, row: row).map { .text($0 == "c0" ? "c9" : $0) } ?? .missing
        })
    }
    var summary = RunSummary()
    for result in results { summary.add(result) }
    return BatchSubject.Answer(results: results, summary: summary)
  }

  @Test("finds a difference and cuts it down") func shrinking() async throws {
    let tally = await AgreementRun(seeds: 3..<4, subject: Self.careless).tally()
    let found = try #require(tally.disagreements.first)
    #expect(found.generated.rows.count == 1)
    #expect(found.generated.draft.files.map(\.outline.lineCount).reduce(0, +) < 12)
  }
}
