import Cadences
import Decisions
import Expressions
import Records

/// How a workload is written down: a line for each representative, then for each area, then for all.
struct WorkloadForm {
  private let format: RecordFormat

  /// In that format.
  init(_ format: RecordFormat) { self.format = format }

  /// A value of a line.
  fileprivate enum Field {
    case text(String?)
    /// Already spelled; `nil` where there is none.
    case number(String?)
  }

  /// What a line is about.
  private struct Subject {
    let kind: String
    let fact: String?
  }
}

extension WorkloadForm {
  /// The whole file.
  func bytes(of workload: Workload) -> [UInt8] {
    let areas = workload.areas.flatMap { areas in areas.lines.map { (Subject(kind: "area", fact: areas.fact), $0) } }
    let lines =
      workload.representatives.map { (Subject(kind: "rep", fact: nil), $0) } + areas
      + [(Subject(kind: "total", fact: nil), workload.total)]
    let rows = lines.map { fields(of: $1, $0, month: workload.month.description) }
    switch format {
    case .csv: return csv(rows)
    case .jsonl: return json(rows)
    }
  }

  private func fields(of line: WorkloadLine, _ subject: Subject, month: String) -> [(name: String, field: Field)] {
    let isFlagged = subject.kind == "rep" && line.state != .fits
    return [
      ("month", .text(month)), ("kind", .text(subject.kind)), ("fact", .text(subject.fact)),
      ("name", .text(subject.kind == "total" ? nil : line.name)), ("customers", .number(String(line.customers))),
      ("visits", .number(line.visits.decimalText(places: 2))),
      ("floor_visits", .number(line.floorVisits.decimalText(places: 2))),
      ("minutes", .number(line.minutes.decimalText(places: 2))),
      ("floor_minutes", .number(line.floorMinutes.decimalText(places: 2))),
      ("available", .number(line.available.decimalText(places: 2))), ("load", .number(line.percent)),
      ("minutes_short", .number(line.minutesShort.decimalText(places: 2))),
      ("visits_short", .number(String(line.visitsShort))), ("state", .text(line.state.rawValue)),
      ("flag", .text(isFlagged ? line.state.rawValue : nil)), ("owner", .text(isFlagged ? line.owner : nil)),
    ]
  }

  private func csv(_ rows: [[(name: String, field: Field)]]) -> [UInt8] {
    var writer = CSVWriter()
    writer.record(rows.first.map { $0.map(\.name) } ?? [])
    for row in rows { writer.record(row.map(\.field.plainText)) }
    return writer.bytes
  }

  private func json(_ rows: [[(name: String, field: Field)]]) -> [UInt8] {
    var writer = JSONWriter()
    for row in rows {
      writer.object { writer in
        for (name, field) in row {
          writer.key(name)
          field.write(to: &writer)
        }
      }
      writer.endLine()
    }
    return writer.bytes
  }
}

extension WorkloadForm.Field {
  /// As a field of CSV.
  fileprivate var plainText: String {
    switch self {
    case .text(let text), .number(let text): text ?? ""
    }
  }

  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .text(let text?): writer.string(text)
    case .number(let number?): writer.number(spelled: number)
    case .text(nil), .number(nil): writer.null()
    }
  }
}

extension WorkloadLine {
  /// The load in per cent with one decimal; `nil` where there is no time.
  var percent: String? { loadTenths.map { "\($0 / 10).\($0 % 10)" } }
}
