import Decisions
import Expressions

import SourceText
import Testing

@testable import Batches
@testable import Policies

@Suite("Tests and scores over vectors") struct TestAndScoreVectorTests {
  private static let tests: [UnaryTest] = [
    .strings(["mall", "张"], negated: false), .strings(["mall", "a"], negated: true), .bool(true), .bool(false),
    .intervals([Interval(lower: .including(0), upper: .excluding(7))], negated: false),
    .intervals(
      [Interval(lower: .unbounded, upper: .including(-7)), Interval(lower: .excluding(30), upper: .unbounded)],
      negated: true),
    .intervals([Interval(lower: .unbounded, upper: .unbounded)], negated: false),
    .intervals([Interval(lower: .including(20_484), upper: .including(20_484))], negated: false),
    .intervals([], negated: false),
  ]

  @Test("a test says of each row what it says of its value", arguments: [false, true])
  func unaryTests(folding: Bool) {
    let table = FactTable.strange(rowCount: 65)
    var bench = Bench(table, folding: folding)
    var asked: [(slot: Int, test: UnaryTest, truth: TruthVector)] = []
    for slot in table.columns.indices {
      for test in Self.tests {
        asked.append((slot, test, bench.builder.truth(of: test, on: bench.builder.slots[slot])))
      }
    }
    let workspace = bench.run()
    for (slot, test, truth) in asked {
      let found = (0..<65).map { workspace.outcome(of: .truth(truth), row: $0).told }
      let expected = table.columns[slot].rows.map { test.outcome(of: $0).told }
      #expect(found == expected, "\(table.columns[slot].name) \(test)")
    }
  }

  @Test("a score is the sum of its parts, in their order, rounded", arguments: [false, true])
  func scores(folding: Bool) throws {
    let table = FactTable.strange(rowCount: 65)
    func compile(_ text: String) throws -> CheckedExpression { try #require(table.compile(text).value, "\(text)") }
    let parts: [Score.Part] = [
      .points(id: "a", condition: try compile("promo"), points: 0.1),
      .points(id: "b", condition: try compile("overdue > 3"), points: 0.2),
      .weighted(id: "c", value: try compile("overdue"), weight: 0.7),
      .points(id: "d", condition: try compile("open"), points: -1e9),
      .weighted(id: "e", value: try compile("potential"), weight: 1.1),
      .points(id: "f", condition: try compile("true"), points: 3),
      .points(id: "g", condition: try compile("name == 'a'"), points: 0.3),
      .weighted(id: "h", value: try compile("cooperation"), weight: 1e200),
    ]
    for subset in [[0, 1], [0, 1, 2, 6], [3, 0], [4, 1], [5], [], [7, 0], [0, 4, 3]] {
      let score = Score(parts: subset.map { parts[$0] })
      var bench = Bench(table, folding: folding)
      let vector = bench.builder.vector(of: score)
      let workspace = bench.run()
      let found = (0..<65).map { workspace.outcome(of: vector, row: $0).told }
      let expected = (0..<65).map { score.sum(table.frame(row: $0)).told }
      #expect(found == expected, "\(subset)")
    }
  }
}

extension Score {
  /// The sum as a person would add it up.
  fileprivate func sum(_ frame: [Outcome]) -> Outcome {
    var total = 0.0
    var outcomes: [Outcome] = []
    for part in parts {
      switch part {
      case .points(_, let condition, let points):
        outcomes.append(condition.evaluate(in: frame))
        if outcomes.last == .value(.bool(true)) { total += points }
      case .weighted(_, let value, let weight):
        outcomes.append(value.evaluate(in: frame))
        if case .value(.int(let number))? = outcomes.last { total += Double(number) * weight }
        if case .value(.double(let number))? = outcomes.last { total += number * weight }
      }
    }
    if let failure = outcomes.first(where: \.isFailure) { return failure }
    if outcomes.contains(.unknown) { return .unknown }
    return .value(.double(total.magnitude < 1e6 ? (total * 1e9).rounded() / 1e9 : total))
  }
}
