import Columns
import Decisions
import Policies
import Records

/// The rows of one block of an input after the other. Used by one thread.
final class BlockRows {
  /// Rows as they are to be taken.
  enum Stretch {
    /// Rows of which there are cells.
    case cells(Range<Int>)
    /// A row that needed the exact parser.
    case values(row: Int, [FactValue])
  }

  private var block = RecordBlock()
  private var cutter: BlockCutter
  private var members: RecordValues
  private let keyColumn: Int?
  /// The values of the rows that needed the exact parser and can be read.
  private var exact: [Int: [FactValue]] = [:]
  /// The keys of the members of rows that needed the exact parser.
  private var exactKeys: [(row: Int, key: String, isKnown: Bool)] = []
  /// The rows that cannot be read, in order, with how many rows come before them and the customer, as far as they say.
  private var unreadable: [(row: Int, told: UnreadableRow, key: String)] = []
  /// The first of them that was not handed on.
  private var nextUnreadable = 0

  /// Rows with cells for the columns that are `wanted`, which `keys` feed where rows are JSON objects; one column names the customer.
  init(_ format: RecordFormat, wanted: [Bool], _ keys: JSONKeys, keyColumn: Int?) {
    cutter = BlockCutter(format, wanted: wanted, keys: keys)
    members = RecordValues(keys)
    self.keyColumn = keyColumn
  }
}

extension BlockRows {
  /// Takes the input's next block; `false` at its end.
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try input.fill(&block) }

  /// Finds the block's rows, and begins a result with how many there are.
  func cut(into result: BlockResult) {
    cutter.cut(&block)
    result.rows = block.rowCount + block.faults.count
    result.lines = block.lineCount
    exact.removeAll(keepingCapacity: true)
    exactKeys.removeAll(keepingCapacity: true)
    unreadable.removeAll(keepingCapacity: true)
    nextUnreadable = 0
    for fault in block.faults {
      refuse(fault.row, block.recordFault(fault, firstLine: 1), key: keyBesideBadText(of: fault), result)
    }
    for row in block.irregularRows { readExactly(row, result) }
    // Of two in one place, what is no row comes first, as it does in the file.
    unreadable.sort { $0.row < $1.row }
    noteKeys(result)
  }

  private func readExactly(_ row: Int, _ result: BlockResult) {
    switch block.parsed(row: row, firstLine: 1) {
    case .fault(let fault): refuse(row, fault, key: keyBesideBadText(row: row, fault), result)
    case .record(let record):
      for member in record.members { exactKeys.append((row, member.key, members.isKnown(member.key))) }
      guard let fault = members.take(record) else { return exact[row] = members.values }
      let told = UnreadableRow(fault, line: record.line, rawText: block.rawText(row: row))
      unreadable.append((row, told, key(in: members.values)))
    }
  }

  private func refuse(_ row: Int, _ fault: RecordFault, key: String, _ result: BlockResult) {
    if fault.isOfEncoding { result.invalidTexts += 1 }
    unreadable.append((row, UnreadableRow(fault), key))
  }

  /// Notes the keys of all rows in the order of the rows.
  private func noteKeys(_ result: BlockResult) {
    let regular = block.keys.map { (row: $0.row, key: $0.text, isKnown: $0.isKnown) }
    let all = exactKeys.isEmpty ? regular : (regular + exactKeys).sorted { $0.row < $1.row }
    result.keys = all.map { ($0.key, $0.isKnown) }
  }
}

// MARK: - What was found

extension BlockRows {
  /// How many rows there are, apart from faults.
  var count: Int { block.rowCount }

  /// The cells of all rows; those of rows that needed the exact parser are empty.
  var cells: CellColumns { block.cells }

  /// The rows that can be read, in order.
  var stretches: [Stretch] {
    var stretches: [Stretch] = []
    var first = 0
    for row in block.irregularRows {
      if first < row { stretches.append(.cells(first..<row)) }
      if let values = exact[row] { stretches.append(.values(row: row, values)) }
      first = row + 1
    }
    return first < count ? stretches + [.cells(first..<count)] : stretches
  }

  /// What a row holds in a column; empty for nothing.
  func text(in column: Int?, row: Int) -> String {
    guard let column else { return "" }
    return (exact[row].map { $0[column].text } ?? block.cells.text(column, row: row)) ?? ""
  }

  /// A row as what is not counted among the others, and why; its line counts from the block's first, which is 1.
  func rejected(
    _ row: Int, of path: String, key: String, code: String, subject: String, reason: String
  ) -> RejectedRow {
    RejectedRow(
      input: path, line: Int(block.lines[row]) + 1, key: key, code: code, subject: subject, reason: reason,
      rawText: block.rawText(row: row))
  }

  /// Hands on the rows that cannot be read and come before `row`, each with its customer as far as it says, and each once.
  func forEachUnreadable(before row: Int, _ body: (UnreadableRow, _ key: String) -> Void) {
    while nextUnreadable < unreadable.count, unreadable[nextUnreadable].row <= row {
      body(unreadable[nextUnreadable].told, unreadable[nextUnreadable].key)
      nextUnreadable += 1
    }
  }
}

// MARK: - The customers of rows that cannot be read

extension BlockRows {
  private func key(in values: [FactValue]) -> String { keyColumn.flatMap { values[$0].text } ?? "" }

  /// The key in a record of CSV some of whose bytes are no text; empty if they are the key's.
  private func keyBesideBadText(of fault: BlockFault) -> String {
    guard let keyColumn, let text = block.field(keyColumn, of: fault) else { return "" }
    return FactValue.text(text).text ?? ""
  }

  /// The same of a line of JSON.
  private func keyBesideBadText(row: Int, _ fault: RecordFault) -> String {
    guard fault.isOfEncoding, let record = block.mendedRecord(row: row) else { return "" }
    _ = members.take(record)
    let key = key(in: members.values)
    return key.contains("\u{FFFD}") ? "" : key
  }
}
