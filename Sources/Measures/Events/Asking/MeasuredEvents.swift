import Batches
import Synchronization

/// What the events of one source come to, by customer: nothing is counted in it any more. Shared by all threads.
public final class MeasuredEvents: Sendable {
  package let ledger: EventLedger
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

  /// How many events were counted.
  package var count: Int {
    ledger.shards.reduce(0) { sum, shard in
      (0..<shard.customers).reduce(sum) {
        $0 + Int(shard.record(at: $1).assumingMemoryBound(to: EventRecord.self).pointee.events)
      }
    }
  }

  /// The events that name a customer of whom no row was looked up, and how many customers they name.
  package var unknown: (events: Int, customers: Int) {
    found.withLock { found in
      var (events, customers) = (0, 0)
      for (shard, marks) in zip(ledger.shards, found) {
        for place in 0..<shard.customers where !marks.has(place) {
          let record = shard.record(at: place).assumingMemoryBound(to: EventRecord.self)
          events += Int(record.pointee.events)
          customers += 1
        }
      }
      return (events, customers)
    }
  }

  /// The rows of a batch whose customers were not looked up, ascending.
  package func rowsOfUnknown(in batch: EventBatch) -> [Int] {
    found.withLock { found in
      var rows: [Int] = []
      for (index, shard) in ledger.shards.enumerated() {
        for row in batch.rows(of: index) {
          guard let place = shard.place(of: batch.keys[Int(row)], batch.hashes[Int(row)]) else { continue }
          if !found[index].has(place) { rows.append(Int(row)) }
        }
      }
      return rows.sorted()
    }
  }
}

extension EventLedger {
  /// A bit for each customer of each shard, all clear.
  var emptyMarks: [[UInt64]] { shards.map { Array(repeating: 0, count: ($0.customers + 63) / 64) } }
}
