import Decisions
import Measures

/// Where one thread takes the customers of blocks into a population.
final class PopulationStation: BlockStation {
  /// What was taken in.
  let counter: PopulationCounter

  private let measurer: Measurer
  private let rows: BlockRows

  /// A station for an input of rows of that form, with what was measured of events.
  init(_ bound: BoundPolicySet, _ measurements: Measurements, _ format: RecordFormat, _ keys: JSONKeys) {
    counter = PopulationCounter(bound)
    measurer = Measurer(Measurements(events: measurements.events, previous: measurements.previous), bound)
    rows = BlockRows(format, wanted: counter.isColumnRead, keys, keyColumn: nil)
  }
}

extension PopulationStation {
  func fill(from input: BlockInput) throws(FileFailure) -> Bool { try rows.fill(from: input) }

  /// Takes in the block's customers. Rows that cannot be read are passed over: they are told when customers are decided.
  func work(into result: BlockResult, inTurn: InTurn) {
    rows.cut(into: result)
    let cells = rows.cells
    let measured = measurer.columns(of: cells)
    for stretch in rows.stretches {
      switch stretch {
      case .cells(let range): counter.add(cells, measured: measured, rows: range)
      case .values(_, let values): counter.add(values + measurer.values(ofRow: values))
      }
    }
  }
}
