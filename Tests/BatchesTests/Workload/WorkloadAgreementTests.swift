import Batches
import Cadences
import Decisions
import Expressions
import Policies
import SeededRandom
import SourceText
import Testing

@testable import GeneratedPolicies

/// What is counted by columns is what is counted row by row.
struct WorkloadAgreementTests {
  private static let files = [
    "a.yaml": """
    policy: a
    version: "1"
    facts:
      id: {type: string, key: true}
      rep: {type: string, missing: {default: 空}}
      county: {type: string, missing: unknown}
      kind: {type: enum, values: {one: {zh: 一}, two: {zh: 二}, three: {zh: 三}}, missing: unknown}
      more: {type: number, missing: unknown}
    cadence:
      obligations:
        - {id: all, by: kind, visits: {one: 1/month, two: 2/month}, mode: {one: deep, three: deeper}, floor: true}
        - {id: rest, when: more > 3, visits: 1/quarter}
      adjust: [{id: more, add: more, per: week}]
      bounds: {at_least: 1/year}
    capacity: {rep: rep, areas: [county, kind], day: {visiting: 300}, visit: {general: 10, deeper: 20, deep: 30}}

    """,
    "b.yaml": """
    policy: b
    version: "1"
    extends: a.yaml
    governs: {county: [K1, K2]}
    capacity: {rep: county, areas: [rep]}

    """,
  ]

  /// Columns of `count` customers with up to `names` representatives, or one for each, and the same as rows.
  private static func customers(_ count: Int, names: UInt64?, seed: UInt64) -> (
    columns: [FactColumn], rows: [[FactValue]]
  ) {
    var random = SplitMix(seed: seed)
    let pick = { (texts: [String?]) in texts[Int(random.next() % UInt64(texts.count))] }
    let rows: [[String?]] = (0..<count).map { row in
      let name = "r\(names == nil ? UInt64(row) : random.next() % (names ?? 1))"
      return [
        pick(["c\(row)", "c\(row)", "c\(row)", " "]), names == nil ? name : pick([nil, " ", name, "代" + name]),
        pick([nil, "K1", "K2", "K3", "é", "e\u{301}"]), pick([nil, "one", "二", "three", "two", "TWO"]),
        pick([nil, "0", "0.5", "4", "-1", "1e40", "x", "0.3333333333333333"]),
      ]
    }
    let columns = (0..<5).map { column in FactColumn.texts(rows.map { $0[column] }) }
    return (columns, rows.map { $0.map { $0.map { .text($0) } ?? .missing } })
  }

  private static func expectSame(_ count: Int, names: UInt64?, seed: UInt64) throws {
    let day = try #require(CalendarDate("2026-06-10"))
    let policies = try #require(PolicySet.load(["a.yaml", "b.yaml"], from: .memory(files), asOf: day).value)
    let bound = try policies.bound(to: ["id", "rep", "county", "kind", "more"]).get()
    let (columns, rows) = customers(count, names: names, seed: seed)
    var expected = RunSummary()
    for row in rows {
      switch bound.decide(row) {
      case .success(let decision): expected.add(decision, of: row, by: bound)
      case .failure(let rejection): expected.add(rejection)
      }
    }
    let decider = try #require(ColumnDecider(BatchPlan(bound), results: ["policy"]))
    var found = decider.decide(columns, rows: 0..<(count / 3)).summary
    found.merge(decider.decide(columns, rows: (count / 3)..<count).summary)
    #expect(found.decided > count / 10)
    #expect(found.rejected > 0)
    #expect(found.workload == expected.workload)
    #expect(Workload(found.workload, by: policies) == Workload(expected.workload, by: policies))
  }

  @Test("for few representatives", arguments: [1, 2, 3])
  func few(seed: UInt64) throws { try Self.expectSame(5_000, names: 20, seed: seed) }

  @Test("for more representatives than a dictionary keeps")
  func many() throws { try Self.expectSame(67_000, names: nil, seed: 4) }
}
