import SeededRandom
import SourceText
import Testing

@testable import Policies

/// The search for rows that match together, against comparing each with each.
struct OverlapSearchTests {
  private static let provenance = Provenance(
    range: SourceRange(file: SourceFile(path: "p", text: ""), start: 0, end: 0), source: nil, label: LocalizedText([:]))

  /// A test of an input: the first is a text, the others are numbers.
  private static func test(of input: Int, _ generator: inout SplitMix) -> UnaryTest? {
    if Int.random(in: 0..<6, using: &generator) == 0 { return nil }
    switch input {
    case 0:
      let names = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        "n\(Int.random(in: 0..<9, using: &generator))"
      }
      return .strings(names, negated: Int.random(in: 0..<4, using: &generator) == 0)
    default:
      let lower = Double(Int.random(in: 0..<30, using: &generator))
      let upper = lower + Double(Int.random(in: 0..<4, using: &generator))
      let bounds: [(Interval.Bound, Interval.Bound)] = [
        (.including(lower), .including(upper)), (.including(lower), .excluding(upper)),
        (.excluding(lower), .including(upper)), (.unbounded, .excluding(lower)), (.excluding(upper), .unbounded),
      ]
      let (from, to) = bounds[Int.random(in: 0..<bounds.count, using: &generator)]
      return .intervals([Interval(lower: from, upper: to)], negated: Int.random(in: 0..<6, using: &generator) == 0)
    }
  }

  @Test(arguments: 0..<60)
  func `finds what comparing all pairs finds`(seed: Int) {
    var generator = SplitMix(seed: UInt64(seed))
    let rows = (0..<14).map { index in
      let tests = (0..<3).compactMap { input in
        Self.test(of: input, &generator).map { DecisionTable.Test(input: input, test: $0) }
      }
      return DecisionTable.Row(
        id: "r\(index)", tests: tests, conditions: [], outcome: index, provenance: Self.provenance)
    }
    var all: [String] = []
    for first in rows.indices {
      for second in rows.indices where first < second && rows[first].overlaps(rows[second]) {
        all.append("\(first) \(second)")
      }
    }
    let found = OverlapSearch(rows, inputs: 3).pairs { rows[$0].overlaps(rows[$1]) }.map { "\($0) \($1)" }
    #expect(all.count > 20 ? found.count == 20 && Set(found).isSubset(of: all) : found == all)
  }
}
