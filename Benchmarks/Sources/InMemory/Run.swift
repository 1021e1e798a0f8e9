import Embedding
import Foundation
import VisitRules

/// One way of deciding a table, again and again; each thread keeps its decider.
final class Run: @unchecked Sendable {
  private let table: Table
  private let deciders: [ColumnDecider]
  private var results: [ColumnDecider.Results?]

  /// Prepares to decide by so many threads; ends the program if no policy decides one of `names`.
  init(_ plan: BatchPlan, _ table: Table, results names: [String], threads: Int) {
    self.table = table
    deciders = (0..<threads).map { _ in
      guard let decider = ColumnDecider(plan, results: names) else { fail("no policy decides \(names)") }
      return decider
    }
    results = deciders.map { _ in nil }
  }
}

extension Run {
  /// Decides all customers `rounds` times, after a round that is not counted, and prints what that took.
  func printTimes(_ rounds: Int) {
    _ = measure()
    let seconds = (0..<rounds).map { _ in measure() }
    let summaries = results.compactMap { $0?.summary }
    let (decided, rejected) = (summaries.reduce(0) { $0 + $1.decided }, summaries.reduce(0) { $0 + $1.rejected })
    let (median, all) = (seconds.sorted()[rounds / 2], seconds.map { "\($0)" }.joined(separator: ", "))
    print(
      #"{"rows": \#(table.rowCount), "decided": \#(decided), "rejected": \#(rejected), "s": \#(median), "rounds": [\#(all)]}"#
    )
  }

  /// Decides all customers once, and prints their keys and what was decided as CSV.
  func printDecisions() {
    _ = measure()
    for (index, result) in results.enumerated() {
      guard let result else { continue }
      for row in result.columns[0].rows {
        let cells = [table.columns[0].text(at: share(index).lowerBound + row)] + result.columns.map { $0.text(at: row) }
        print(cells.map { $0 ?? "" }.joined(separator: ","))
      }
    }
  }

  /// The seconds that one round took.
  private func measure() -> Double {
    results = deciders.map { _ in nil }
    let clock = ContinuousClock()
    let start = clock.now
    let others = (1..<deciders.count).map { index in
      let thread = Thread { [self] in decide(index) }
      thread.start()
      return thread
    }
    decide(0)
    while others.contains(where: { !$0.isFinished }) { usleep(50) }
    return (clock.now - start) / .seconds(1)
  }

  private func share(_ index: Int) -> Range<Int> {
    let size = (table.rowCount + deciders.count - 1) / deciders.count
    return min(index * size, table.rowCount)..<min((index + 1) * size, table.rowCount)
  }

  private func decide(_ index: Int) { results[index] = deciders[index].decide(table.columns, rows: share(index)) }
}

extension ResultColumn {
  /// The numbers of its rows.
  fileprivate var rows: Range<Int> {
    switch self {
    case .texts(let codes, of: _): codes.indices
    case .numbers(let numbers): numbers.indices
    case .bools(let bools): bools.indices
    }
  }
}

extension FactColumn {
  /// The text of a row, where it holds codes.
  fileprivate func text(at row: Int) -> String? {
    guard case .codes(let codes, let texts, _) = self else { return nil }
    return texts.texts[Int(codes[row])]
  }
}
