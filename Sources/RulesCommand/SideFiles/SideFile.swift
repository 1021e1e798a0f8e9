import Decisions
import Expressions
import Records

/// A small file with a row for each of some names, read whole: what it says, or everything that is wrong with it.
struct SideFile {
  /// A column that is looked for, by what it may be called; the first is what people are told to call it.
  struct Column {
    let names: [String]
    var isNeeded = true

    var name: String { names[0] }
  }

  private let path: String
  private let columns: [Column]
  /// Where each column stands.
  private var places: [Int?] = []
  /// In which line each name was met first.
  private var lines: [ExactText: Int] = [:]
  private var faults: [String] = []

  private init(_ path: String, _ columns: [Column]) {
    self.path = path
    self.columns = columns
  }
}

extension SideFile {
  /// Hands each row of the file at `path` to `take`; a failure tells all faults, those that `take` noted among them.
  static func read(
    _ path: String, _ columns: [Column], encoding: String, _ take: (inout SideFile, SideRow) -> Void
  ) throws {
    guard let decoder = TextDecoder(encoding: encoding) else { return }
    var file = SideFile(path, columns)
    let keys = JSONKeys(columns.map { ($0.name, Set($0.names).sorted()) })
    var rows = RowReader(
      file: try InputFile(path), decoder: decoder, format: RecordFormat(path: path) ?? .csv, keys: keys)
    try file.read(&rows, take)
    guard file.faults.isEmpty else { throw Failure(.inputOutput, file.faults.joined(separator: "\nrules: ")) }
  }

  private mutating func read(_ rows: inout RowReader, _ take: (inout SideFile, SideRow) -> Void) throws {
    while let step = try rows.next() {
      switch step {
      case .columns(let header):
        begin(header)
        if !faults.isEmpty { return }
      case .unreadable(let row) where places.isEmpty: throw Failure.unreadableHeader(row, of: rows.findings)
      case .unreadable(let row): note(row.reason, line: row.line)
      case .row: take(&self, SideRow(rows.values, at: places, line: rows.line))
      }
    }
    if places.isEmpty { throw Failure.noHeader(of: path) }
  }

  private mutating func begin(_ header: [String]) {
    places = columns.map { column in header.firstIndex(where: column.names.contains) }
    for (column, place) in zip(columns, places) {
      if column.isNeeded, place == nil { note("there is no column '\(column.name)'", line: 1) }
      if header.count(where: column.names.contains) > 1 { note("several columns give '\(column.name)'", line: 1) }
    }
    let known = Set(columns.flatMap(\.names))
    let others = header.filter { !known.contains($0) }.map { "'\($0)'" }
    if !others.isEmpty { StandardError.say("\(path): not looked at: \(others.joined(separator: ", "))") }
  }
}

// MARK: - Faults of rows

extension SideFile {
  /// Notes what is wrong with a line, and what to write instead.
  mutating func note(_ fault: String, line: Int) { faults.append("\(path):\(line): \(fault)") }

  /// Notes what is wrong with a row's column.
  mutating func note(_ fault: String, in column: Int, of row: SideRow) {
    note("\(columns[column].name): \(fault)", line: row.line)
  }

  /// Whether the row is the first of its name; the others are faults.
  mutating func isFirst(_ name: String, _ row: SideRow) -> Bool {
    guard let first = lines[ExactText(name)] else {
      lines[ExactText(name)] = row.line
      return true
    }
    note("'\(name)' stands in line \(first) already; keep one of the two", line: row.line)
    return false
  }
}
