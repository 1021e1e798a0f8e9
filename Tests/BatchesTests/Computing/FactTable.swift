import Expressions
import SourceText

/// Names with a column of outcomes each, from which expressions are computed by both evaluators.
struct FactTable {
  /// A name with its type and what each row holds for it.
  struct Column {
    let name: String
    let type: ValueType
    let rows: [Outcome]
  }

  private(set) var columns: [Column] = []
  private(set) var scope: Scope
  let rowCount: Int

  /// No columns yet.
  init(_ dialect: Dialect = .business, rowCount: Int) {
    scope = Scope(dialect)
    self.rowCount = rowCount
    scope.declare(constant: "as_of", type: .timestamp, value: .timestamp(CalendarDate(days: 20_484).startOfDay))
    scope.declare(constant: "params.months", type: .list(.int), value: .list([.int(1), .int(2), .int(12)]))
    scope.declare(constant: "params.limit", type: .double, value: .double(40))
  }

  /// A name whose rows repeat `outcomes`.
  mutating func declare(_ name: String, _ type: ValueType, _ outcomes: [Outcome]) {
    scope.declare(variable: name, type: type, slot: columns.count)
    let rows = (0..<rowCount).map { outcomes[$0 % outcomes.count] }
    columns.append(Column(name: name, type: type, rows: rows))
  }

  /// What the row evaluator has for a row.
  func frame(row: Int) -> [Outcome] { columns.map { $0.rows[row] } }

  /// An expression, or the codes of what is wrong with it.
  func compile(_ text: String, expecting expected: ExpectedType = .any) -> Diagnosed<CheckedExpression> {
    CheckedExpression.compile(
      SourceFragment(SourceFile(path: "<test>", text: text)), in: scope, expecting: expected)
  }
}
