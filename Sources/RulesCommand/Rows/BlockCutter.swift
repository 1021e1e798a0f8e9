import Records

/// Cuts the blocks of an input into rows; each thread has its own.
struct BlockCutter: ~Copyable {
  /// One of the two cuts, as the format asks.
  private var csv: CSVCutter?
  private var jsonl: JSONLinesCutter?

  /// For rows with cells for the columns that are `wanted`; `keys` feed them, where rows are JSON objects.
  init(_ format: RecordFormat, wanted: [Bool], keys: JSONKeys) {
    switch format {
    case .csv:
      csv = CSVCutter(wanted: wanted)
      jsonl = nil
    case .jsonl:
      csv = nil
      jsonl = JSONLinesCutter(wanted: wanted, keys: keys.all)
    }
  }

  /// Finds the rows and faults of a block.
  mutating func cut(_ block: inout RecordBlock) {
    csv?.cut(&block)
    jsonl?.cut(&block)
  }
}
