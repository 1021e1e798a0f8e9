import Columns

extension RecordBlock {
  /// What the exact parser makes of a row of JSON, for a block whose first line is `firstLine`, 1-based.
  package func parsed(row: Int, firstLine: Int) -> JSONLinesReader.Step {
    let record = table.records[row]
    let line = view(Int(record.start)..<Int(record.end))
    // The cutter and the parser agree on what is blank (`isBlankLine`), and the cutter makes no row of it.
    guard let step = JSONLinesReader.step(of: line, number: firstLine + Int(table.lines[row])) else {
      preconditionFailure("a blank line is no row")
    }
    return step
  }
}
