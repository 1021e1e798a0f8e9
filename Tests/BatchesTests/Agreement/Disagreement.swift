import Decisions
import Expressions

@testable import GeneratedPolicies

/// A row of which the two evaluators say different things, or rows of which they count different things.
struct Disagreement: Sendable {
  /// What differs.
  enum Kind: String {
    /// Both decide, differently.
    case decision
    /// Both reject, for different reasons.
    case rejection
    /// One decides, the other does not.
    case verdict
    /// The counts over all rows.
    case counts
    /// Nothing, but a row that is decided was left to the row evaluator.
    case deferral
  }

  let kind: Kind
  let generated: GeneratedCase
  /// In the case's rows.
  let row: Int
  let expected: Result<Decision, Rejection>
  let actual: Result<Decision, Rejection>
  /// What each evaluator counted.
  let counts: [RunSummary]
}

/// What comes of a case when both evaluators decide it.
struct Comparison {
  var disagreement: Disagreement?
  /// Rows that are decided, not rejected.
  var decided = 0
  /// How many of these were left to the row evaluator.
  var deferred = 0
}

extension GeneratedCase {
  /// Decides all rows by `subject` and by the row evaluator, up to the first that differs.
  func compare(with subject: BatchSubject) -> Comparison {
    let block = CellBlock(rows, isColumnRead: bound.isColumnRead)
    let answer = withExtendedLifetime(block) { subject.decide(bound, block.cells, sizes) }
    var comparison = Comparison()
    var summary = RunSummary()
    for index in rows.indices {
      let expected = expected(rows[index])
      summary.add(expected)
      let isDeferred = answer.deferred.contains(index)
      if expected.isDecided {
        comparison.decided += 1
        comparison.deferred += isDeferred ? 1 : 0
      }
      let kind =
        expected.difference(from: answer.results[index])
        ?? (isDeferred && expected.isDecided && !subject.mayDefer ? .deferral : nil)
      guard let kind else { continue }
      comparison.disagreement = Disagreement(
        kind: kind, generated: self, row: index, expected: expected, actual: answer.results[index], counts: [])
      return comparison
    }
    if summary != answer.summary, let first = answer.results.first {
      comparison.disagreement = Disagreement(
        kind: .counts, generated: self, row: 0, expected: first, actual: first, counts: [summary, answer.summary])
    }
    return comparison
  }
}

extension RunSummary {
  /// Counts a row.
  mutating func add(_ result: Result<Decision, Rejection>) {
    switch result {
    case .success(let decision): add(decision)
    case .failure(let rejection): add(rejection)
    }
  }
}

extension Result<Decision, Rejection> {
  var isDecided: Bool {
    if case .success = self { true } else { false }
  }

  /// What of all that anybody sees differs, to the byte; `nil` if nothing does.
  func difference(from other: Self) -> Disagreement.Kind? {
    switch (self, other) {
    case (.success(let a), .success(let b)): a == b && a.key.utf8.elementsEqual(b.key.utf8) ? nil : .decision
    case (.failure(let a), .failure(let b)): a.isSpelled(like: b) ? nil : .rejection
    default: .verdict
    }
  }
}

extension Rejection {
  fileprivate func isSpelled(like other: Rejection) -> Bool {
    code == other.code && subject.utf8.elementsEqual(other.subject.utf8)
      && message.utf8.elementsEqual(other.message.utf8)
  }
}

extension Disagreement: CustomStringConvertible {
  /// All that is needed to see it again.
  var description: String {
    let cells = zip(generated.columns, generated.rows[row]).map { "  \($0) = \($1.debugDescription)" }
    return """
      \(kind.rawValue): seed \(generated.seed), as of \(generated.draft.asOf), row \(row) of \(generated.rows.count) in batches of \(generated.sizes)
      \(generated.draft.text)--- row
      \(cells.joined(separator: "\n"))
      --- row evaluator
      \(expected.report)
      --- batch
      \(actual.report)
      \(counts.map { "--- counts: \($0)" }.joined(separator: "\n"))
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
    lines +=
      flags.map { "flag \($0.stateText) \($0.severity)\($0.isNew ? " new" : "")" }
      + clearedFlags.map { "cleared \($0)" }
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
