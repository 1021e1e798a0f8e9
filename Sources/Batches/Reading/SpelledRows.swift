import Columns
import Expressions
import Policies

/// The rows of a column written out as the text that a file would hold for them.
struct SpelledRows {
  private var bytes: [UInt8] = []
  private var cells: [Cell] = []
  private var rows: [UInt32] = []
  private let margin = [UInt8](repeating: 0, count: CellColumns.margin)

  /// Writes out `count` rows of a column; traps for a code without a text.
  mutating func fill(from column: FactColumn, rows selection: UnsafePointer<UInt32>, count: Int) {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    bytes += margin
    for row in 0..<count { append(column.text(Int(selection[row]))) }
    bytes += margin
    while rows.count < count { rows.append(UInt32(rows.count)) }
  }

  /// Gives the cells, where their offsets count from, and the rows 0, 1, … to read them by.
  func withCells(_ body: (UnsafePointer<Cell>, UnsafePointer<UInt8>, UnsafePointer<UInt32>) -> Void) {
    cells.withUnsafeBufferPointer { cells in
      bytes.withUnsafeBufferPointer { bytes in
        rows.withUnsafeBufferPointer { rows in
          guard let cells = cells.baseAddress, let bytes = bytes.baseAddress, let rows = rows.baseAddress else {
            return
          }
          body(cells, bytes, rows)
        }
      }
    }
  }

  private mutating func append(_ text: String?) {
    let start = UInt32(bytes.count)
    if let text { bytes.append(contentsOf: text.utf8) }
    cells.append(Cell(start: start, end: UInt32(bytes.count)))
  }
}

extension FactColumn {
  /// What a file would hold for a row; `nil` if it is missing.
  fileprivate func text(_ row: Int) -> String? {
    switch self {
    case .numbers(let numbers, let present): present.holds(row) ? FactValue.number(numbers[row]).text : nil
    case .integers(let integers, let present): present.holds(row) ? String(integers[row]) : nil
    case .shortIntegers(let integers, let present): present.holds(row) ? String(integers[row]) : nil
    case .bools(let bools, let present): present.holds(row) ? (bools[row] ? "true" : "false") : nil
    case .days(let days, let present): present.holds(row) ? CalendarDate(days: days[row]).description : nil
    case .codes(let codes, let texts, let present): present.holds(row) ? texts.texts[Int(codes[row])] : nil
    case .texts(let texts): texts[row]
    }
  }
}
