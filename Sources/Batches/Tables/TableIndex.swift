import Decisions
import Expressions
import Policies

/// A table of many rows, arranged so that the work for a customer does not grow with their number.
///
/// Each value that the table looks at falls into one of few classes; customers in the same classes get the same answer, which is
/// looked for once, among the rows that one of their classes leaves over.
struct TableIndex: Sendable {
  /// A test of the class on one axis.
  struct AxisTest: Sendable {
    let axis: Int
    let test: UnaryTest
  }

  /// A cell or condition of a row, and which facts it may lack where a value on one of its axes is unknown.
  struct Part: Sendable {
    let axes: [Int]
    let lacking: [MissingNote.Part]
  }

  let axes: [TableAxis]
  /// What each row of the table asks.
  let rows: [[AxisTest]]
  /// For each row of the table, its cells and conditions that may lack a fact.
  let parts: [[Part]]
  /// The classes on one axis, then what they come to on all of them.
  let classes: CodeRegister
  let states: CodeRegister

  /// Tables of fewer rows are asked row by row.
  static let fewestRows = 17
  private static let mostAxes = 24
}

extension TableIndex {
  /// Arranges a table; `nil` where that does not pay, or where it looks at something that has no classes.
  init?(_ table: DecisionTable, in frame: FrameLayout, _ builder: inout VectorBuilder) {
    guard table.rows.count >= Self.fewestRows else { return nil }
    var vectors: [Vector] = []
    var places: [Vector: Int] = [:]
    let asked = table.rows.map { row in
      row.tests(of: table.inputs).map { test -> AxisTest in
        let vector = builder.vector(of: test.subject)
        let axis = places[vector] ?? vectors.count
        if axis == vectors.count {
          vectors.append(vector)
          places[vector] = axis
        }
        return AxisTest(axis: axis, test: test.test)
      }
    }
    guard vectors.count <= Self.mostAxes else { return nil }
    var tests: [[UnaryTest]] = vectors.map { _ in [] }
    for test in asked.joined() { tests[test.axis].append(test.test) }
    let axes = zip(vectors, tests).compactMap { TableAxis($0, $1) }
    guard axes.count == vectors.count, Self.pays(axes, asked) else { return nil }
    self.axes = axes
    rows = asked
    parts = table.rows.map { row in Self.parts(of: row, table, places, in: frame, &builder) }
    classes = builder.layout.newCodes()
    states = builder.layout.newCodes()
  }

  /// Whether looking up classes costs a customer less than asking row by row, in nanoseconds as they were measured: the values of
  /// many axes combine in so many ways that hardly two customers share one, and each has to be looked for.
  private static func pays(_ axes: [TableAxis], _ asked: [[AxisTest]]) -> Bool {
    let tests = asked.reduce(0) { $0 + $1.count }
    let combinations = axes.reduce(1.0) { $0 * Double($1.examples.count) }
    let byRows = 0.25 * Double(asked.count) + 0.15 * Double(tests)
    // A look for what a combination comes to costs some microseconds, once in a million customers.
    let byClasses = 3 + 2.5 * Double(axes.count) + 0.003 * min(combinations, 1_000_000)
    return byClasses < byRows
  }

  private static func parts(
    of row: DecisionTable.Row, _ table: DecisionTable, _ places: [Vector: Int], in frame: FrameLayout,
    _ builder: inout VectorBuilder
  ) -> [Part] {
    let cells = row.tests.map { test in
      (axes: [TableTest.Subject(table.inputs[test.input])], read: table.inputs[test.input].expressions)
    }
    let conditions = row.conditions.map { condition in
      (axes: condition.conjuncts.map { TableTest($0).subject }, read: [condition])
    }
    return (cells + conditions).compactMap { part in
      let lacking = part.read.flatMap { builder.missingParts(of: $0, in: frame) }
      guard !lacking.isEmpty else { return nil }
      return Part(axes: part.axes.compactMap { places[builder.vector(of: $0)] }, lacking: lacking)
    }
  }
}

extension VectorBuilder {
  fileprivate mutating func vector(of subject: TableTest.Subject) -> Vector {
    switch subject {
    case .expression(let expression): vector(of: expression)
    case .score(let score): vector(of: score)
    }
  }
}
