import Decisions
import Expressions
import Policies

/// A decision table over a batch: a small one with the truth of each of its rows as masks, a large one arranged by what it asks.
struct TablePlan: Sendable {
  let table: DecisionTable
  /// What holds where an unknown row leaves the answer open.
  let whereOpen: OpenAnswer
  /// How all matches are put together, in a `collect` table.
  let collecting: Collecting?
  /// For a large table.
  let index: TableIndex?
  /// One for each of a small table's rows; none, where there is an index.
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
    index = TableIndex(table, in: frame, &builder)
    rows = index == nil ? builder.conditions(of: table, in: frame) : []
    for note in rows.flatMap(\.notes) { missing.prepare(for: note, &builder.layout) }
    for part in index.map({ $0.parts.flatMap(\.self) }) ?? [] { missing.prepare(for: part.lacking, &builder.layout) }
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
  /// The tests and conditions of all rows of a table.
  fileprivate mutating func conditions(of table: DecisionTable, in frame: FrameLayout) -> [ConditionPlan] {
    let inputs = table.inputs.map { vector(of: $0) }
    let inputNotes = table.inputs.map { input in input.expressions.compactMap { missingNote(of: $0, in: frame) } }
    return table.rows.map { row in
      let tests = row.tests.map { truth(of: $0.test, on: inputs[$0.input]) }
      let conditions = row.conditions.map { truth(of: $0) }
      let whole = all(tests + conditions)
      return ConditionPlan(
        truth: whole,
        notes: row.tests.flatMap { inputNotes[$0.input] }
          + row.conditions.compactMap { missingNote(of: $0, in: frame) },
        isTotal: isTotal(whole))
    }
  }

  fileprivate mutating func vector(of input: DecisionTable.Input) -> Vector {
    switch input {
    case .expression(let expression): vector(of: expression)
    case .score(let score): vector(of: score)
    }
  }
}
