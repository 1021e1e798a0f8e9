import Columns
import Expressions
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
  private let asOf: CalendarDate

  /// One that has read nothing yet of the file at `path`, for policies of that set.
  init(_ path: String, _ policies: PolicySet) {
    self.path = path
    key = policies.columns.key
    asOf = policies.asOf
    decisions = PreviousDecisions(for: policies)
  }
}

extension PreviousReader {
  /// Reads the file to its end.
  mutating func read(_ reject: Receiver) throws {
    if RecordFormat(path: path) == .jsonl { try readLines(reject) } else { try readTable(reject) }
    // Where columns were chosen, their day may not be among them; what began on a day was not decided before.
    if let day = decisions.latestDay { try check(day) }
  }

  /// Refuses decisions that were not made before this run's day.
  private func check(_ day: CalendarDate) throws(Failure) {
    if day >= asOf { throw Failure.notBefore(asOf, day, in: path) }
  }

  private mutating func readTable(_ reject: Receiver) throws {
    guard let decoder = TextDecoder(encoding: "utf-8") else { return }
    let input = BlockInput(InputBytes(try InputFile(path), decoder), .csv)
    guard let header = try input.readHeaderIfAny() else { return }
    guard let keyColumn = header.names.firstIndex(of: key) else { throw Failure.noKey(key, in: path) }
    let columns = decisions.columns.names.map { header.names.firstIndex(of: $0) }
    let absent = zip(decisions.columns.names, columns).filter { $0.1 == nil }.map(\.0)
    if !absent.isEmpty { StandardError.say(Wording.absentPrevious(absent, in: path)) }
    let dayColumn = header.names.firstIndex(of: DecisionForm.asOfName)
    let wanted = Set(columns.compactMap(\.self) + [keyColumn] + (dayColumn.map { [$0] } ?? []))
    var cutter = CSVCutter(wanted: header.names.indices.map(wanted.contains))
    var block = RecordBlock()
    var lines = header.lines
    while try input.fill(&block) {
      cutter.cut(&block)
      if let dayColumn { try checkDays(of: block.cells, in: dayColumn) }
      try take(block, key: keyColumn, columns, after: lines, reject)
      lines += block.lineCount
    }
  }

  /// Rows of one file have the same day, as a rule; each that differs from the one before is looked at.
  private func checkDays(of cells: CellColumns, in column: Int) throws(Failure) {
    guard let days = cells.columns[column] else { return }
    var last: UnsafeBufferPointer<UInt8>?
    for row in 0..<cells.rowCount {
      let day = cells.view(days[row])
      if let last, last.elementsEqual(day) { continue }
      last = day
      if let day = CalendarDate(String(decoding: day, as: UTF8.self)) { try check(day) }
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
        case .record(let record): try take(WrittenDecision(record), line: record.line, rawText: reader.rawText, reject)
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
    _ row: WrittenDecision, line: Int, rawText: @autoclosure () -> String, _ reject: Receiver
  ) throws {
    if let day = row.text(of: DecisionForm.asOfName).flatMap({ CalendarDate($0) }) { try check(day) }
    guard var customer = row.text(of: key) else {
      return try refuse(PreviousFault(column: key, text: ""), line: line, key: "", rawText(), reject)
    }
    let state = decisions.state(decisions.columns.names.map(row.text(of:)))
    if let fault = decisions.fault(of: state) {
      return try refuse(fault, line: line, key: customer, rawText(), reject)
    }
    customer.withUTF8 { decisions.put($0, state) }
  }
}

extension Failure {
  /// The last decisions do not say whose they are.
  fileprivate static func noKey(_ key: String, in path: String) -> Failure {
    Failure(.inputOutput, "\(path): no column '\(key)': it does not say whose decisions these are")
  }

  /// The decisions are not the last before a run's day.
  fileprivate static func notBefore(_ asOf: CalendarDate, _ day: CalendarDate, in path: String) -> Failure {
    let fault =
      day == asOf
      ? "decisions as of \(day), the day of this run, which would count it twice; to repeat a run, give it the file that it was given"
      : "decisions as of \(day), later than this run's \(asOf); give it those of the run before, or a later --as-of"
    return Failure(.inputOutput, "\(path): \(fault)")
  }
}

extension Wording {
  /// The last decisions lack columns.
  fileprivate static func absentPrevious(_ columns: [String], in path: String) -> String {
    let names = columns.map { "'\($0)'" }.joined(separator: ", ")
    return "\(path): no \(columns.count == 1 ? "column" : "columns") \(names); what was decided there is not known"
  }
}
