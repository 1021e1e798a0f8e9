import Batches
import Columns
import Decisions
import Measures
import Records

/// Where one thread takes the customers of blocks into a population.
final class PopulationStation {
  /// What was taken in.
  let counter: PopulationCounter

  private let bound: BoundPolicySet
  private let measurer: Measurer
  private var members: RecordValues
  private var block = RecordBlock()
  private var cutter: BlockCutter

  /// A station for an input of rows of that form, with what was measured of events.
  init(_ bound: BoundPolicySet, _ measurements: Measurements, _ format: RecordFormat, _ keys: JSONKeys) {
    self.bound = bound
    counter = PopulationCounter(bound)
    measurer = Measurer(Measurements(events: measurements.events, previous: measurements.previous), bound)
    members = RecordValues(keys)
    cutter = BlockCutter(format, wanted: counter.isColumnRead, keys: keys)
  }
}

extension PopulationStation {
  /// Takes the input's next block; `false` at its end.
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try input.fill(&block) }

  /// Takes in the block's customers. Rows that cannot be read are passed over: they are told when customers are decided.
  func work() {
    cutter.cut(&block)
    let cells = block.cells
    let measured = measurer.columns(of: cells)
    var row = 0
    for irregular in block.irregularRows {
      counter.add(cells, measured: measured, rows: row..<irregular)
      addExactly(irregular)
      row = irregular + 1
    }
    counter.add(cells, measured: measured, rows: row..<block.rowCount)
  }

  /// A row of JSON that needs the exact parser.
  private func addExactly(_ row: Int) {
    guard case .record(let record) = block.parsed(row: row, firstLine: 1), members.take(record) == nil else { return }
    counter.add(members.values + measurer.values(ofRow: members.values))
  }
}
