import Foundation
import VisitRules

/// Decides customers that are held in columns, and times it: columns in, columns out, on one thread or several.
///
/// `InMemory POLICY CUSTOMERS.csv THREADS ROUNDS COLUMN…` prints one JSON object: the seconds of each round, and how many rows were
/// decided and rejected.
@main
enum InMemory {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 5, let threads = Int(arguments[3]), let rounds = Int(arguments[4]) else {
      fail("usage: InMemory POLICY CUSTOMERS.csv THREADS ROUNDS COLUMN…")
    }
    let policies = load(arguments[1])
    guard let facts = policies.policies.first?.facts, let table = Table(csvAt: arguments[2], facts: facts) else {
      fail("no customers: \(arguments[2])")
    }
    guard case .success(let bound) = policies.bound(to: table.header) else {
      fail("the customers' columns do not fit the policy")
    }
    let run = Run(BatchPlan(bound), table, results: Array(arguments[5...]), threads: threads)
    _ = run.measure()
    let measured = (0..<rounds).map { _ in run.measure() }
    let seconds = measured.map { "\($0.seconds)" }.joined(separator: ", ")
    let last = measured.last
    print(
      #"{"rows": \#(table.rowCount), "decided": \#(last?.decided ?? 0), "rejected": \#(last?.rejected ?? 0), "s": [\#(seconds)]}"#
    )
  }

  private static func load(_ path: String) -> PolicySet {
    guard let asOf = CalendarDate(year: 2026, month: 11, day: 1) else { fail("no such day") }
    let files = SourceReader(
      read: { path in FileManager.default.contents(atPath: path).map { Array($0) } }, list: { _ in nil })
    let loaded = PolicySet.load([path], from: files, asOf: asOf)
    guard let policies = loaded.value else {
      fail(loaded.diagnostics.map { "\($0.range): \($0.message)" }.joined(separator: "\n"))
    }
    return policies
  }
}

/// One way of deciding a table, again and again; each thread keeps its decider.
private final class Run: @unchecked Sendable {
  private let table: Table
  private let deciders: [ColumnDecider]
  private var results: [ColumnDecider.Results?]

  init(_ plan: BatchPlan, _ table: Table, results names: [String], threads: Int) {
    self.table = table
    deciders = (0..<threads).map { _ in
      guard let decider = ColumnDecider(plan, results: names) else { fail("no policy decides \(names)") }
      return decider
    }
    results = deciders.map { _ in nil }
  }

  func measure() -> (seconds: Double, decided: Int, rejected: Int) {
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
    let taken = (clock.now - start) / .seconds(1)
    let summaries = results.compactMap { $0?.summary }
    return (taken, summaries.reduce(0) { $0 + $1.decided }, summaries.reduce(0) { $0 + $1.rejected })
  }

  private func decide(_ index: Int) {
    let share = (table.rowCount + deciders.count - 1) / deciders.count
    let rows = min(index * share, table.rowCount)..<min((index + 1) * share, table.rowCount)
    let result = deciders[index].decide(table.columns, rows: rows)
    results[index] = result
  }
}

/// Says what is wrong on standard error, and ends the program.
func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}
