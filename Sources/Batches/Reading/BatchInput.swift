import Columns
import Expressions
import Policies

/// What a batch's facts are read from, column by column.
enum BatchInput {
  /// Cells of the columns of the header, and behind them what was measured of the same rows.
  case cells(CellColumns, measured: [FactColumn])
  /// Each with at least as many rows as are asked for.
  case columns([FactColumn])
}

extension BatchInput {
  /// What a row holds in a column, as one customer's facts are given.
  func value(_ column: Int, row: Int) -> FactValue {
    switch self {
    case .cells(let cells, _) where column < cells.columns.count:
      cells.text(column, row: row).map { .text($0) } ?? .missing
    case .cells(let cells, let measured): measured[column - cells.columns.count].value(at: row)
    case .columns(let columns): columns[column].value(at: row)
    }
  }
}

extension FactReader {
  /// Reads a fact of those rows from a column of `input`; `nil` where it has none.
  func read(_ input: BatchInput, column: Int?, _ rows: SelectedRows, into workspace: Workspace) {
    switch input {
    case .cells(let cells, let measured):
      if let column, column >= cells.columns.count {
        return read(measured[column - cells.columns.count], rows, into: workspace)
      }
      read(
        column.flatMap { cells.columns[$0] }, of: cells.bytes, rows: rows.indexes, count: rows.count, into: workspace)
    case .columns(let columns):
      if let column {
        read(columns[column], rows, into: workspace)
      } else {
        readAbsent(into: workspace)
      }
    }
  }
}
