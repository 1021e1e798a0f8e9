import Cadences
import Decisions
import Expressions
import Policies
import Records

/// Reads the customers who have a cadence of their own, with all that is wrong with the file.
struct ExceptionsFile {
  private let path: String
  /// The fact that names the customer.
  private let key: Fact
  private var found: [String: CadenceException] = [:]
  private var lines: [String: Int] = [:]
  private var faults: [String] = []

  /// Where each column stands.
  private struct Columns {
    let key: Int
    let visits: Int
    let until: Int
    let by: Int
    let why: Int
  }

  /// The exceptions and the faults, these as `file:line: what is wrong`.
  static func read(
    _ path: String, for policies: PolicySet
  ) throws -> (exceptions: CadenceExceptions, faults: [String]) {
    guard let policy = policies.policies.first, let decoder = TextDecoder(encoding: "utf-8") else { return (.none, []) }
    var file = ExceptionsFile(path: path, key: policy.facts[policy.keyFact])
    let keys = JSONKeys(columns: file.columnNames, first: file.key.name)
    var rows = RowReader(
      file: try InputFile(path), decoder: decoder, format: RecordFormat(path: path) ?? .csv, keys: keys)
    try file.readRows(&rows)
    return (CadenceExceptions(file.found), file.faults)
  }

  private init(path: String, key: Fact) {
    self.path = path
    self.key = key
  }
}

extension ExceptionsFile {
  private var columnNames: [String] { [key.column ?? key.name, "visits", "until", "by", "why"] }

  private mutating func readRows(_ rows: inout RowReader) throws {
    var columns: Columns?
    var isEmpty = true
    while let step = try rows.next() {
      isEmpty = false
      switch step {
      case .columns(let names):
        columns = findColumns(among: names)
        if columns == nil { return }
      case .unreadable(let row): say(row.reason, line: row.line)
      case .row: if let columns { take(rows.values, columns, line: rows.line) }
      }
    }
    if isEmpty { throw Failure.noHeader(of: path) }
  }

  private mutating func findColumns(among names: [String]) -> Columns? {
    var indexes: [Int] = []
    for (place, name) in columnNames.enumerated() {
      let index = names.firstIndex(of: name) ?? (place == 0 ? names.firstIndex(of: key.name) : nil)
      if let index { indexes.append(index) } else { say("there is no column '\(name)'", line: 1) }
    }
    guard indexes.count == columnNames.count else { return nil }
    return Columns(key: indexes[0], visits: indexes[1], until: indexes[2], by: indexes[3], why: indexes[4])
  }

  private mutating func say(_ what: String, line: Int) { faults.append("\(path):\(line): \(what)") }
}

// MARK: - Rows

extension ExceptionsFile {
  private mutating func take(_ values: [FactValue], _ columns: Columns, line: Int) {
    let text = { (column: Int) in column < values.count ? values[column].text.map { $0.trimmedOfSpaces } ?? "" : "" }
    let customer = customer(column: columns.key, of: values, line: line)
    let cadence = cadence(text(columns.visits), line: line)
    let until = day(text(columns.until), line: line)
    let (by, why) = (text(columns.by), text(columns.why))
    if by.isEmpty { say("by: say who asked for it", line: line) }
    if why.isEmpty { say("why: give the reason", line: line) }
    guard let customer else { return }
    if let first = lines[customer] {
      return say("customer \(customer) has an exception already, on line \(first)", line: line)
    }
    lines[customer] = line
    guard let cadence, let until else { return }
    found[customer] = CadenceException(cadence, until: until, by: by, why: why)
  }

  /// The key as decisions have it.
  private mutating func customer(column: Int, of values: [FactValue], line: Int) -> String? {
    let value = column < values.count ? values[column] : .missing
    if case .success(let outcome) = key.read(value), let text = outcome.value?.text, !text.isEmpty { return text }
    let name = columnNames[0]
    say(value.text.map { "\(name): \"\($0)\" is no such key" } ?? "\(name): name the customer", line: line)
    return nil
  }

  private mutating func cadence(_ text: String, line: Int) -> Cadence? {
    do throws(CadenceSyntaxError) {
      return try Cadence.parse(text)
    } catch {
      say("visits: \(error.message); \(error.hint)", line: line)
      return nil
    }
  }

  private mutating func day(_ text: String, line: Int) -> CalendarDate? {
    if case .timestamp(let moment) = Fact.Kind.date.value(of: Substring(text)) { return moment.date }
    let what = text.isEmpty ? "say on which day it ends" : "\"\(text)\" is not a date"
    say("until: \(what), such as 2026-12-31", line: line)
    return nil
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmedOfSpaces: String {
    let inner = drop { $0.isWhitespace }
    return String(inner.prefix(upTo: inner.lastIndex { !$0.isWhitespace }.map(inner.index(after:)) ?? inner.startIndex))
  }
}
