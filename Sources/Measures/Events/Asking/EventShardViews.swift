/// The shards of a ledger in which nothing is counted any more, as loops over customers see them, with a mark for each customer that
/// was looked up. Not shared between threads.
final class EventShardViews {
  private let ledger: EventLedger
  private let views: UnsafeMutablePointer<View>
  private let entries = EventMemory<UInt64>()

  private struct View {
    let slots: UnsafePointer<UInt64>
    let mask: Int
    let records: UnsafeMutableRawPointer
    let marks: UnsafeMutablePointer<UInt64>
    let words: Int
  }

  /// Views without marks.
  init(_ ledger: EventLedger) {
    self.ledger = ledger
    views = .allocate(capacity: EventShard.count)
    for (index, shard) in ledger.shards.enumerated() {
      let words = (shard.customers + 63) / 64
      let marks = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
      marks.initialize(repeating: 0, count: words)
      (views + index).initialize(
        to: View(
          slots: shard.slotTable.slots, mask: shard.slotTable.mask, records: shard.record(at: 0), marks: marks,
          words: words))
    }
  }

  deinit {
    for index in 0..<EventShard.count { views[index].marks.deallocate() }
    views.deallocate()
  }
}

extension EventShardViews {
  /// The record of the customer of a key; the blank one if it has no event.
  func find(_ key: EventKey) -> UnsafeMutableRawPointer { find(key, key.hash(ledger.seeds)) }

  private func find(_ key: EventKey, _ hash: UInt64) -> UnsafeMutableRawPointer {
    let index = EventShard.index(of: hash)
    guard let place = ledger.shards[index].place(of: key, hash) else { return ledger.blank.start }
    views[index].marks.set(place)
    return ledger.shards[index].record(at: place)
  }

  /// The same for many keys, in two loops, so that the memory for many is waited for at once.
  func find(
    _ keys: UnsafePointer<EventKey>, _ hashes: UnsafePointer<UInt64>, count: Int,
    into records: UnsafeMutablePointer<UnsafeMutableRawPointer>
  ) {
    self.entries.reserve(count)
    let (views, entries) = (UnsafePointer(views), self.entries.start)
    let (size, blank) = (ledger.plan.recordSize, ledger.blank.start)
    for row in 0..<count {
      let view = views + EventShard.index(of: hashes[row])
      entries[row] = view.pointee.slots[Int(truncatingIfNeeded: hashes[row]) & view.pointee.mask]
    }
    for row in 0..<count {
      let entry = entries[row]
      if entry == 0 {
        records[row] = blank
        continue
      }
      let view = views + EventShard.index(of: hashes[row])
      let place = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
      let record = view.pointee.records + place &* size
      if record.assumingMemoryBound(to: EventRecord.self).pointee.key.isSame(as: keys[row]) {
        view.pointee.marks.set(place)
        records[row] = record
      } else {
        records[row] = find(keys[row], hashes[row])
      }
    }
  }

  /// For each shard the marks, which are gone then.
  func takeMarks() -> [[UInt64]] {
    (0..<EventShard.count).map { index in
      let (marks, words) = (views[index].marks, views[index].words)
      defer { marks.update(repeating: 0, count: words) }
      return Array(UnsafeBufferPointer(start: marks, count: words))
    }
  }
}
