import Cadences
import Decisions
import Policies

/// The file of the representatives' own time: a row for each, with `rep`, and `days` or `leave` or `minutes_per_day`.
///
/// The representative may also stand under the name or the header of the fact that names it in policies.
struct RepresentativeFile {
  /// The most working days that any policy gives to everybody.
  private let usualDays: Int
  private var times: [String: RepresentativeTime] = [:]

  private enum Column: Int, CaseIterable {
    case rep, days, leave, minutesPerDay
  }
}

extension RepresentativeFile {
  /// What a file says, by representative; a failure tells all its faults.
  static func times(
    in path: String, encoding: String, _ policies: PolicySet
  ) throws -> [String: RepresentativeTime] {
    let facts = policies.policies.compactMap { policy in policy.capacity.map { policy.facts[$0.representative] } }
    let names = [["rep"] + facts.map(\.name) + facts.compactMap(\.column), ["days"], ["leave"], ["minutes_per_day"]]
    let columns = names.enumerated().map { SideFile.Column(names: $1, isNeeded: $0 == 0) }
    var found = RepresentativeFile(usualDays: policies.policies.compactMap(\.capacity?.days).max() ?? 0)
    try SideFile.read(path, columns, encoding: encoding) { file, row in found.take(row, in: &file) }
    return found.times
  }

  private mutating func take(_ row: SideRow, in file: inout SideFile) {
    guard let name = file.text(Column.rep.rawValue, of: row, "name the representative"), file.isFirst(name, row) else {
      return
    }
    tellChoice(row, in: &file)
    let worked = file.number(Column.days.rawValue, of: row, 0...31)
    let off = file.number(Column.leave.rawValue, of: row, 0...31)
    let minutes = file.number(Column.minutesPerDay.rawValue, of: row, 0...1440)
    if let off, off > Rational(Int64(usualDays)) {
      file.note("\(off) days off, and the month has \(usualDays) working days", in: Column.leave.rawValue, of: row)
    }
    // Whatever a fault leaves of it: with one in the file, nothing of it is used.
    let days: RepresentativeTime.Days = worked.map { .worked($0) } ?? off.map { .off($0) } ?? .usual
    times[name] = RepresentativeTime(days: days, minutesPerDay: minutes)
  }

  /// Notes where a row says too much, or nothing.
  private func tellChoice(_ row: SideRow, in file: inout SideFile) {
    let given = Set(Column.allCases.filter { row.text($0.rawValue) != nil })
    if given.isSuperset(of: [.days, .leave]) {
      file.note("both days and leave are given, and one says the other; keep one of them", line: row.line)
    }
    if given == [.rep] { file.note("give days, leave or minutes_per_day", line: row.line) }
  }
}
