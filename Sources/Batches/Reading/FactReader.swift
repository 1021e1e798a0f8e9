import Columns
import Policies

/// Reads one fact of batch after batch, and remembers what texts it has met and what they mean.
///
/// One for each worker and fact; not shared between threads. What a value means is always what ``Fact/read(_:)`` says.
final class FactReader {
  private let reader: Reader
  private let isIdleWhereAbsent: Bool
  private var spelled = SpelledRows()

  private enum Reader {
    case measures(MeasureReader)
    case codes(CodeReader)
    case presence(PresenceReader)
    /// Whatever a row holds will do, and nobody asks for it.
    case nothing
  }

  /// A reader that has met nothing yet.
  init(_ reading: FactReading) {
    let fact = reading.fact
    isIdleWhereAbsent = reading.isIdleWhereAbsent
    switch fact.kind {
    case .number, .integer, .date:
      reader = .measures(MeasureReader(fact, into: reading.vector.measures))
    case .bool, .enumeration:
      reader = .codes(CodeReader(fact, into: reading.vector))
    case .string where reading.isRead:
      reader = .codes(CodeReader(fact, into: reading.vector))
    case .string:
      reader = fact.isRequired ? .presence(PresenceReader(fact)) : .nothing
    }
  }
}

extension FactReader {
  /// Reads the cells of the rows `selection[0..<count]` into the fact's registers: the first selected is row 0 of the batch.
  ///
  /// Rows whose cell cannot stand for the fact, or is missing where it may not be, are added to `MaskRegister.deferred`. `nil` for
  /// `cells` means that the column is absent, and the fact missing in every row. `count` equals `workspace.count`.
  func read(
    _ cells: UnsafePointer<Cell>?, of bytes: UnsafePointer<UInt8>, rows selection: UnsafePointer<UInt32>, count: Int,
    into workspace: Workspace
  ) {
    guard let cells else { return readAbsent(into: workspace) }
    let rows = CellRows(cells: cells, bytes: bytes, rows: selection, count: count)
    switch reader {
    case .measures(let reader): reader.read(rows, into: workspace)
    case .codes(let reader): reader.read(rows, into: workspace)
    case .presence(let reader): reader.read(rows, into: workspace)
    case .nothing: break
    }
  }

  /// Fills the registers for a batch in which nothing is given.
  func readAbsent(into workspace: Workspace) {
    if isIdleWhereAbsent { return }
    switch reader {
    case .measures(let reader): reader.readAbsent(into: workspace)
    case .codes(let reader): reader.readAbsent(into: workspace)
    case .presence(let reader): reader.readAbsent(into: workspace)
    case .nothing: break
    }
  }
}

extension FactReader {
  /// As for cells, from a column of values; traps if a selected row lies beyond its end.
  func read(_ column: FactColumn, rows selection: UnsafePointer<UInt32>, count: Int, into workspace: Workspace) {
    read(column, SelectedRows(selection, count: count), into: workspace)
  }

  /// As above.
  func read(_ column: FactColumn, _ rows: SelectedRows, into workspace: Workspace) {
    rows.require(before: column.count)
    switch reader {
    case .measures(let reader) where reader.takes(column): reader.read(column, rows, into: workspace)
    case .codes(let reader) where reader.takes(column): reader.read(column, rows, into: workspace)
    case .presence(let reader) where reader.takes(column): reader.read(column, rows, into: workspace)
    case .nothing: break
    default:
      spelled.fill(from: column, rows: rows.indexes, count: rows.count)
      spelled.withCells { cells, bytes, places in
        read(cells, of: bytes, rows: places, count: rows.count, into: workspace)
      }
    }
  }
}

extension Fact {
  /// Whether a row without it is no customer that can be decided.
  var isRequired: Bool {
    if case .reject = missing { true } else { false }
  }
}

extension Vector {
  /// The lane of a number or date.
  var measures: NumberVector? {
    switch self {
    case .number(let numbers), .date(let numbers): numbers
    default: nil
    }
  }
}
