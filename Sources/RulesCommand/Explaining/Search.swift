import Decisions
import Policies

/// The rows of one customer in an input.
struct Search {
  /// What the first of them came to, and its line; `nil` if there is none.
  private(set) var found: (result: Result<Decision, Rejection>, line: Int)?
  /// The lines of the first few.
  private(set) var lines: [Int] = []
  /// How many there are.
  private(set) var count = 0
  /// Rows that could not be read, any of which may be the customer's.
  private(set) var unreadable = 0

  private static let shownLines = 5

  /// Reads the input to its end.
  init(for id: String, in rows: inout RowReader, by policies: PolicySet) throws {
    var bound: BoundPolicySet?
    while let step = try rows.next() {
      switch (step, bound) {
      case (.columns(let columns), _): bound = try policies.bound(to: columns, of: rows)
      case (.unreadable(let row), nil): throw Failure.unreadableHeader(row, of: rows)
      case (.unreadable, .some): unreadable += 1
      case (.row, let bound?): if bound.key(of: rows.values) == id { take(rows, bound) }
      case (.row, nil): break
      }
    }
    if bound == nil { throw Failure.noHeader(of: rows.path) }
    policies.review(rows)
  }

  private mutating func take(_ rows: borrowing RowReader, _ bound: BoundPolicySet) {
    count += 1
    if lines.count < Self.shownLines { lines.append(rows.line) }
    if found == nil { found = (bound.decide(rows.values, tracing: true), rows.line) }
  }
}
