/// The customers whom events of a table name and none of its sources has met in a row. Immutable.
package struct UnknownCustomers: Sendable {
  private let ledgers: [EventLedger]
  /// For each ledger and shard the customers of whom there was a row.
  private let marks: [[[UInt64]]]

  /// Those of a table that was measured in `sources`, whose ledgers were made together; all rows have been looked up.
  package init(_ sources: [MeasuredEvents]) {
    ledgers = sources.map(\.ledger)
    marks = sources.map(\.marks)
  }
}

extension UnknownCustomers {
  /// How many events name them, each counted once, and how many they are.
  package var count: (events: Int, customers: Int) {
    var (events, customers) = (0, 0)
    for (index, ledger) in ledgers.enumerated() {
      for shard in ledger.shards {
        for place in 0..<shard.customers {
          let own = Self.events(of: shard, place)
          guard own > 0, shard.withKey(at: place, { !isKnown($0, $1) }) else { continue }
          events += own
          if index == 0 || shard.withKey(at: place, { !isNamed($0, $1, before: index) }) { customers += 1 }
        }
      }
    }
    return (events, customers)
  }

  /// Whether there was a row of a customer.
  func isKnown(_ key: EventKey, _ hash: UInt64) -> Bool {
    let number = EventShard.index(of: hash)
    return ledgers.indices.contains { index in
      guard let place = ledgers[index].shards[number].place(of: key, hash) else { return false }
      return marks[index][number].has(place)
    }
  }

  /// Whether an event that one of the first ledgers has counted names the customer.
  private func isNamed(_ key: EventKey, _ hash: UInt64, before index: Int) -> Bool {
    ledgers[..<index].contains { ledger in
      let shard = ledger.shards[EventShard.index(of: hash)]
      return shard.place(of: key, hash).map { Self.events(of: shard, $0) > 0 } ?? false
    }
  }

  private static func events(of shard: EventShard, _ place: Int) -> Int {
    Int(shard.record(at: place).assumingMemoryBound(to: EventRecord.self).pointee.events)
  }
}
