package import Batches
package import Columns
package import Policies

/// Asks the rows of a table, block after block, what each of its sources asks. Not shared between threads.
///
/// Each source counts what it can read. For the table as a whole, a row that any source refuses is rejected, and of the others those
/// are counted that any source counts.
package final class EventTableReader {
  /// How many rows of the block are counted.
  package private(set) var counted = 0
  /// How many happened after the as-of date.
  package private(set) var later = 0
  /// The rows that a source refuses, ascending, each with the first that does.
  package private(set) var rejections: [(row: Int, source: Int, rejection: EventRejection)] = []

  private let parts: [(ledger: EventLedger, reader: EventReader, batch: EventBatch)]
  private var rowCount = 0
  /// How many rows were read.
  private var readCount = 0

  /// One for rows of the form that the questions of the sources were compiled for.
  package init(_ sources: [(ledger: EventLedger, questions: BatchPlan)]) {
    parts = sources.map { source in
      let reader = EventReader(source.ledger, source.questions)
      return (source.ledger, reader, reader.makeBatch())
    }
  }
}

extension EventTableReader {
  /// Makes room for the rows of a block, none of which was read so far.
  package func begin(rowCount: Int) {
    self.rowCount = rowCount
    readCount = 0
    for part in parts { part.batch.begin(rowCount: rowCount) }
  }

  /// Reads some rows of `cells`, whose bytes have to stay until the rows were counted.
  package func read(_ cells: CellColumns, rows: Range<Int>) {
    readCount += rows.count
    for part in parts { part.reader.read(cells, rows: rows, into: part.batch) }
  }

  /// Reads a row whose values stand in the order of the header.
  package func read(_ values: [FactValue], row: Int) {
    readCount += 1
    for part in parts { part.reader.read(values, row: row, into: part.batch) }
  }

  /// Finds out what becomes of the rows, once all were read.
  package func arrange() {
    for part in parts { part.batch.arrange() }
    takeRejections()
    var taken = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    for (row, _, _) in rejections { taken[row >> 6] |= 1 << UInt64(row & 63) }
    counted = parts.reduce(0) { $0 + $1.batch.claim(&taken) }
    // A row that a source has lost is nothing at all, so that whoever adds up finds out.
    let lost = parts.reduce(0) { $0 + abs(readCount - $1.batch.seen) }
    later = readCount - rejections.count - counted - lost
  }

  private func takeRejections() {
    rejections.removeAll(keepingCapacity: true)
    for (source, part) in parts.enumerated() {
      for (row, rejection) in part.batch.rejections { rejections.append((row, source, rejection)) }
    }
    guard parts.count > 1 else { return }
    rejections.sort { ($0.row, $0.source) < ($1.row, $1.source) }
    var last = -1
    rejections.removeAll { rejection in
      defer { last = rejection.row }
      return rejection.row == last
    }
  }

  /// Counts the rows that fall in a shard.
  package func count(shard: Int) { for part in parts { part.ledger.count(part.batch, shard: shard) } }

  /// Counts the rows that fall in a shard, for the streaks that stayed open.
  package func countAgain(shard: Int) { for part in parts { part.ledger.countAgain(part.batch, shard: shard) } }

  /// The counted rows that name some of the customers, ascending.
  package func rows(naming customers: UnknownCustomers) -> [Int] {
    parts.flatMap { $0.batch.rows(naming: customers) }.sorted()
  }
}

extension EventBatch {
  /// How many rows were counted, left out or rejected.
  fileprivate var seen: Int { counted + later + rejections.count }

  /// Its own rows that name some of the customers.
  fileprivate func rows(naming customers: UnknownCustomers) -> [Int] {
    (0..<EventShard.count).flatMap { shard in
      rows(of: shard).lazy.map { Int($0) }.filter { [self] row in
        own.start.has(row) && !customers.isKnown(keys[row], hashes[row])
      }
    }
  }
}
