import Batches
import Cadences
import Expressions
import Measures
import Policies
import SeededRandom
import SourceText
import Testing

@Suite("The visits in the week, month, quarter and year of the latest one")
struct VisitsMadeTests {
  /// A policy that counts visits of which `met` does not say no; months close on the 25th.
  private static func source() throws -> EventSource {
    let text = """
      policy: p
      version: "1"
      facts: {id: {type: string, key: true}}
      events: {visits: {key: id, time: day, fields: {met: {type: bool, missing: {default: true}}}}}
      measures: {last: {of: visits, last: day, where: met}}
      calendar: {close: 25}
      cadence:
        obligations: [{id: all, visits: 2/month}]
        schedule: {last_visit: last, made: {of: visits, where: met}}
      """
    let day = try #require(CalendarDate("2026-11-30"))
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": text]), asOf: day)
    #expect(loaded.diagnostics.isEmpty)
    return try #require(loaded.value?.eventSources.first)
  }

  /// The counts of customer `a`, as `week month quarter year`; `-` where there is no visit.
  private static func counts(_ days: [String], met: [String?]? = nil) throws -> String {
    let columns: [FactColumn] = [
      .texts(days.map { _ in "a" }), .texts(days), .texts(met ?? days.map { _ in nil }),
    ]
    let results = try EventMeasurer(try source(), columns: ["id", "day", "met"]).measure([columns])
    let shown = results.measured.columns(of: .texts(["a"]))[1].shown(0)
    guard let packed = Int64(shown) else { return shown }
    let values = VisitCounts(packed: packed).values
    return (0..<4).map { "\(values[$0])" }.joined(separator: " ")
  }

  @Test(
    arguments: [
      ([], "-"), (["2026-11-03"], "1 1 1 1"), (["2026-11-03", "2026-11-04"], "2 2 2 2"),
      // Another week; another month of the books, which begins on the 26th; another quarter; another year.
      (["2026-11-01", "2026-11-02"], "1 2 2 2"), (["2026-10-26", "2026-10-25"], "1 1 2 2"),
      (["2026-09-25", "2026-09-26"], "2 1 1 2"), (["2025-12-25", "2025-12-26"], "2 1 1 1"),
      // Two on one day are one.
      (["2026-11-03", "2026-11-04", "2026-11-03", "2026-11-04T09:30"], "2 2 2 2"),
      // A week that lies in two years; a day before all that are remembered.
      (["2025-12-24", "2025-12-26", "2025-12-22"], "3 1 1 1"), (["1999-03-01", "1999-03-02"], "2 2 2 2"),
      // What lies after the as-of date is not seen.
      (["2026-11-30", "2026-12-01"], "1 1 1 1"),
    ])
  func `are those of the calendar's stretches`(days: [String], expected: String) throws {
    #expect(try Self.counts(days) == expected)
  }

  @Test func `are those that the condition holds for`() throws {
    #expect(try Self.counts(["2026-11-03", "2026-11-04", "2026-11-10"], met: ["yes", nil, "no"]) == "2 2 2 2")
  }

  @Test(arguments: 0..<40)
  func `do not depend on the order of the visits`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let last = try #require(CalendarDate("2026-11-30"))
    let days = (0..<30).map { _ in last.adding(days: -random.below(Int(seed) * 10 + 1)) }
    let source = try Self.source()
    guard case .visitCounts(let calendar) = source.measures[1].aggregate else {
      Issue.record("the second measure counts visits")
      return
    }
    let latest = days.max() ?? last
    let expected = VisitCounts.units.map { unit in
      Set(days).count { calendar.period(of: latest, unit).contains($0) }
    }
    #expect(try Self.counts(days.map(\.description)) == expected.map { "\($0)" }.joined(separator: " "))
  }
}
