import Decisions
import Policies

extension PolicyDecider {
  /// Adds the customers of the last batch that were not deferred to a summary.
  func count(into summary: inout RunSummary) {
    let (deferred, all) = (workspace[.deferred], workspace[.all])
    let decided = (0..<workspace.words).reduce(0) { $0 + (all[$1] & ~deferred[$1]).nonzeroBitCount }
    summary.add(decided: decided, by: plan.policy.identity)
    for index in plan.policy.dimensions.indices {
      for (code, count) in tally(workspace[tables[index].plan.answer], rows: decided) {
        summary.add(count, in: tier(index, answer: code))
      }
    }
    countCadences(decided, into: &summary)
    countFlags(decided, into: &summary)
    for (fact, rows) in plan.missing.possible {
      let missing = workspace[rows]
      let count = (0..<workspace.words).reduce(0) { $0 + (missing[$1] & ~deferred[$1]).nonzeroBitCount }
      if count > 0 { summary.add(count, lacking: plan.policy.facts[fact].name) }
    }
  }

  private func countCadences(_ decided: Int, into summary: inout RunSummary) {
    guard let cadence else { return summary.add(decided, at: nil) }
    for (code, count) in tally(workspace[cadence.vectors.states], rows: decided) {
      summary.add(count, at: cadence.decisions[code])
    }
  }

  private func countFlags(_ decided: Int, into summary: inout RunSummary) {
    guard let flags else { return }
    for (code, count) in tally(workspace[flags.plan.states], rows: decided) {
      for flag in flags.raised.sequences[Int(code)] { summary.add(count, flagged: plan.policy.flags[flag].id) }
    }
  }

  /// How often each code occurs in the `rows` rows that were not deferred.
  private func tally(_ codes: UnsafeMutablePointer<UInt32>, rows: Int) -> [(code: UInt32, count: Int)] {
    guard rows == workspace.count else { return tallyDecided(codes) }
    var largest: UInt32 = 0
    for row in 0..<rows { largest = max(largest, codes[row]) }
    let width = Int(largest) + 1
    // Several counters for each code, so that a row does not wait for the one before it.
    var counters = [UInt32](repeating: 0, count: width * 4)
    counters.withUnsafeMutableBufferPointer { counters in
      for row in 0..<rows { counters[Int(codes[row]) + width * (row & 3)] += 1 }
    }
    return (0..<width).compactMap { code in
      let count = (0..<4).reduce(0) { $0 + Int(counters[code + width * $1]) }
      return count == 0 ? nil : (UInt32(code), count)
    }
  }

  private func tallyDecided(_ codes: UnsafeMutablePointer<UInt32>) -> [(code: UInt32, count: Int)] {
    var counts: [UInt32: Int] = [:]
    let (deferred, all) = (workspace[.deferred], workspace[.all])
    for word in 0..<workspace.words {
      var bits = all[word] & ~deferred[word]
      while bits != 0 {
        counts[codes[word << 6 + bits.trailingZeroBitCount], default: 0] += 1
        bits &= bits &- 1
      }
    }
    return counts.map { ($0.key, $0.value) }
  }
}
