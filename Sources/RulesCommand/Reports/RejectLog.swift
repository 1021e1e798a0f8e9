import Decisions
import Records

/// A row that was not decided, and why.
struct RejectedRow {
  /// The file as the user named it.
  let input: String
  let line: Int
  /// The customer, as far as the row says; else empty.
  let key: String
  let code: String
  let subject: String
  let reason: String
  let rawText: String
}

extension RejectedRow {
  /// A row that could not be read, of the customer with that key, as far as it says.
  init(_ row: UnreadableRow, input: String, key: String) {
    self.init(
      input: input, line: row.line, key: key, code: row.code, subject: row.subject, reason: row.reason,
      rawText: row.rawText)
  }

  /// The row with its line counted from elsewhere: `lines` more come before it.
  func moved(by lines: Int) -> RejectedRow {
    RejectedRow(
      input: input, line: line + lines, key: key, code: code, subject: subject, reason: reason, rawText: rawText)
  }

  /// One line for people.
  var summary: String { "\(input):\(line): \(key.isEmpty ? "" : "\(key): ")\(reason) [\(code)]" }
}

/// Keeps every rejected row: all of them in a file, or the first few for standard error.
struct RejectLog: ~Copyable {
  /// Shown when there is no file.
  private(set) var firstRows: [RejectedRow] = []
  /// How many rows were logged.
  private(set) var count = 0

  private var file: RecordFile?
  private static let shownCount = 10

  /// Logs to `file`, a CSV, if there is one.
  init(file: consuming OutputFile?) {
    let header = ["input", "line", "key", "code", "subject", "reason", "record"]
    self.file = if let file = file.take() { RecordFile(file, header: header) } else { nil }
  }

  /// How many of a block's rows it may have use for.
  var keptRows: Int { file == nil ? Self.shownCount : .max }

  /// Counts rows of which nothing is kept.
  mutating func add(hidden rows: Int) { count += rows }

  /// Notes a row.
  mutating func add(_ row: RejectedRow) throws(FileFailure) {
    count += 1
    try file?.add([row.input, String(row.line), row.key, row.code, row.subject, row.reason, row.rawText])
    if file == nil, firstRows.count < Self.shownCount { firstRows.append(row) }
  }

  /// Sees to it that the file is written.
  mutating func complete() throws(FileFailure) { try file?.complete() }

  /// Gives the file its name.
  consuming func publish() throws(FileFailure) {
    if let file = file.take() { try file.publish() }
  }
}
