import Columns

extension RecordBlock {
  /// The text of a field of a record of CSV that was refused because some of its bytes are no text; `nil` if they are the field's, or
  /// the record has not as many fields as the header.
  package func field(_ index: Int, of fault: BlockFault) -> String? {
    let record = view(Int(fault.record.start)..<Int(fault.record.end))
    var scanner = CSVScanner()
    guard case .invalidText = fault.problem, scanner.record(in: record, isWhole: true)?.problem == nil,
      scanner.fields.count == table.columns.count, index < scanner.fields.count
    else { return nil }
    let field = UnsafeBufferPointer(rebasing: record[scanner.fields[index].range])
    guard isWellFormedUTF8(field) else { return nil }
    let text = String(decoding: field, as: UTF8.self)
    return scanner.fields[index].hasDoubledQuotes ? CSVReader.undoubled(text) : text
  }

  /// What a row of JSON would say if U+FFFD stood for its bytes that are no text; `nil` if it is no JSON either way.
  package func mendedRecord(row: Int) -> JSONRecord? {
    var text = rawText(row: row)
    let step = text.withUTF8 { JSONLinesReader.step(of: $0, number: 1) }
    guard case .record(let record)? = step else { return nil }
    return record
  }
}
