import Cadences
import Decisions
import Policies
import Records

/// Reads what is known of the representatives' own time: a row for each, with `rep`, and `days` or `leave` or `minutes_per_day`.
///
/// The representative may also stand under the name or the header of the fact that names it in policies.
struct RepresentativeFile {
  private let path: String
  private let names: Set<String>
  /// The most working days that any policy gives to everybody.
  private let usualDays: Int
  private var columns: [Column?] = []
  private var times: [String: RepresentativeTime] = [:]
  private var lines: [String: Int] = [:]
  private var faults: [String] = []

  /// What a column holds.
  private enum Column: String, CaseIterable {
    case rep, days, leave
    case minutesPerDay = "minutes_per_day"
  }

  private init(_ path: String, _ policies: PolicySet) {
    self.path = path
    let facts = policies.policies.compactMap { policy in policy.capacity.map { policy.facts[$0.representative] } }
    names = Set([Column.rep.rawValue] + facts.map(\.name) + facts.compactMap(\.column))
    usualDays = policies.policies.compactMap(\.capacity?.days).max() ?? 0
  }
}

extension RepresentativeFile {
  /// What a file says, by representative; a failure tells all its faults.
  static func times(
    in path: String, _ format: RecordFormat, encoding: String, _ policies: PolicySet
  ) throws -> [String: RepresentativeTime] {
    var file = RepresentativeFile(path, policies)
    guard let decoder = TextDecoder(encoding: encoding) else { return [:] }
    var rows = RowReader(file: try InputFile(path), decoder: decoder, format: format, keys: file.keys)
    while let step = try rows.next() {
      switch step {
      case .columns(let names): try file.begin(names)
      case .unreadable(let row): file.faults.append("\(path):\(row.line): \(row.reason)")
      case .row: file.take(rows.values, line: rows.line)
      }
    }
    if file.columns.isEmpty { throw Failure.noHeader(of: path) }
    guard file.faults.isEmpty else { throw Failure(.inputOutput, file.faults.joined(separator: "\nrules: ")) }
    return file.times
  }

  private var keys: JSONKeys {
    JSONKeys(Column.allCases.map { ($0.rawValue, $0 == .rep ? names.sorted() : [$0.rawValue]) })
  }

  private mutating func begin(_ header: [String]) throws(Failure) {
    columns = header.map { names.contains($0) ? .rep : Column(rawValue: $0) }
    for column in Column.allCases where columns.count(where: { $0 == column }) > 1 {
      throw Failure(.inputOutput, "\(path): several columns give '\(column.rawValue)'")
    }
    guard columns.contains(.rep) else {
      throw Failure(.inputOutput, "\(path): no column names the representative; call it 'rep'")
    }
    let others = zip(header, columns).compactMap { $1 == nil ? "'\($0)'" : nil }
    if !others.isEmpty { StandardError.say("\(path): not looked at: \(others.joined(separator: ", "))") }
  }
}

// MARK: - Rows

extension RepresentativeFile {
  private mutating func take(_ values: [FactValue], line: Int) {
    guard let name = text(in: .rep, of: values) else {
      return faults.append("\(path):\(line): no representative is named")
    }
    if let first = lines.updateValue(line, forKey: name) {
      return faults.append("\(path):\(line): '\(name)' stands in line \(first) already")
    }
    let texts = (
      days: text(in: .days, of: values), leave: text(in: .leave, of: values),
      minutes: text(in: .minutesPerDay, of: values)
    )
    let faultCount = faults.count
    if texts.days != nil, texts.leave != nil {
      note("both days and leave are given; one says the other", of: name, line)
    }
    if texts.days == nil, texts.leave == nil, texts.minutes == nil {
      note("neither days, leave nor minutes_per_day is given", of: name, line)
    }
    let worked = number(texts.days, .days, 0...31, of: name, line)
    let off = number(texts.leave, .leave, 0...31, of: name, line)
    let minutes = number(texts.minutes, .minutesPerDay, 0...1440, of: name, line)
    if let off, off > Rational(Int64(usualDays)) {
      note("\(off) days off, and the month has \(usualDays) working days", of: name, line)
    }
    let days: RepresentativeTime.Days = worked.map { .worked($0) } ?? off.map { .off($0) } ?? .usual
    if faults.count == faultCount { times[name] = RepresentativeTime(days: days, minutesPerDay: minutes) }
  }

  /// What a row holds in a column; `nil` for nothing.
  private func text(in column: Column, of values: [FactValue]) -> String? {
    columns.firstIndex(of: column).flatMap { $0 < values.count ? values[$0].text : nil }
  }

  private mutating func note(_ fault: String, of name: String, _ line: Int) {
    faults.append("\(path):\(line): '\(name)': \(fault)")
  }

  /// The number that a text is; `nil`, with a fault, for what is none between the limits.
  private mutating func number(
    _ text: String?, _ column: Column, _ limits: ClosedRange<Int64>, of name: String, _ line: Int
  ) -> Rational? {
    guard let text else { return nil }
    if let number = Rational(decimal: text), number >= Rational(limits.lowerBound),
      number <= Rational(limits.upperBound)
    {
      return number
    }
    note("\(column.rawValue): '\(text)' is no number from \(limits.lowerBound) to \(limits.upperBound)", of: name, line)
    return nil
  }
}
