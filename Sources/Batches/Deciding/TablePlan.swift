import Decisions
import Expressions
import Policies

/// A decision table over a batch: the truth of each of its rows as masks.
struct TablePlan: Sendable {
  let table: DecisionTable
  /// What holds where an unknown row leaves the answer open.
  let whereOpen: OpenAnswer
  /// How all matches are put together, in a `collect` table.
  let collecting: Collecting?
  /// One for each of the table's rows.
  let rows: [ConditionPlan]
  let coding: AnswerCoding
  /// Which answer each row gets, as `coding` has it; for a `collect` table, which of those collected so far.
  let answer: CodeRegister
  /// Which rows of the table are open, and, for a `collect` table, which match: codes of sequences.
  let openState: CodeRegister
  let matchState: CodeRegister
  /// Overwritten by each run.
  let remaining: MaskRegister
  let holding: MaskRegister
  let open: MaskRegister
  let anyOpen: MaskRegister
}

/// How the rows of an output's table that match are put together.
struct Collecting: Sendable {
  let output: Output
  /// Values by outcome and column.
  let outcomes: [[Value]]
  let aggregation: DecisionTable.Aggregation
}

extension TablePlan {
  /// Compiles the tests and conditions of all rows.
  init(
    _ table: DecisionTable, whereOpen: OpenAnswer, outcomeCount: Int, collecting: Collecting? = nil,
    in frame: FrameLayout, _ missing: inout MissingFacts, _ builder: inout VectorBuilder
  ) {
    self.table = table
    self.collecting = collecting
    self.whereOpen = whereOpen
    coding = AnswerCoding(table, open: whereOpen, outcomeCount: outcomeCount)
    let inputs = table.inputs.map { builder.vector(of: $0) }
    let inputNotes = table.inputs.map { input in
      input.expressions.compactMap { builder.missingNote(of: $0, in: frame) }
    }
    rows = table.rows.map { row in
      let tests = row.tests.map { builder.truth(of: $0.test, on: inputs[$0.input]) }
      let conditions = row.conditions.map { builder.truth(of: $0) }
      return ConditionPlan(
        truth: builder.truth(ofAll: tests + conditions),
        notes: row.tests.flatMap { inputNotes[$0.input] }
          + row.conditions.compactMap { builder.missingNote(of: $0, in: frame) })
    }
    for note in rows.flatMap(\.notes) { missing.prepare(for: note, &builder.layout) }
    answer = builder.layout.newCodes()
    openState = builder.layout.newCodes()
    matchState = builder.layout.newCodes()
    remaining = builder.layout.newMask()
    holding = builder.layout.newMask()
    open = builder.layout.newMask()
    anyOpen = builder.layout.newMask()
  }
}

extension VectorBuilder {
  fileprivate mutating func vector(of input: DecisionTable.Input) -> Vector {
    switch input {
    case .expression(let expression): vector(of: expression)
    case .score(let score): vector(of: score)
    }
  }
}
