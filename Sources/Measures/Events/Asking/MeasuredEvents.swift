import Batches
import Synchronization

/// What the events of one source come to, by customer: nothing is counted in it any more. Shared by all threads.
public final class MeasuredEvents: Sendable {
  let ledger: EventLedger
  /// By the codes that records have.
  let texts: FactTexts
  /// For each shard a bit for each of its customers: whether any row was of that customer.
  private let found: Mutex<[[UInt64]]>

  /// What was counted in a ledger, in which nothing may be counted from now on.
  package init(_ ledger: EventLedger) {
    self.ledger = ledger
    texts = FactTexts(ledger.keptTexts)
    found = Mutex(ledger.emptyMarks)
  }
}

extension MeasuredEvents {
  /// Notes customers of whom there was a row.
  func note(_ marks: [[UInt64]]) {
    found.withLock { found in
      for (shard, words) in marks.enumerated() {
        for (index, word) in words.enumerated() { found[shard][index] |= word }
      }
    }
  }

  /// For each shard the customers of whom there was a row.
  var marks: [[UInt64]] { found.withLock { $0 } }

  /// How many events were counted, but for those that another source of the table has counted before.
  package var count: Int {
    ledger.shards.reduce(0) { sum, shard in
      (0..<shard.customers).reduce(sum) {
        $0 + Int(shard.record(at: $1).assumingMemoryBound(to: EventRecord.self).pointee.events)
      }
    }
  }
}

extension EventLedger {
  /// A bit for each customer of each shard, all clear.
  var emptyMarks: [[UInt64]] { shards.map { Array(repeating: 0, count: ($0.customers + 63) / 64) } }
}
