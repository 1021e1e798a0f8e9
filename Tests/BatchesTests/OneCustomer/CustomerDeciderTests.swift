import Batches
import Decisions
import Expressions
import Foundation
import Policies
import SourceText
import Testing

@Suite("A decider of single customers") struct CustomerDeciderTests {
  /// Values of all kinds, for facts of any.
  private static let values: [FactValue] =
    Spellings.all.map { .text(String(decoding: $0, as: UTF8.self)) }
    + [0, 1, -1, 7, 100, 101, 1 << 53, 1 << 53 + 1, -(1 << 53) - 1, .max, .min].map { .integer($0) }
    + [0, -0.0, 1, 0.5, -1, 100.5, 100.6, 1e17, 1e300, .nan, .infinity, -.infinity].map { .number($0) }
    + ["5", " 5 ", "5.0", "1e999", "nan", "b", "2024-02-29", "true"].map { .number(5, spelling: $0) }
    + [.missing, .bool(true), .bool(false)]

  @Test(
    "reads every value as the row evaluator does, whether its fact is asked for or not", arguments: Declarations.all)
  func kinds(declaration: String) throws {
    for outputs in ["", "outputs: {shown: {value: f}, known: {value: has(f)}}"] {
      let policies = Self.policies([
        "p.yaml":
          "policy: p\nversion: \"1\"\nfacts:\n  id: {type: string, key: true}\n  f: \(declaration)\n\(outputs)\n"
      ])
      let rows =
        Self.values.map { [FactValue.text("c"), $0] } + Self.values.map { [$0, .missing] } + [[.text("c")], []]
      try Self.expectAgreement(of: policies, columns: ["id", "f"], rows)
    }
  }

  @Test("asks each customer's own policy, and leaves those without one to the row evaluator") func routing() throws {
    let base = """
      policy: base
      version: "1"
      facts:
        id: {type: string, key: true}
        region: {type: string, missing: unknown}
        sales: {type: number}
      params: {large: {value: 100}}
      classify:
        size: {first: [{id: much, when: sales > params.large, then: large}], else: small, tiers: [large, small]}
      """
    func overlay(_ name: String, _ large: Int) -> String {
      "policy: \(name)\nversion: \"1\"\nextends: base\ngoverns: {region: [\(name)]}\nparams: {large: \(large)}\n"
    }
    let policies = Self.policies([
      "set/base.yaml": base + "\ngoverns: none\n", "set/fujian.yaml": overlay("fujian", 50),
      "set/xiamen.yaml": overlay("xiamen", 10),
    ])
    let regions: [FactValue] = [.text("fujian"), .text("xiamen"), .text("anhui"), .missing, .text(" "), .integer(3)]
    let rows = regions.flatMap { region in [5, 20, 70].map { [FactValue.text("c"), region, .number($0)] } }
    try Self.expectAgreement(of: policies, columns: ["id", "region", "sales"], rows + rows.reversed())
  }

  @Test("asks the calendar of each day as the row evaluator does") func calendar() throws {
    let policies = Self.policies([
      "p.yaml": """
      policy: p
      version: "1"
      facts:
        id: {type: string, key: true}
        seen: {type: date, missing: unknown}
        days: {type: integer, missing: unknown}
      classify:
        kind:
          first:
            - {id: late, when: "working_days_between(seen, as_of) > 20 && is_working_day(seen)", then: late}
            - {id: spring, when: "fiscal_month(seen) in [3, 4, 5] || !is_working_day(seen)", then: spring}
          else: other
      outputs:
        next: {value: "add_working_days(seen, days)"}
        month: {value: "fiscal_year(seen) * 100 + fiscal_month(seen)"}
      """
    ])
    let seen: [FactValue] = [
      .text("2026-05-03"), .text("0001-01-01"), .text("9999-12-31"), .text("2024-02-29"), .missing, .text("never"),
    ]
    let counts: [FactValue] = [.integer(0), .integer(5), .integer(-5), .integer(1 << 40), .missing]
    let rows = seen.flatMap { seen in counts.map { [FactValue.text("c"), seen, $0] } }
    try Self.expectAgreement(of: policies, columns: ["id", "seen", "days"], rows + rows.reversed())
  }

  @Test(
    "decides the shipped customers as the row evaluator does, the broken ones too",
    arguments: ["2025-12-15", "2026-11-01"])
  func shipped(asOf: String) throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let reader = SourceReader(
      read: { path in FileManager.default.contents(atPath: path).map { Array($0) } },
      list: { folder in
        let names = try? FileManager.default.subpathsOfDirectory(atPath: folder)
        return names?.filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }.sorted()
      })
    let rules = package.appendingPathComponent("rules").standardizedFileURL.path
    let day = try #require(CalendarDate(asOf))
    let policies = try #require(PolicySet.load([rules], from: reader, asOf: day).value)
    let text = try String(contentsOf: package.appendingPathComponent("examples/customers.csv"), encoding: .utf8)
    // Rows with quotes are split wrongly, which makes them broken ones.
    let rows = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let values = rows.dropFirst().map { $0.map { $0.isEmpty ? FactValue.missing : .text($0) } }
    #expect(values.count > 2000)
    try Self.expectAgreement(of: policies, columns: rows[0], values)
  }

  @Test("keeps its word after more texts and amounts than it remembers") func forgetting() throws {
    let policies = Self.policies([
      "p.yaml": """
      policy: p
      version: "1"
      facts: {id: {type: string, key: true}, place: {type: string}, more: {type: number}}
      derive: {town: {value: "place + 'town'"}}
      classify: {at: {first: [{id: here, when: "place.endsWith('7') || town == '65535town'", then: home}], else: away}}
      cadence:
        obligations:
          - {id: all, visits: 1/month}
          - {id: far, when: "place.size() > 3", by: at, visits: {away: 2/month}}
        adjust: [{id: extra, when: more > 5, add: more, per: month}]
      flags: [{id: up, when: place > '5', severity: low}]
      outputs: {shown: {value: town}, twice: {value: 2 * more}}
      """
    ])
    let rows = (0..<70_000).map { number in
      [FactValue.text("c"), .text(String(number * 7 % 69_997)), .number(Double(number) / 8)]
    }
    try Self.expectAgreement(of: policies, columns: ["id", "place", "more"], rows, every: 101)
  }
}

extension CustomerDeciderTests {
  private static func policies(_ files: [String: String]) -> PolicySet {
    let folders = Set(files.keys.map { $0.contains("/") ? String($0.prefix { $0 != "/" }) : $0 })
    let loaded = PolicySet.load(folders.sorted(), from: .memory(files), asOf: CalendarDate(days: 20_619))
    guard let policies = loaded.value else { fatalError("\(loaded.diagnostics.map(\.message))") }
    return policies
  }

  /// All rows are decided; each so manyth is compared.
  private static func expectAgreement(
    of policies: PolicySet, columns: [String], _ rows: [[FactValue]], every: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bound = try policies.bound(to: columns).get()
    let decider = CustomerDecider(BatchPlan(bound))
    for (index, row) in rows.enumerated() {
      let actual = decider.decide(row)
      guard index.isMultiple(of: every) || index > rows.count - 50 else { continue }
      let expected = bound.decide(row)
      guard expected.difference(from: actual) != nil else { continue }
      Issue.record("row \(index), \(row): \(expected) | \(actual)", sourceLocation: sourceLocation)
      return
    }
  }
}
