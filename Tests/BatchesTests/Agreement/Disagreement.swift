import Decisions
import Expressions

/// A row of which the two evaluators say different things.
struct Disagreement: Sendable {
  let generated: GeneratedCase
  /// In the case's rows.
  let row: Int
  let expected: Result<Decision, Rejection>
  let actual: Result<Decision, Rejection>
}

extension GeneratedCase {
  /// The first row that `subject` decides otherwise than the row evaluator, and how many rows it left to that.
  func compare(with subject: BatchSubject) -> (disagreement: Disagreement?, deferred: Int) {
    let block = CellBlock(rows, isColumnRead: bound.isColumnRead)
    let answer = withExtendedLifetime(block) { subject.decide(bound, block.cells, sizes) }
    for (index, row) in rows.enumerated() {
      let expected = expected(row)
      guard !expected.isIdentical(to: answer.results[index]) else { continue }
      return (
        Disagreement(generated: self, row: index, expected: expected, actual: answer.results[index]), answer.deferred
      )
    }
    return (nil, answer.deferred)
  }
}

extension Result<Decision, Rejection> {
  /// Equal in all that anybody sees, to the byte.
  func isIdentical(to other: Self) -> Bool {
    switch (self, other) {
    case (.success(let a), .success(let b)): a == b && a.key.utf8.elementsEqual(b.key.utf8)
    case (.failure(let a), .failure(let b)):
      a.code == b.code && a.subject.utf8.elementsEqual(b.subject.utf8) && a.message.utf8.elementsEqual(b.message.utf8)
    default: false
    }
  }
}

extension Disagreement: CustomStringConvertible {
  /// All that is needed to see it again.
  var description: String {
    let cells = zip(generated.columns, generated.rows[row]).map { "  \($0) = \($1.debugDescription)" }
    return """
      seed \(generated.seed), as of \(generated.draft.asOf), row \(row) of \(generated.rows.count) in batches of \(generated.sizes)
      \(generated.draft.text)--- row
      \(cells.joined(separator: "\n"))
      --- row evaluator
      \(expected.report)
      --- batch
      \(actual.report)
      """
  }
}

extension Result<Decision, Rejection> {
  /// A line for each thing that was decided.
  fileprivate var report: String {
    switch self {
    case .success(let decision): decision.report
    case .failure(let rejection): "  \(rejection.code), \(rejection.subject): \(rejection.message)"
    }
  }
}

extension Decision {
  fileprivate var report: String {
    var lines = ["key \(key.debugDescription), policy \(policy), missing \(missing)"]
    lines += tiers.map { "\($0.dimension) = \($0.tier ?? "-") by \($0.rule ?? "-")" }
    lines += cadence.map(\.report) ?? ["no cadence"]
    lines += flags.map { "flag \($0.id) \($0.severity) \($0.owner ?? "-") \($0.due?.description ?? "-")" }
    lines += outputs.map { output in
      let values = output.values.map { "\($0.column) = \($0.value.map { "\($0)" } ?? "-")" }
      return "\(values.joined(separator: ", ")) by \(output.rules)"
    }
    return lines.map { "  " + $0 }.joined(separator: "\n")
  }
}

extension CadenceDecision {
  fileprivate var report: [String] {
    let mode = mode.map { "\($0) by \(modeObligation ?? "-")" } ?? "-"
    return ["cadence \(cadence) from \(base) by \(obligation), mode \(mode)"]
      + steps.map { "step \($0.kind) by \($0.rule): \($0.result)" }
  }
}
