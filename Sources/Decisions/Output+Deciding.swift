package import Expressions
package import Policies

extension Output {
  /// The values of all columns, also put into the frame for what reads them.
  func decide(in evaluation: inout Evaluation) throws(Rejection) -> OutputDecision {
    let (values, rules) = try values(in: &evaluation)
    for (index, value) in values.enumerated() {
      evaluation.frame[slot + index] = value.map(Outcome.value) ?? .unknown
    }
    return OutputDecision(name: name, values: zip(columns, values).map(OutputDecision.ColumnValue.init), rules: rules)
  }

  private func values(in evaluation: inout Evaluation) throws(Rejection) -> (values: [Value?], rules: [String]) {
    switch body {
    case .expression(let expression):
      return ([try value(of: expression, in: &evaluation)], [])
    case .table(let table, let outcomes):
      let finding = try table.find(in: &evaluation, owner: name)
      if case .collect(let aggregation) = table.hit {
        return try collect(finding, of: table, outcomes, by: aggregation, in: &evaluation)
      }
      guard let row = table.decidingRow(finding, whereOpen: .match) else { return (nothing, []) }
      table.traceFallback(row, in: &evaluation, owner: name)
      return (outcomes[row.outcome].map(\.known), [row.id])
    }
  }

  private func value(of expression: CheckedExpression, in evaluation: inout Evaluation) throws(Rejection) -> Value? {
    switch evaluation.outcome(of: expression) {
    case .value(let value):
      evaluation.trace(name, of: name, .matched, reading: expression.slots, at: provenance)
      return value.known
    case .unknown:
      evaluation.noteMissing(readBy: expression)
      evaluation.trace(name, of: name, .unknown, reading: expression.slots, at: provenance)
      return nil
    case .error(let error):
      throw .evaluationFailed(rule: name, at: provenance, Truth.Failure(message: error.kind.message))
    }
  }

  /// All matches together; `unknown` where a row left the answer open, `else` where none matched.
  private func collect(
    _ finding: TableFinding, of table: DecisionTable, _ outcomes: [[Value]], by aggregation: DecisionTable.Aggregation,
    in evaluation: inout Evaluation
  ) throws(Rejection) -> (values: [Value?], rules: [String]) {
    if let row = table.rowInsteadOfCollecting(finding) {
      table.traceFallback(row, in: &evaluation, owner: name)
    }
    return try collected(finding, of: table, outcomes, by: aggregation)
  }

  private var nothing: [Value?] { Array(repeating: nil, count: columns.count) }
}

extension Output {
  /// The values of all columns, and the rules that made them, out of the rows that match together.
  package func collected(
    _ finding: TableFinding, of table: DecisionTable, _ outcomes: [[Value]], by aggregation: DecisionTable.Aggregation
  ) throws(Rejection) -> (values: [Value?], rules: [String]) {
    if let row = table.rowInsteadOfCollecting(finding) {
      let isList = if case .list = aggregation { true } else { false }
      return (outcomes[row.outcome].map(\.known).map { isList ? $0.map { .list([$0]) } : $0 }, [row.id])
    }
    let rows = finding.matches.map { table.rows[$0] }
    var values: [Value?] = []
    for column in columns.indices {
      let collected = rows.compactMap { outcomes[$0.outcome][column].known }
      do throws(CollectingOverflow) {
        values.append(try aggregation.combine(collected))
      } catch {
        throw .sumTooLarge(output: columns[column].name, at: provenance)
      }
    }
    return (values, rows.map(\.id))
  }
}

extension DecisionTable {
  /// `unknown` where a row left the answer open, `else` where none matched; `nil` where the matches have the word.
  fileprivate func rowInsteadOfCollecting(_ finding: TableFinding) -> Row? {
    let fallback = !finding.open.isEmpty ? ifUnknown : nil
    return fallback ?? (finding.matches.isEmpty ? otherwise : nil)
  }
}

extension OutputDecision.ColumnValue {
  /// What stands in that column.
  package init(_ column: Output.Column, _ value: Value?) {
    self.init(column: column.name, value: value)
  }
}

extension Value {
  /// The value; `nil` for null, which stands where a rule says nothing of a column.
  package var known: Value? {
    guard case .null = self else { return self }
    return nil
  }
}
