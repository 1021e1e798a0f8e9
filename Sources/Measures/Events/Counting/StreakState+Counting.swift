import Policies

extension StreakState {
  /// Takes an event that satisfies the condition; of one moment's events it is the latest.
  @inline(__always) mutating func goOn(_ moment: Int64) {
    // Behind the latest that does not, whatever else came between: its place among the others does not matter.
    guard moment >= breaker else { return }
    run &+= 1
    first = min(first, moment)
    last = max(last, moment)
  }

  /// Takes an event that does not.
  @inline(__always) mutating func end(_ moment: Int64) {
    if moment >= last {
      // None that satisfies it follows.
      (run, first, last) = (0, .max, .min)
      isOpen = false
    } else if moment >= first {
      isOpen = true
    }
    breaker = max(breaker, moment)
  }
}

extension StreakState {
  /// Gets ready to see all events again, now that the moment of the latest that does not satisfy the condition is known; `first` then is
  /// how many of that moment's events do, behind the latest that does not.
  mutating func beginAgain() {
    guard isOpen else { return }
    (run, first) = (0, 0)
  }

  /// Takes an event that satisfies the condition for the second time.
  mutating func goOnAgain(_ moment: Int64) {
    guard isOpen, moment >= breaker else { return }
    run &+= 1
    if moment == breaker { first += 1 }
  }

  /// Takes an event that does not for the second time.
  mutating func endAgain(_ moment: Int64) {
    guard isOpen, moment == breaker else { return }
    run &-= UInt64(first)
    first = 0
  }
}

extension EventShard {
  /// Whether any streak has to be counted again.
  var hasOpenStreaks: Bool { streaks.contains { $0.pointee.isOpen } }

  /// Gets ready for all events to be seen again.
  func beginAgain() { for streak in streaks { streak.pointee.beginAgain() } }

  private var streaks: some Sequence<UnsafeMutablePointer<StreakState>> {
    let offsets = plan.measures.filter { $0.aggregate == .streak }.map(\.offset)
    return offsets.lazy.flatMap { offset in
      (0..<self.customers).lazy.map { place in
        (self.record(at: place) + offset).assumingMemoryBound(to: StreakState.self)
      }
    }
  }

  /// Counts the open streaks of the rows of a batch that fall in this shard.
  func countAgain(_ batch: EventBatch, shard: Int) {
    let rows = batch.rows(of: shard)
    for (index, measure) in plan.measures.enumerated() where measure.aggregate == .streak {
      guard let satisfying = batch.others[index]?.start else { continue }
      let counting = batch.counting[index].start
      for row in rows.lazy.map({ Int($0) }) where counting.has(row) {
        guard let place = place(of: batch.keys[row], batch.hashes[row]) else { continue }
        let streak = (record(at: place) + measure.offset).assumingMemoryBound(to: StreakState.self)
        if satisfying.has(row) {
          streak.pointee.goOnAgain(batch.moments[row])
        } else {
          streak.pointee.endAgain(batch.moments[row])
        }
      }
    }
  }
}
