import Expressions
import SourceText

@testable import Batches

/// What came of computing expressions by both evaluators.
struct ExpressionAgreement {
  /// Where they differ, as `expression, row: both outcomes`.
  var differences: [String] = []
  /// How many rows were left to the row evaluator.
  var deferred = 0
  /// How many rows were computed in all.
  var rows = 0

  /// Computes each of them in a program of its own and compares each row.
  init(_ texts: [String], over table: FactTable, folding: Bool = false) {
    for text in texts {
      let one = ExpressionAgreement(together: [text], over: table, folding: folding)
      differences += one.differences
      deferred += one.deferred
      rows += one.rows
    }
  }

  /// Computes all of them in one program and compares each row.
  init(together texts: [String], over table: FactTable, folding: Bool = false) {
    var bench = Bench(table, folding: folding)
    var vectors: [(CheckedExpression, Vector, [MaskRegister])] = []
    for text in texts {
      let compiled = table.compile(text)
      guard let expression = compiled.value else {
        differences.append("\(text): \(compiled.diagnostics.map(\.code))")
        continue
      }
      let vector = bench.builder.vector(of: expression)
      let masks = [
        bench.builder.known(of: vector), bench.builder.failed(of: vector), bench.builder.unknown(of: vector),
      ]
      vectors.append((expression, vector, masks))
    }
    let workspace = bench.run()
    for (expression, vector, masks) in vectors {
      for row in 0..<table.rowCount { compare(expression, vector, masks, row, table, workspace) }
    }
  }

  private mutating func compare(
    _ expression: CheckedExpression, _ vector: Vector, _ masks: [MaskRegister], _ row: Int, _ table: FactTable,
    _ workspace: Workspace
  ) {
    rows += 1
    guard !workspace.has(.deferred, row) else {
      deferred += 1
      return
    }
    let expected = expression.evaluate(in: table.frame(row: row))
    let found = workspace.outcome(of: vector, row: row)
    let states = masks.map { workspace.has($0, row) }
    let expectedStates = [expected.isValue, expected.isFailure, expected == .unknown]
    guard found.told != expected.told || states != expectedStates else { return }
    let facts = table.columns.enumerated().filter { expression.slots.contains($0.offset) }
      .map { "\($0.element.name): \($0.element.rows[row].told)" }
    differences.append(
      "\(expression.source.text), \(facts): \(found.told) instead of \(expected.told), \(states)")
  }
}

extension Outcome {
  /// Whether it is an error.
  var isFailure: Bool { if case .error = self { true } else { false } }
  /// Whether it is a value.
  var isValue: Bool { if case .value = self { true } else { false } }

  /// For messages: NaN is itself, and one failure is like another.
  var told: String {
    switch self {
    case .value(.double(let number)) where number.isNaN: "nan"
    case .value(.double(let number)): "double \(number)"
    case .value(let value): "\(value.typeName.name) \(value.text)"
    case .unknown: "unknown"
    case .error: "error"
    }
  }
}
