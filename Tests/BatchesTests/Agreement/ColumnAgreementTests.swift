import Batches
import Cadences
import Decisions
import Expressions
import Policies
import SeededRandom
import Testing

@testable import GeneratedPolicies

@Suite("The evaluator of rows and that of columns") struct ColumnAgreementTests {
  @Test("agree to the byte") func agreement() {
    var found = 0
    for seed in AgreementSeeds.all(else: 100) where found < 3 {
      guard let generated = GeneratedCase(seed: seed, rowCount: seed % 31 == 30 ? BatchSize.rows + 52 : 70) else {
        continue
      }
      var writer = ColumnWriter(random: SplitMix(seed: seed))
      let columns = writer.columns(of: generated)
      guard let difference = Self.difference(generated, columns) else { continue }
      Issue.record("seed \(seed), as of \(generated.draft.asOf): \(difference)\n\(generated.draft.text)")
      found += 1
    }
  }

  /// The first thing that is answered otherwise than for one row alone.
  private static func difference(_ generated: GeneratedCase, _ columns: [ColumnWriter.Column]) -> String? {
    let described = generated.policies.columns
    let names =
      described.dimensions.map(\.name) + described.outputs.map(\.name)
      + ["visits", "per", "mode", "flags", "flag_states", "flags_cleared", "reasons", "missing", "policy"]
    let results = ColumnDecider(BatchPlan(generated.bound), results: names)?
      .decide(columns.map(\.values), rows: 0..<generated.rows.count)
    guard let results else { return "no columns of results" }
    let rejections = Dictionary(results.rejections.map { ($0.row, $0.rejection) }) { first, _ in first }
    for row in generated.rows.indices {
      let values = columns.map { $0.rows[row] }
      switch generated.bound.decide(values) {
      case .failure(let expected):
        let actual = rejections[row]
        guard actual?.message != expected.message || actual?.code != expected.code else { continue }
        return "row \(row), \(values): \(expected.message) | \(actual?.message ?? "decided")"
      case .success(let decision):
        if let rejection = rejections[row] { return "row \(row), \(values): decided | \(rejection.message)" }
        for (name, column) in zip(names, results.columns) {
          let (expected, actual) = (decision.shown(in: name, column), column.text(at: row))
          // A list without elements is nothing to look at, whether it stands there or not.
          let isList = ["flags", "flag_states", "flags_cleared", "reasons", "missing"].contains(name)
          let isSame =
            isList ? expected ?? "" == actual ?? "" : expected.map { Array($0.utf8) } == actual.map { Array($0.utf8) }
          if !isSame { return "row \(row), \(values): \(name) = \(expected ?? "-") | \(actual ?? "-")" }
        }
      }
    }
    return nil
  }
}

extension Decision {
  /// What a column of that name and form shows of it.
  fileprivate func shown(in name: String, _ column: ResultColumn) -> String? {
    switch name {
    case "visits": cadence.map { $0.cadence.visits }
    case "per": cadence.map { $0.cadence.period }
    case "mode": cadence?.mode?.rawValue
    case "flags": flags.map(\.id).joined(separator: ";")
    case "flag_states": flags.map(\.stateText).joined(separator: ";")
    case "flags_cleared": clearedFlags.joined(separator: ";")
    case "reasons": reasons.joined(separator: ";")
    case "missing": missing.joined(separator: ";")
    case "policy": policy
    default:
      if let tier = tiers.first(where: { $0.dimension == name }) {
        tier.tier
      } else {
        outputs.flatMap(\.values).first { $0.column == name }?.value.flatMap { $0.shown(in: column) }
      }
    }
  }
}

extension Value {
  fileprivate func shown(in column: ResultColumn) -> String {
    switch (column, self) {
    case (.numbers, .int(let integer)): Value.double(Double(integer)).text
    default: text
    }
  }
}

extension Cadence {
  fileprivate var visits: String {
    switch self {
    case .quota(let visits, per: _): Value.double(Double(visits)).text
    case .onDemand: "0"
    }
  }

  fileprivate var period: String {
    switch self {
    case .quota(visits: _, let period): period.description
    case .onDemand: description
    }
  }
}
