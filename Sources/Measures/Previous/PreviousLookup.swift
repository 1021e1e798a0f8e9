import Batches
import Columns
import Decisions
import Expressions
import Policies

/// Finds what was decided of customers last. Not shared between threads.
final class PreviousLookup {
  private let decisions: PreviousDecisions
  private let keyColumn: Int?
  /// The states of the rows that were looked up last.
  private var states: [UInt32] = []

  /// One for rows whose key stands in that column.
  init(_ decisions: PreviousDecisions, keyColumn: Int?) {
    self.decisions = decisions
    self.keyColumn = keyColumn
  }
}

extension PreviousLookup {
  /// Looks up the customers of the rows of some cells.
  func look(up cells: CellColumns) {
    states.removeAll(keepingCapacity: true)
    guard let keys = keyColumn.flatMap({ cells.columns[$0] }) else {
      states.append(contentsOf: repeatElement(0, count: cells.rowCount))
      return
    }
    for row in 0..<cells.rowCount { states.append(state(of: cells.view(keys[row]))) }
  }

  /// Looks up one customer by a row of values.
  func look(up row: [FactValue]) {
    let value = keyColumn.map { $0 < row.count ? row[$0] : .missing } ?? .missing
    states = [state(of: value)]
  }

  /// What was decided of those who were looked up last, as a policy's fact reads it.
  func column(policy: Int, fact: Int) -> FactColumn? { decisions.answers[policy][fact]?.column(states) }

  /// As ``column(policy:fact:)``, of one customer.
  func value(policy: Int, fact: Int) -> FactValue {
    decisions.answers[policy][fact]?.value(states[0]) ?? .missing
  }

  @inline(__always) private func state(of cell: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let first = cell.first else { return 0 }
    if decisions.keyFact.kind == .string {
      switch first {
      // No white space begins with other bytes.
      case 0...0x20, 0xC2, 0xE1, 0xE2, 0xE3: break
      default: return decisions.state(ofKey: cell)
      }
    }
    return state(of: .text(String(decoding: cell, as: UTF8.self)))
  }

  private func state(of value: FactValue) -> UInt32 {
    guard case .success(.value(let key)) = decisions.keyFact.read(value) else { return 0 }
    var text = key.text
    return text.withUTF8 { decisions.state(ofKey: $0) }
  }
}
