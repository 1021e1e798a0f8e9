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
    scope.calendar = Self.calendar
    self.rowCount = rowCount
    scope.declare(constant: "as_of", type: .timestamp, value: .timestamp(CalendarDate(days: 20_484).startOfDay))
    scope.declare(constant: "params.months", type: .list(.int), value: .list([.int(1), .int(2), .int(12)]))
    scope.declare(constant: "params.limit", type: .double, value: .double(40))
  }

  /// A festival in February 2026, a day worked in exchange, books that are closed on the 25th, and a season over the new year.
  private static let calendar: WorkingCalendar = {
    let festival = CalendarDate(days: 20_499)...CalendarDate(days: 20_507)
    guard let from = MonthDay("12-20"), let until = MonthDay("02-10") else { return .standard }
    let peak = Season(name: "peak", stretches: [.yearly(from: from, until: until)])
    let calendar = try? WorkingCalendar(
      holidays: [Holiday(festival)], workingDays: [CalendarDate(days: 20_498)], fiscalClose: .day(25), seasons: [peak])
    return calendar ?? .standard
  }()

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
