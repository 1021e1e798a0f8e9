import Batches
import Cadences
import Decisions
import Expressions
import Policies
import SeededRandom
import Testing

@testable import GeneratedPolicies

@Suite("Customers with a cadence of their own, in batches") struct ExceptionAgreementTests {
  /// Gives some of the customers of a case a cadence of their own, for some time.
  private static func exceptions(_ generated: GeneratedCase, _ random: inout SplitMix) throws -> CadenceExceptions {
    let keys = generated.rows.compactMap { row in try? generated.expected(row).get().key }
    var exceptions: [String: CadenceException] = ["nobody": try exception(&random)]
    for key in keys where random.chance(15) { exceptions[key] = try exception(&random) }
    return CadenceExceptions(exceptions)
  }

  private static func exception(_ random: inout SplitMix) throws -> CadenceException {
    let cadence = try Cadence.parse(random.pick(["1/week", "on_demand", "3/month", "0/month", "1/2 months"]))
    let until = try #require(CalendarDate(random.pick(["2024-01-01", "2030-12-31", "2026-06-15"])))
    return try #require(CadenceException(cadence, until: until, by: "w", why: "x"))
  }

  @Test("are decided as by the row evaluator, and met by their keys") func agreement() throws {
    var met = 0
    for seed in AgreementSeeds.all(else: 60) {
      guard let generated = GeneratedCase(seed: seed, rowCount: 150) else { continue }
      var random = SplitMix(seed: seed)
      let exceptions = try Self.exceptions(generated, &random)
      let block = CellBlock(generated.rows, isColumnRead: generated.bound.isColumnRead)
      let decider = BatchDecider(BatchPlan(generated.bound), exceptions: exceptions)
      var keys: Set<ExactText> = []
      for first in stride(from: 0, to: 150, by: 75) {
        decider.decide(block.cells, rows: first..<first + 75)
        for row in 0..<75 {
          let values = generated.rows[first + row].map { $0.isEmpty ? FactValue.missing : .text($0) }
          let expected = generated.bound.decide(values, exceptions: exceptions)
          #expect(decider.result(at: row) == expected, "seed \(seed), row \(first + row)")
          if let key = try? expected.get().key, exceptions.names(key) { keys.insert(ExactText(key)) }
        }
      }
      let found = decider.takeExceptedKeys()
      #expect(keys.subtracting(found).isEmpty, "seed \(seed)")
      #expect(!found.contains(ExactText("nobody")))
      met += keys.count
    }
    #expect(met > 100)
  }
}
