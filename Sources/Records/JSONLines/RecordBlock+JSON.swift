import Columns

extension RecordBlock {
  /// What the exact parser makes of a row of JSON, for a block whose first line is `firstLine`, 1-based.
  package func parsed(row: Int, firstLine: Int) -> JSONLinesReader.Step? {
    let record = table.records[row]
    return JSONLinesReader.step(
      of: view(Int(record.start)..<Int(record.end)), number: firstLine + Int(table.lines[row]))
  }
}
