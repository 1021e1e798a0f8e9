import CVectors

/// What a step makes of states: a flat table by the state, filled in as states come up.
///
/// Not shared between threads.
final class StepTable {
  /// Stands for what was not looked up yet.
  static let open = UInt32.max
  /// Stands for a step that cannot be taken.
  static let failed = UInt32.max - 1

  /// How many states have an entry.
  private(set) var count = 0
  private var entries = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
  private var capacity = 0

  deinit { entries.deallocate() }
}

extension StepTable {
  /// The result of a step from a state that has an entry: a state, ``failed``, or ``open``.
  @inline(__always) subscript(_ state: UInt32) -> UInt32 { entries[Int(state)] }

  /// Fills in the result of a step, or ``failed``.
  func set(_ result: UInt32, of state: UInt32) {
    reserve(Int(state) + 1)
    entries[Int(state)] = result
  }

  /// Makes room for `count` states, of which those that were not looked up yet are open.
  func reserve(_ count: Int) {
    guard count > self.count else { return }
    if count > capacity {
      let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: max(count, 2 * capacity, 32))
      larger.update(from: entries, count: self.count)
      entries.deallocate()
      entries = larger
      capacity = max(count, 2 * capacity, 32)
    }
    (entries + self.count).update(repeating: Self.open, count: count - self.count)
    self.count = count
  }

  /// Forgets all results.
  func removeAll() { count = 0 }
}

extension StepTable {
  /// Takes the step for all `count` rows at once, from the states in `lane` to those in `results`; `learn` finds out what the step
  /// makes of a state that did not come up yet. Calls `fail` with each row for which it cannot be taken, where the result is 0.
  @inline(__always) func translate(
    _ lane: UnsafePointer<UInt32>, to results: UnsafeMutablePointer<UInt32>, count: Int, learn: (UInt32) -> UInt32,
    fail: (Int) -> Void
  ) {
    if states_translate(lane, entries, self.count, count, results) { return }
    for row in 0..<count {
      let state = lane[row]
      var result = Int(state) < self.count ? self[state] : Self.open
      if result == Self.open {
        result = learn(state)
        set(result, of: state)
      }
      if result == Self.failed { fail(row) }
      results[row] = result == Self.failed ? 0 : result
    }
  }

  /// Takes the step for the rows of `mask`; `states` lie below `stateCount`. Calls `fail` with each row for which it cannot be taken,
  /// which keeps its state. `rest` is overwritten.
  @inline(__always) func move(
    _ states: UnsafeMutablePointer<UInt32>, of mask: UnsafePointer<UInt64>, count: Int, stateCount: Int,
    rest: UnsafeMutablePointer<UInt64>, learn: (UInt32) -> UInt32, fail: (Int) -> Void
  ) {
    reserve(stateCount)
    guard states_step(mask, entries, self.count, count, states, rest) else { return }
    for word in 0..<(count + 63) / 64 {
      var bits = rest[word]
      while let bit = bits.takeFirst() {
        let row = word << 6 + bit
        var result = self[states[row]]
        if result == Self.open {
          result = learn(states[row])
          set(result, of: states[row])
        }
        if result == Self.failed { fail(row) } else { states[row] = result }
      }
    }
  }
}
