import Embedding
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
    let policies = loadPolicies(at: arguments[1])
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
}
