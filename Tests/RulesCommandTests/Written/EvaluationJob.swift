import Decisions
import Foundation
import Policies
import Records

@testable import RulesCommand

/// What a run leaves behind, whichever way its rows were decided.
struct Outcome: Equatable {
  var output: [UInt8] = []
  var rejects: [UInt8] = []
  var rows = 0
}

/// A policy set and the inputs of a run.
struct EvaluationJob {
  let policies: PolicySet
  let inputs: [String]
  let format: RecordFormat
  let encoding: String
  var writes = RecordFormat.csv
  var columns: String?
  var hasTrace = false
  /// The key of a row that cannot be read; `nil`: keys of such rows are not looked at.
  var keyOfUnreadable: ((UnreadableRow) -> String)?

  private var form: DecisionForm {
    get throws {
      DecisionForm(
        policies, format: writes, hasTrace: hasTrace, choice: try columns.map { try ColumnChoice(argument: $0) })
    }
  }

  private func decoder() throws -> TextDecoder {
    guard let decoder = TextDecoder(encoding: encoding) else { throw CocoaError(.fileReadUnknownStringEncoding) }
    return decoder
  }
}

extension EvaluationJob {
  /// The run in blocks.
  func run(
    jobs: Int, blockSize: Int, mostOutput: Int = DecisionTask.usualMostOutput, in space: Workspace
  ) throws -> Outcome {
    let path = { (name: String) in space.folder.appendingPathComponent(name).path }
    let sink = try RunSink(
      try OutputFile.named(path("out")), header: try form.header, RejectLog(file: try OutputFile.named(path("no.csv"))))
    var run = InputDecider(policies, try form, to: sink, jobs: jobs, mostOutput: mostOutput)
    for input in inputs {
      let bytes = InputBytes(try InputFile(input), try decoder())
      try run.evaluate(BlockInput(bytes, format, blockSize: blockSize))
    }
    _ = try run.finish()
    let rejects = try space.bytes(of: "no.csv")
    return Outcome(
      output: try space.bytes(of: "out"), rejects: keyOfUnreadable == nil ? Self.withoutKeys(rejects) : rejects,
      rows: run.tally.rows)
  }
}

// MARK: - Row by row

extension EvaluationJob {
  /// The same by the row evaluator, row by row.
  func runByRows() throws -> Outcome {
    var outcome = Outcome(output: try form.header)
    var rejects = CSVWriter()
    rejects.record(["input", "line", "key", "code", "subject", "reason", "record"])
    for input in inputs { try runByRows(input, &outcome, &rejects) }
    outcome.rejects = keyOfUnreadable == nil ? Self.withoutKeys(rejects.bytes) : rejects.bytes
    return outcome
  }

  private func runByRows(_ input: String, _ outcome: inout Outcome, _ rejects: inout CSVWriter) throws {
    var rows = RowReader(file: try InputFile(input), decoder: try decoder(), format: format, keys: JSONKeys(policies))
    var bound: BoundPolicySet?
    var carried = InputColumns.none
    while let step = try rows.next() {
      switch step {
      case .columns(let names):
        bound = try policies.bound(to: names, of: &rows, measuring: .nothing)
        carried = try form.inputColumns(in: rows.areColumnsMerged ? nil : names, of: input)
        if !carried.indexes.isEmpty { rows.isColumnRead = [] }
      case .unreadable(let row):
        outcome.rows += 1
        let key = keyOfUnreadable?(row) ?? ""
        rejects.record([input, "\(row.line)", key, row.code, row.subject, row.reason, row.rawText])
      case .row:
        outcome.rows += 1
        guard let bound else { continue }
        try decide(rows.values, bound, carried, &outcome) { rejection in
          rejects.record([
            input, "\(rows.line)", bound.key(of: rows.values) ?? "", rejection.code, rejection.subject,
            rejection.message, rows.rawText,
          ])
        }
      }
    }
  }

  private func decide(
    _ values: [FactValue], _ bound: BoundPolicySet, _ carried: InputColumns, _ outcome: inout Outcome,
    _ reject: (Rejection) -> Void
  ) throws {
    switch bound.decide(values, tracing: hasTrace) {
    case .success(let decision):
      let layout = try form.layout(for: DecisionShape(decision), carried)
      outcome.output += layout.row(decision) { if case .text(let text) = values[$0] { text } else { nil } }
    case .failure(let rejection): reject(rejection)
    }
  }
}

// MARK: - Keys of rows that cannot be read

extension EvaluationJob {
  /// The codes of rows that reached a policy.
  private static let decidable: Set<String> = [
    "missing-fact", "bad-value", "out-of-range", "unknown-value", "not-governed", "evaluation-error",
  ]

  /// Rejects in which only rows that reached a policy have their keys.
  private static func withoutKeys(_ rejects: [UInt8]) -> [UInt8] {
    var reader = CSVReader()
    reader.push(rejects)
    reader.finish()
    var writer = CSVWriter()
    while let step = reader.next() {
      guard case .record = step else { continue }
      var fields = (0..<reader.fieldCount).map { reader.text(at: $0) }
      if !decidable.contains(fields[3]) { fields[2] = "" }
      writer.record(fields)
    }
    return writer.bytes
  }
}

// MARK: - Differences

extension Outcome {
  /// The first line that is not what is `expected`; `nil` if all are, to the byte.
  func difference(from expected: Outcome) -> String? {
    Self.difference("output", output, expected.output) ?? Self.difference("rejects", rejects, expected.rejects)
      ?? (rows == expected.rows ? nil : "\(expected.rows) rows | \(rows)")
  }

  private static func difference(_ name: String, _ actual: [UInt8], _ expected: [UInt8]) -> String? {
    guard actual != expected else { return nil }
    let (actual, expected) = (lines(actual), lines(expected))
    let same = zip(actual, expected).prefix { $0 == $1 }.count
    let shown = [expected, actual].map { $0.dropFirst(same).first.map { String(decoding: $0, as: UTF8.self) } ?? "-" }
    return "\(name), line \(same + 1):\n  \(shown[0])\n  | \(shown[1])"
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }
}
