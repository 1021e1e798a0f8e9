public import Batches
public import Decisions
public import Policies

/// Measures events whose fields are held in columns: what they come to is looked up by customer.
///
/// ```swift
/// for source in policies.eventSources {
///   let measurer = try EventMeasurer(source, columns: ["customer_id", "visited_on", "mode"])
///   let measures = measurer.measure([[.texts(ids), .days(days), .codes(modes, of: names)]]).measured.columns(of: customers)
/// }
/// ```
///
/// The columns of measures stand behind those of the customers, source after source, where policies are bound with
/// ``Measuring/init(events:population:)``.
public struct EventMeasurer: Sendable {
  /// What was counted.
  public struct Results: Sendable {
    /// What the events come to.
    public let measured: MeasuredEvents
    /// How many events are looked at by measures.
    public let counted: Int
    /// How many happened after the as-of date, which no measure looks at.
    public let later: Int
    /// The events that cannot be counted, in order.
    public let rejections: [(part: Int, row: Int, rejection: EventRejection)]
  }

  private let source: EventSource
  private let questions: BatchPlan

  /// One for events whose fields stand in columns of those names; a field without a column is not known. Throws if a column is there
  /// twice, or none holds the customer or the date.
  public init(_ source: EventSource, columns: [String]) throws(BindingFault) {
    self.source = source
    questions = BatchPlan(try source.table.questionSet.bound(to: columns).get())
  }
}

extension EventMeasurer {
  /// Measures all events of a source: parts of columns, in the order of the header, each with the same number of rows. Of one day's
  /// events, the one in a later row or part is the later.
  public func measure(_ parts: [[FactColumn]]) -> Results {
    let ledger = EventLedger(source)
    let reader = EventReader(ledger, questions)
    let batch = reader.makeBatch()
    var (counted, later) = (0, 0)
    var rejections: [(part: Int, row: Int, rejection: EventRejection)] = []
    read(parts, by: reader, into: batch) { part, first in
      for shard in 0..<EventLedger.shardCount { ledger.count(batch, shard: shard) }
      counted += batch.counted
      later += batch.later
      for (row, rejection) in batch.rejections { rejections.append((part, first + row, rejection)) }
    }
    if ledger.hasOpenStreaks {
      ledger.beginAgain()
      read(parts, by: reader, into: batch) { _, _ in
        for shard in 0..<EventLedger.shardCount { ledger.countAgain(batch, shard: shard) }
      }
    }
    return Results(measured: MeasuredEvents(ledger), counted: counted, later: later, rejections: rejections)
  }

  /// Reads parts piece by piece, and calls `take` with the part and its first row of the piece.
  private func read(
    _ parts: [[FactColumn]], by reader: EventReader, into batch: EventBatch, _ take: (Int, Int) -> Void
  ) {
    for (part, columns) in parts.enumerated() {
      let count = columns.map(\.count).min() ?? 0
      for first in stride(from: 0, to: count, by: Self.pieceSize) {
        let rows = min(Self.pieceSize, count - first)
        batch.begin(rowCount: rows)
        reader.read(columns, rows: first..<first + rows, into: batch)
        batch.arrange()
        take(part, first)
      }
    }
  }

  private static let pieceSize = 32_768
}

extension MeasuredEvents {
  /// The measures of customers whose keys stand in a column: a column for each measure of the source, in its order.
  public func columns(of keys: FactColumn) -> [FactColumn] {
    EventLookup(self).columns(of: keys)
  }
}
