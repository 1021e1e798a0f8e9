import Foundation
import VisitRules

/// Decides customers that are held in columns, and times it: columns in, columns out, on one thread or several.
///
/// `InMemory POLICY CUSTOMERS.csv THREADS ROUNDS COLUMN…` prints one JSON object: the median, and the seconds of each round, and how many
/// rows were decided and rejected. With `decisions` for the rounds, it prints what was decided instead: the key and the columns
/// of each customer, as CSV.
@main
enum InMemory {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 5, let threads = Int(arguments[3]), threads > 0 else {
      fail("usage: InMemory POLICY CUSTOMERS.csv THREADS ROUNDS|decisions COLUMN…")
    }
    let policies = load(arguments[1])
    guard let table = Table(csvAt: arguments[2], facts: policies.policies.flatMap(\.facts)) else {
      fail("no customers: \(arguments[2])")
    }
    guard case .success(let bound) = policies.bound(to: table.header) else {
      fail("the customers' columns do not fit the policy")
    }
    let run = Run(BatchPlan(bound), table, results: Array(arguments[5...]), threads: threads)
    if arguments[4] == "decisions" {
      run.printDecisions()
    } else if let rounds = Int(arguments[4]), rounds > 0 {
      run.printTimes(rounds)
    } else {
      fail("neither a number of rounds nor decisions: \(arguments[4])")
    }
  }

  private static func load(_ path: String) -> PolicySet {
    guard let asOf = CalendarDate(year: 2026, month: 11, day: 1) else { fail("no such day") }
    let loaded = PolicySet.load([path], from: .files, asOf: asOf)
    guard let policies = loaded.value else {
      fail(loaded.diagnostics.map { "\($0.range): \($0.message)" }.joined(separator: "\n"))
    }
    return policies
  }
}

extension SourceReader {
  /// Policies as files and folders.
  fileprivate static let files = SourceReader(
    read: { path in FileManager.default.contents(atPath: path).map { Array($0) } },
    list: { path in
      guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path), !names.isEmpty else { return nil }
      return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map { "\(path)/\($0)" }.sorted()
    })
}

/// Says what is wrong on standard error, and ends the program.
func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}
