import Decisions
import Policies
import Records

/// Reads the rows of one file, whatever its format and encoding, as values for the engine.
struct RowReader: ~Copyable {
  /// What was read.
  enum Step {
    /// What the values of the rows to come are called; the first step, if there is any.
    case columns([String])
    /// A row, to be looked at through the reader until the next call of `next()`.
    case row
    /// A row that cannot be read.
    case unreadable(UnreadableRow)
  }

  /// Whether each CSV column is worth reading; those beyond the end are. Where one is not, its values are missing.
  var isColumnRead: [Bool] = []

  /// The values of the current row, one for each column.
  private(set) var values: [FactValue] = []
  /// The physical line on which the current row starts, 1-based.
  private(set) var line = 0

  private var nonUTF8Rows = 0
  /// How many lines of JSON were no blank ones.
  private var rowCount = 0

  private let file: InputFile
  private var decoder: TextDecoder
  private let keys: JSONKeys
  private var members: RecordValues
  /// One of the two reads, as the format asks.
  private var csv: CSVReader?
  private var json: JSONLinesReader?
  private var hasColumns = false
  private var keyLog = KeyLog()
  private var isAtEnd = false

  /// Reads `file`, which is not read from yet.
  init(file: consuming InputFile, decoder: consuming TextDecoder, format: RecordFormat, keys: JSONKeys) {
    self.file = file
    self.decoder = decoder
    self.keys = keys
    members = RecordValues(keys)
    switch format {
    case .csv: csv = CSVReader()
    case .jsonl: json = JSONLinesReader()
    }
  }
}

extension RowReader {
  /// The file's path, for messages.
  var path: String { file.path }

  /// The current row as it stands in the file.
  var rawText: String { csv?.rawText ?? json?.rawText ?? "" }

  /// Whether a column holds what stands under a fact's header or its name, whichever a row has.
  var areColumnsMerged: Bool { csv == nil }

  /// What the input is like, as far as it was read.
  var findings: InputFindings {
    InputFindings(
      path: path, encodingFaults: decoder.firstFault.map { ($0, decoder.faultCount) }, nonUTF8Rows: nonUTF8Rows,
      keysSeen: csv == nil ? keyLog.keys : nil, rowCount: rowCount)
  }

  /// The next row; `nil` at the end of the file.
  mutating func next() throws(FileFailure) -> Step? {
    while true {
      if let step = csv == nil ? nextLine() : nextRecord() { return step }
      if isAtEnd { return nil }
      try readChunk()
    }
  }

  private mutating func row(of fault: RecordFault) -> UnreadableRow {
    if fault.isOfEncoding, decoder.isUTF8 { nonUTF8Rows += 1 }
    return UnreadableRow(fault)
  }

  private mutating func readChunk() throws(FileFailure) {
    let chunk = try file.read()
    let text = chunk.isEmpty ? decoder.finish() : decoder.decode(chunk)
    csv?.push(text)
    json?.push(text)
    guard chunk.isEmpty else { return }
    isAtEnd = true
    csv?.finish()
    json?.finish()
  }
}

// MARK: - CSV

extension RowReader {
  private mutating func nextRecord() -> Step? {
    switch csv?.next() {
    case nil: return nil
    case .header(let names): return .columns(names)
    case .fault(let fault): return .unreadable(row(of: fault))
    case .record:
      takeFields()
      return .row
    }
  }

  /// An empty field says nothing of its fact; what nothing reads is not made a text of.
  private mutating func takeFields() {
    guard let csv else { return }
    line = csv.line
    values.removeAll(keepingCapacity: true)
    for index in 0..<csv.fieldCount {
      let isSkipped = index < isColumnRead.count && !isColumnRead[index]
      values.append(isSkipped || csv.isEmpty(at: index) ? .missing : .text(csv.text(at: index)))
    }
  }
}

// MARK: - JSON Lines

extension RowReader {
  private mutating func nextLine() -> Step? {
    guard hasColumns else {
      hasColumns = true
      return .columns(keys.columns)
    }
    let step = json?.next()
    if step != nil { rowCount += 1 }
    switch step {
    case nil: return nil
    case .fault(let fault): return .unreadable(row(of: fault))
    case .record(let record):
      line = record.line
      for member in record.members { keyLog.note(member.key, isKnown: members.isKnown(member.key)) }
      let fault = members.take(record)
      values = members.values
      return fault.map { .unreadable(UnreadableRow($0, line: line, rawText: rawText)) } ?? .row
    }
  }
}
