import Expressions
package import Policies

/// Which rows of a table are true of a customer, by their indexes.
package struct TableFinding: Hashable, Sendable {
  /// The rows that are true; where rows do not add up, only the first.
  package var matches: [Int] = []

  /// The rows that ended unknown and leave the answer open: before the match of a `first` table, anywhere where rows add
  /// up, or where nothing matches.
  package var open: [Int] = []

  /// Rows by their indexes.
  package init(matches: [Int] = [], open: [Int] = []) {
    self.matches = matches
    self.open = open
  }
}

extension DecisionTable {
  /// Looks at the rows in order: up to the first match, or all of them where others could contradict or add to it.
  func find(in evaluation: inout Evaluation, owner: String) throws(Rejection) -> TableFinding {
    var inputs = InputCache(self)
    var finding = TableFinding()
    if evaluation.entries != nil {
      for case .score(let score) in self.inputs { evaluation.trace(score, of: owner) }
    }
    for index in rows.indices {
      let truth = truth(ofRow: index, inputs: &inputs, in: evaluation)
      trace(index, truth, in: &evaluation, owner: owner)
      switch truth {
      case .yes: try accept(index, into: &finding)
      case .no: continue
      case .unknown: finding.open.append(index)
      case .failed(let failure):
        throw .evaluationFailed(rule: rows[index].id, at: rows[index].provenance, failure)
      }
      if case .first = hit, !finding.matches.isEmpty { break }
    }
    if isSettled(finding) { finding.open = [] }
    for index in finding.open { noteMissing(for: rows[index], inputs: inputs, in: &evaluation) }
    return finding
  }

  /// Whether the match settles the answer, wherever the unknown rows stand: rows of a `unique` or `any` table cannot
  /// contradict it.
  package func isSettled(_ finding: TableFinding) -> Bool {
    switch hit {
    case .unique, .any: !finding.matches.isEmpty
    case .first, .collect: false
    }
  }

  private func accept(_ index: Int, into finding: inout TableFinding) throws(Rejection) {
    guard let first = finding.matches.first else {
      finding.matches.append(index)
      return
    }
    switch hit {
    case .unique: throw .twoRowsMatch(rows[first], rows[index])
    case .any where rows[first].outcome != rows[index].outcome: throw .rowsDisagree(rows[first], rows[index])
    case .any, .first: return
    case .collect: finding.matches.append(index)
    }
  }

  /// The three-valued "and" of all that a row asks: one "no" settles it, whatever else fails or is unknown.
  private func truth(ofRow index: Int, inputs: inout InputCache, in evaluation: Evaluation) -> Truth {
    var result = Truth.yes
    for test in rows[index].tests {
      result.conjoin(test.test.truth(of: inputs.outcome(test.input, in: evaluation)))
      if case .no = result { return .no }
    }
    for condition in rows[index].conditions {
      result.conjoin(evaluation.truth(of: condition))
      if case .no = result { return .no }
    }
    return result
  }

  private func noteMissing(for row: Row, inputs: InputCache, in evaluation: inout Evaluation) {
    for test in row.tests where inputs.isUnknown(test.input) {
      for expression in self.inputs[test.input].expressions where evaluation.outcome(of: expression).isUnknown {
        evaluation.noteMissing(readBy: expression)
      }
    }
    for condition in row.conditions where evaluation.outcome(of: condition).isUnknown {
      evaluation.noteMissing(readBy: condition)
    }
  }

  private func trace(_ index: Int, _ truth: Truth, in evaluation: inout Evaluation, owner: String) {
    guard evaluation.entries != nil else { return }
    let row = rows[index]
    evaluation.trace(row.id, of: owner, truth.traced, reading: slots(readBy: row), at: row.provenance)
  }

  private func slots(readBy row: Row) -> [Int] {
    (row.tests.flatMap { inputs[$0.input].expressions } + row.conditions).flatMap(\.slots)
  }
}

extension Truth {
  /// Joins by "and": no, then failure, then unknown, then yes prevails.
  package mutating func conjoin(_ other: Truth) {
    switch (self, other) {
    case (_, .no): self = .no
    case (.no, _), (.failed, _): break
    case (_, .failed), (.yes, .unknown): self = other
    case (.unknown, _), (.yes, .yes): break
    }
  }
}

/// The inputs of a table, each evaluated at most once for a customer, and only when a row asks.
private struct InputCache {
  private let inputs: [DecisionTable.Input]
  private var outcomes: [Outcome?]

  init(_ table: DecisionTable) {
    inputs = table.inputs
    outcomes = Array(repeating: nil, count: table.inputs.count)
  }

  mutating func outcome(_ index: Int, in evaluation: Evaluation) -> Outcome {
    if let known = outcomes[index] { return known }
    let outcome =
      switch inputs[index] {
      case .expression(let expression): evaluation.outcome(of: expression)
      case .score(let score): score.sum(in: evaluation)
      }
    outcomes[index] = outcome
    return outcome
  }

  func isUnknown(_ index: Int) -> Bool { outcomes[index]?.isUnknown ?? false }
}
