import Columns
import Expressions
import Policies
import SeededRandom
import SourceText
import Testing

@testable import Batches

/// A fact as a policy declares it, with one reader that reads batch after batch of it.
final class ReadFact {
  let fact: Fact
  let workspace: Workspace
  private let reading: FactReading
  private let reader: FactReader

  /// The fact that is declared so; traps the test if the policy has faults.
  init(_ declaration: String, isRead: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = "policy: p\nversion: \"1\"\nfacts:\n  id: {type: string, key: true}\n  x: \(declaration)\n"
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": text]), asOf: CalendarDate(days: 20_619))
    let faults = loaded.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(faults == [], sourceLocation: sourceLocation)
    guard let fact = loaded.value?.policies.first?.facts.last else { fatalError("the policy does not load: \(faults)") }
    self.fact = fact
    var layout = WorkspaceLayout()
    reading = FactReading(fact, layout: &layout, isRead: isRead)
    reader = FactReader(reading)
    workspace = Workspace(layout)
  }
}

extension ReadFact {
  /// What the registers say of the chosen rows of cells; `nil` for a deferred one.
  func outcomes(of cells: [[UInt8]], rows: [UInt32]) -> [Outcome?] {
    // Neighbours touch, and digits stand at both ends: nothing but a cell's own bytes may count.
    let margin = [UInt8](repeating: UInt8(ascii: "7"), count: CellColumns.margin)
    let bytes = margin + cells.joined() + margin
    var end = UInt32(margin.count)
    let places = cells.map { cell in
      defer { end += UInt32(cell.count) }
      return Cell(start: end, end: end + UInt32(cell.count))
    }
    workspace.begin(count: rows.count)
    places.withUnsafeBufferPointer { places in
      reader.read(places.baseAddress, of: bytes, rows: rows, count: rows.count, into: workspace)
    }
    return outcomes(rows.count)
  }

  /// What they say of the chosen rows of a column of values.
  func outcomes(of column: FactColumn, rows: [UInt32]) -> [Outcome?] {
    workspace.begin(count: rows.count)
    reader.read(column, rows: rows, count: rows.count, into: workspace)
    return outcomes(rows.count)
  }

  /// What they say where the column is absent.
  func outcomesWithoutColumn(count: Int) -> [Outcome?] {
    let rows = (0..<UInt32(count)).map { $0 }
    workspace.begin(count: count)
    reader.read(nil, of: [0], rows: rows, count: count, into: workspace)
    return outcomes(count)
  }

  /// What the row evaluator is given for the value; `nil` where it rejects the row or where a lane cannot hold the value.
  func expected(_ input: FactValue) -> Outcome? {
    guard case .success(let outcome) = fact.read(input) else { return nil }
    guard case .value(.int(let integer)) = outcome, integer.magnitude > 1 << 53 else { return outcome }
    return nil
  }

  /// As ``expected(_:)``, for a cell.
  func expected(_ cell: [UInt8]) -> Outcome? { expected(.text(String(decoding: cell, as: UTF8.self))) }
}

extension ReadFact {
  private func outcomes(_ count: Int) -> [Outcome?] {
    (0..<count).map { row in contains(.deferred, row) ? nil : outcome(row) }
  }

  private func outcome(_ row: Int) -> Outcome {
    switch reading.vector {
    case .number(let vector):
      let number = workspace[vector.lane][row]
      return contains(vector.known, row) ? .value(vector.isInteger ? .int(Int64(number)) : .double(number)) : .unknown
    case .date(let vector):
      let date = CalendarDate(days: Int32(workspace[vector.lane][row]))
      return contains(vector.known, row) ? .value(.timestamp(date.startOfDay)) : .unknown
    case .truth(let vector):
      let isTrue = contains(vector.yes, row)
      return isTrue || contains(vector.no, row) ? .value(.bool(isTrue)) : .unknown
    case .text(let vector):
      let code = workspace[vector.codes][row]
      return code == 0 ? .unknown : .value(.string(workspace[vector.dictionary].texts[Int(code)]))
    default: return .unknown
    }
  }

  private func contains(_ mask: MaskRegister, _ row: Int) -> Bool {
    workspace[mask][row / 64] >> UInt64(row % 64) & 1 == 1
  }
}

/// The sizes of batches that are tried: one row, whole words, one row more, and all there can be.
let batchSizes = [1, 64, 65, BatchSize.rows]

/// `count` rows out of three times as many, in order, some of them neighbours.
func skippingRows(_ count: Int, seed: UInt64) -> [UInt32] {
  var generator = SplitMix(seed: seed)
  return (0..<UInt32(count * 3)).shuffled(using: &generator).prefix(count).sorted()
}
