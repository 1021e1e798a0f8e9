import Decisions
import Measures
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

    /// The identity of the policy that decided it, if one did.
    var decider: Set<String> { Set((try? result.get().decision.policy).map { [$0] } ?? []) }
  }

  /// Reads the input to its end, and decides by what was measured, which `measuring` names.
  init(
    for id: String, in rows: inout RowReader, by policies: PolicySet, except exceptions: CadenceExceptions,
    _ measurements: Measurements, measuring: Measuring
  ) throws {
    var bound: BoundPolicySet?
    var width = 0
    var header: [String]?
    while let step = try rows.next() {
      switch (step, bound) {
      case (.columns(let columns), _):
        width = columns.count
        if !rows.areColumnsMerged { header = columns }
        bound = try policies.bound(to: columns, of: &rows, measuring: measuring)
      case (.unreadable(let row), nil): throw Failure.unreadableHeader(row, of: rows.findings)
      case (.unreadable, .some): unreadable += 1
      case (.row, let bound?):
        guard bound.key(of: rows.values) == id else { continue }
        var values = rows.values
        // What was measured stands behind the header, whether the row reaches so far or not.
        if !bound.measured.isEmpty { values += Array(repeating: .missing, count: max(0, width - values.count)) }
        take(values + Measurer(measurements, bound).values(ofRow: values), rows.line, bound, exceptions)
      case (.row, nil): break
      }
    }
    if bound == nil { throw Failure.noHeader(of: rows.path) }
    policies.review(rows.findings, header: header, measuring: measuring, decidedBy: found?.decider ?? [])
  }

  private mutating func take(
    _ values: [FactValue], _ line: Int, _ bound: BoundPolicySet, _ exceptions: CadenceExceptions
  ) {
    count += 1
    if lines.count < Self.shownLines { lines.append(line) }
    if found == nil { found = Finding(result: bound.decideWithPolicy(values, exceptions), line: line) }
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
