import Columns
import Measures
import Records
import States

/// Moves the states of a run from its spool into the file where the next run finds them.
struct StateWriter {
  private let store: StateStore
  /// The states that were met, and for each its id in the store.
  private var states = ByteTable()
  private var ids: [Int64] = []
  private var names: [String] = []
  /// The customers' keys of a part of a block.
  private var keys: [UInt8] = []
  private var spelled: [UInt8] = []
  private(set) var customers = 0
  private(set) var changes = 0

  /// How many customers are handed on at once.
  private static let portion = 4096

  /// One that writes to `store`, in which a run has begun.
  init(_ store: StateStore) { self.store = store }
}

extension StateWriter {
  /// Moves all of them; the first column names the customer.
  mutating func move(_ spool: Spool) throws {
    guard let decoder = TextDecoder(encoding: "utf-8") else { return }
    let input = BlockInput(InputBytes(try InputFile("states", in: spool), decoder), .csv)
    guard let header = try input.readHeaderIfAny() else { return }
    names = Array(header.names.dropFirst())
    var cutter = CSVCutter(wanted: header.names.map { _ in true })
    var block = RecordBlock()
    while try input.fill(&block) {
      cutter.cut(&block)
      let cells = block.cells
      for first in stride(from: 0, to: cells.rowCount, by: Self.portion) {
        try move(cells, first..<min(first + Self.portion, cells.rowCount))
      }
    }
  }

  private mutating func move(_ cells: CellColumns, _ rows: Range<Int>) throws(StateFailure) {
    keys.removeAll(keepingCapacity: true)
    var moved: [(range: Range<Int>, state: Int64)] = []
    moved.reserveCapacity(rows.count)
    for row in rows {
      let start = keys.count
      cells.append(column: 0, row: row, to: &keys)
      moved.append((start..<keys.count, try state(of: cells, row)))
    }
    customers += rows.count
    changes += try store.put(moved.map { (keys[$0.range], $0.state) })
  }

  private mutating func state(of cells: CellColumns, _ row: Int) throws(StateFailure) -> Int64 {
    spelled.removeAll(keepingCapacity: true)
    for column in names.indices {
      cells.append(column: column + 1, row: row, to: &spelled)
      spelled.append(0)
    }
    let number = spelled.withUnsafeBufferPointer { states.add($0) }
    if number == ids.count {
      let columns = names.enumerated().map { index, name in
        (name: name, text: Self.kept(cells.text(index + 1, row: row) ?? "", as: name))
      }
      ids.append(try store.id(ofState: StateText(columns).text))
    }
    return ids[number]
  }

  /// Of the policy only the name: which version it had, the run knows, and with a new one customers' states do not change.
  private static func kept(_ text: String, as column: String) -> String {
    column == StateText.policy ? String(text.prefix(upTo: text.lastIndex(of: "@") ?? text.endIndex)) : text
  }
}

extension CellColumns {
  /// Adds the bytes of a cell.
  fileprivate func append(column: Int, row: Int, to bytes: inout [UInt8]) {
    guard let cell = columns[column]?[row] else { return }
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: self.bytes + Int(cell.start), count: Int(cell.end &- cell.start)))
  }
}
