import Columns
import Measures
import Policies
import Records

/// Reads the decisions of the last run from a file, as a run writes them.
struct PreviousReader {
  /// What becomes of a row that cannot be understood.
  typealias Receiver = (RejectedRow) throws(FileFailure) -> Void

  private(set) var decisions: PreviousDecisions
  private(set) var tally = PreviousTally()

  let path: String
  /// The column that names the customer.
  let key: String

  /// One that has read nothing yet of the file at `path`, for policies of that set.
  init(_ path: String, _ policies: PolicySet) {
    self.path = path
    key = policies.columns.key
    decisions = PreviousDecisions(for: policies)
  }
}

extension PreviousReader {
  /// Reads the file to its end.
  mutating func read(_ reject: Receiver) throws {
    if RecordFormat(path: path) == .jsonl { try readLines(reject) } else { try readTable(reject) }
  }

  private mutating func readTable(_ reject: Receiver) throws {
    guard let decoder = TextDecoder(encoding: "utf-8") else { return }
    let input = BlockInput(InputBytes(try InputFile(path), decoder), .csv)
    guard let header = try input.readHeaderIfAny() else { return }
    guard let keyColumn = header.names.firstIndex(of: key) else { throw Failure.noKey(key, in: path) }
    let columns = decisions.columns.names.map { header.names.firstIndex(of: $0) }
    let absent = zip(decisions.columns.names, columns).filter { $0.1 == nil }.map(\.0)
    if !absent.isEmpty { StandardError.say(Wording.absentPrevious(absent, in: path)) }
    let wanted = Set(columns.compactMap(\.self) + [keyColumn])
    var cutter = CSVCutter(wanted: header.names.indices.map(wanted.contains))
    var block = RecordBlock()
    var lines = header.lines
    while try input.fill(&block) {
      cutter.cut(&block)
      try take(block, key: keyColumn, columns, after: lines, reject)
      lines += block.lineCount
    }
  }

  /// Takes in a block; what is wrong with its rows is told in their order.
  private mutating func take(
    _ block: borrowing RecordBlock, key: Int, _ columns: [Int?], after lines: Int, _ reject: Receiver
  ) throws(FileFailure) {
    tally.rows += block.rowCount + block.faults.count
    let cells = block.cells
    var faults = block.faults[...]
    for (row, fault) in decisions.put(cells, key: key, columns: columns) {
      try refuse(&faults, before: row, of: block, after: lines, reject)
      try refuse(
        fault, line: lines + Int(block.lines[row]) + 1, key: cells.text(key, row: row) ?? "",
        block.rawText(row: row), reject)
    }
    try refuse(&faults, before: block.rowCount, of: block, after: lines, reject)
  }

  /// Rejects the first of the faults, as far as they stand before a row.
  private mutating func refuse(
    _ faults: inout ArraySlice<BlockFault>, before row: Int, of block: borrowing RecordBlock, after lines: Int,
    _ reject: Receiver
  ) throws(FileFailure) {
    while let fault = faults.first, fault.row <= row {
      faults.removeFirst()
      tally.rejected += 1
      let told = UnreadableRow(block.recordFault(fault, firstLine: lines + 1))
      try reject(RejectedRow(told, input: path, key: ""))
    }
  }

  private mutating func refuse(
    _ fault: PreviousFault, line: Int, key: String, _ rawText: String, _ reject: Receiver
  ) throws(FileFailure) {
    tally.rejected += 1
    try reject(
      RejectedRow(
        input: path, line: line, key: key, code: "bad-previous", subject: fault.column,
        reason: "`\(fault.text)` is nothing that a decision writes as '\(fault.column)'; the customer counts as new",
        rawText: rawText))
  }
}

// MARK: - JSON Lines

extension PreviousReader {
  private mutating func readLines(_ reject: Receiver) throws {
    let file = try InputFile(path)
    var reader = JSONLinesReader()
    var isAtEnd = false
    while true {
      while let step = reader.next() {
        tally.rows += 1
        switch step {
        case .record(let record): try take(record, rawText: reader.rawText, reject)
        case .fault(let fault):
          tally.rejected += 1
          try reject(RejectedRow(UnreadableRow(fault), input: path, key: ""))
        }
      }
      if isAtEnd { return }
      let chunk = try file.read()
      isAtEnd = chunk.isEmpty
      if isAtEnd { reader.finish() } else { reader.push(chunk) }
    }
  }

  private mutating func take(
    _ record: JSONRecord, rawText: @autoclosure () -> String, _ reject: Receiver
  ) throws(FileFailure) {
    let row = WrittenDecision(record)
    guard var customer = row.text(of: key) else {
      return try refuse(PreviousFault(column: key, text: ""), line: record.line, key: "", rawText(), reject)
    }
    let state = decisions.state(decisions.columns.names.map(row.text(of:)))
    if let fault = decisions.fault(of: state) {
      return try refuse(fault, line: record.line, key: customer, rawText(), reject)
    }
    customer.withUTF8 { decisions.put($0, state) }
  }
}

/// A decision as a line of JSON holds it: whole, in groups, or the columns that were chosen.
private struct WrittenDecision {
  private let members: [String: FieldValue]
  private let tiers: [String: FieldValue]
  private let outputs: [String: FieldValue]

  init(_ record: JSONRecord) {
    members = Self.byKey(record.members)
    tiers = Self.byKey(members["tiers"]?.members ?? [])
    outputs = Self.byKey(members["outputs"]?.members ?? [])
  }

  private static func byKey(_ members: [JSONRecord.Member]) -> [String: FieldValue] {
    Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// What stands in a column of the decision; `nil` for nothing.
  func text(of column: String) -> String? {
    if column == PreviousColumns.flagStates, members[column] == nil { return statesOfFlags }
    if let tier = tiers[column] { return tier.members.flatMap { Self.byKey($0)["tier"]?.plainText } }
    return (outputs[column] ?? members[column])?.plainText
  }

  private var statesOfFlags: String? {
    members["flags"]?.elements?.compactMap { flag in
      flag.members.flatMap { Self.byKey($0)["instance"]?.plainText }
    }.joined(separator: ";")
  }
}

extension FieldValue {
  /// The value as a table would show it; `nil` for nothing.
  fileprivate var plainText: String? {
    switch self {
    case .null: nil
    case .text(let text): text.isEmpty ? nil : text
    case .integer(let integer): String(integer)
    case .number(_, let spelling): spelling
    case .bool(let bool): bool ? "true" : "false"
    case .nested: elements.map { $0.compactMap(\.plainText).joined(separator: ";") }.flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}

extension Failure {
  /// The last decisions do not say whose they are.
  fileprivate static func noKey(_ key: String, in path: String) -> Failure {
    Failure(.inputOutput, "\(path): no column '\(key)': it does not say whose decisions these are")
  }
}

extension Wording {
  /// The last decisions lack columns.
  fileprivate static func absentPrevious(_ columns: [String], in path: String) -> String {
    let names = columns.map { "'\($0)'" }.joined(separator: ", ")
    return "\(path): no \(columns.count == 1 ? "column" : "columns") \(names); what was decided there is not known"
  }
}
