import Batches
import Decisions
import Expressions
import Measures
import Policies
import SourceText
import Testing

/// A policy that compares customers, and customers written as `region=north sales=50` words.
struct PopulationFixture {
  /// The 15th of June 2026.
  static let asOf = CalendarDate(days: 20_619)

  let policies: PolicySet
  let bound: BoundPolicySet
  private let header: [String]

  /// A way of going about it that must not matter.
  struct Way {
    /// How many counters take the customers in, in turns of so many rows, beginning with the row at `start`.
    var counters = 1
    var turn = 5000
    var start = 0
    /// Whether only what tells tiers apart is kept.
    var isReduced = false
    /// Whether the population is written down and read again.
    var isKept = false
  }

  /// A policy of one file, without its header; the test fails if it has faults.
  init(_ sections: String, columns: [String] = ["id", "region", "sales", "open"]) throws {
    try self.init(files: ["p.yaml": "policy: p\nversion: \"1\"\n" + sections], columns: columns)
  }

  /// A set of several files.
  init(files: [String: String], columns: [String] = ["id", "region", "sales", "open"]) throws {
    let loaded = PolicySet.load(files.keys.sorted(), from: .memory(files), asOf: Self.asOf)
    #expect(loaded.diagnostics.map(\.message) == [])
    policies = try #require(loaded.value)
    header = columns
    bound = try policies.bound(to: columns, measuring: Measuring(events: [], population: true)).get()
  }

  /// A row for each customer.
  func rows(_ customers: [String]) -> [[FactValue]] {
    customers.enumerated().map { index, words in
      var row = header.map { $0 == "id" ? FactValue.text("c\(index)") : .missing }
      for word in words.split(separator: " ") {
        let parts = word.split(separator: "=").map(String.init)
        if let column = header.firstIndex(of: parts[0]) { row[column] = .text(parts[1]) }
      }
      return row
    }
  }
}

// MARK: - Measuring

extension PopulationFixture {
  /// How these customers stand.
  func population(_ rows: [[FactValue]], _ way: Way = Way()) throws -> MeasuredPopulation {
    let counters = (0..<way.counters).map { _ in PopulationCounter(bound) }
    let turned = Array(rows[way.start...] + rows[..<way.start])
    for (turn, first) in stride(from: 0, to: turned.count, by: way.turn).enumerated() {
      let part = Array(turned[first..<min(first + way.turn, turned.count)])
      counters[turn % way.counters].add(columns(part), rows: 0..<part.count)
    }
    let measured = MeasuredPopulation(policies, counters, exact: !way.isReduced)
    return way.isKept ? try MeasuredPopulation(snapshot: measured.snapshot(of: policies), for: policies) : measured
  }

  /// The rows as columns of texts.
  func columns(_ rows: [[FactValue]]) -> [FactColumn] {
    header.indices.map { column in .texts(rows.map { $0[column].text }) }
  }

  /// The decisions on all customers, by columns; the test fails if one customer alone is decided otherwise.
  func decide(_ rows: [[FactValue]], by population: MeasuredPopulation) -> [Result<Decision, Rejection>] {
    let measurer = PeerMeasurer(population, bound)
    let all = columns(rows)
    let measured = measurer.columns(of: all, count: rows.count)
    let decider = BatchDecider(BatchPlan(bound))
    var results: [Result<Decision, Rejection>] = []
    for first in stride(from: 0, to: rows.count, by: BatchSize.rows) {
      let batch = first..<min(first + BatchSize.rows, rows.count)
      decider.decide(all + measured, rows: batch)
      results += (0..<batch.count).map { decider.result(at: $0) }
    }
    for (row, result) in zip(rows, results).prefix(200) {
      let alone = bound.decide(row + measurer.values(ofRow: row))
      #expect(alone.shown == result.shown)
    }
    return results
  }

  /// What is decided on all customers, each as a line.
  func decide(_ customers: [String], _ way: Way = Way()) throws -> [String] {
    let rows = rows(customers)
    return decide(rows, by: try population(rows, way)).map(\.shown)
  }

  /// The tiers (or outputs) of customers with these sales, one after the other; it must not matter how they are measured.
  func decide(sales: String) throws -> String {
    let customers = sales.split(separator: " ").map { "sales=\($0)" }
    let plain = try decide(customers)
    for way in Self.ways(customers.count) { #expect(try decide(customers, way) == plain) }
    return plain.joined(separator: " ")
  }

  private static func ways(_ count: Int) -> [Way] {
    [
      Way(counters: 2, turn: 1, start: count / 2), Way(counters: 3, turn: 2, isReduced: true), Way(isKept: true),
      Way(counters: 2, turn: 2, isReduced: true, isKept: true),
    ]
  }
}

extension Result<Decision, Rejection> {
  /// Tiers, outputs and what was missing: `A`, `-?value.share`, or the rejection's code.
  var shown: String {
    switch self {
    case .success(let decision):
      let tiers = decision.tiers.map { $0.tier ?? "-" }
      let outputs = decision.outputs.flatMap(\.values).map { $0.value?.text ?? "-" }
      let missing = decision.missing.isEmpty ? "" : "?" + decision.missing.joined(separator: "?")
      return (tiers + outputs).joined(separator: "/") + missing
    case .failure(let rejection): return "!" + rejection.code
    }
  }
}
