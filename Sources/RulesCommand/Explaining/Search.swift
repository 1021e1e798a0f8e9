import Decisions
import Policies

/// The rows of one customer in an input.
struct Search {
  /// What the first of them came to; `nil` if there is none.
  private(set) var found: Finding?
  /// The lines of the first few.
  private(set) var lines: [Int] = []
  /// How many there are.
  private(set) var count = 0
  /// Rows that could not be read, any of which may be the customer's.
  private(set) var unreadable = 0

  private static let shownLines = 5

  /// What a row came to.
  struct Finding {
    let result: Result<(decision: Decision, policy: Policy), Rejection>
    let line: Int
  }

  /// Reads the input to its end.
  init(for id: String, in rows: inout RowReader, by policies: PolicySet, except exceptions: CadenceExceptions) throws {
    var bound: BoundPolicySet?
    while let step = try rows.next() {
      switch (step, bound) {
      case (.columns(let columns), _): bound = try policies.bound(to: columns, of: &rows)
      case (.unreadable(let row), nil): throw Failure.unreadableHeader(row, of: rows.findings)
      case (.unreadable, .some): unreadable += 1
      case (.row, let bound?): if bound.key(of: rows.values) == id { take(rows, bound, exceptions) }
      case (.row, nil): break
      }
    }
    if bound == nil { throw Failure.noHeader(of: rows.path) }
    policies.review(rows.findings)
  }

  private mutating func take(_ rows: borrowing RowReader, _ bound: BoundPolicySet, _ exceptions: CadenceExceptions) {
    count += 1
    if lines.count < Self.shownLines { lines.append(rows.line) }
    if found == nil { found = Finding(result: bound.decideWithPolicy(rows.values, exceptions), line: rows.line) }
  }
}

extension BoundPolicySet {
  /// The decision of a row with its trace, and the policy that made it.
  fileprivate func decideWithPolicy(
    _ row: [FactValue], _ exceptions: CadenceExceptions
  ) -> Result<(decision: Decision, policy: Policy), Rejection> {
    Result { () throws(Rejection) in
      let decision = try decide(row, tracing: true, exceptions: exceptions).get()
      return (decision, policies.policies[try policyIndex(of: row)])
    }
  }
}
