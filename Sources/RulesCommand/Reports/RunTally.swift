import Decisions

/// What a run has seen so far.
struct RunTally: Sendable {
  /// Rows that reached the policy.
  var summary = RunSummary()
  /// Rows that could not be read, by code.
  private(set) var unreadable: [String: Int] = [:]

  /// Customers with a cadence of their own.
  var excepted = ExceptedCustomers()

  /// Counts a decided row.
  mutating func add(_ decision: Decision) { summary.add(decision) }

  /// Counts a row that the policy refused.
  mutating func add(_ rejection: Rejection) { summary.add(rejection) }

  /// Counts what another part of the run has seen.
  mutating func merge(_ other: RunTally) {
    summary.merge(other.summary)
    excepted.merge(other.excepted)
    unreadable.merge(other.unreadable, uniquingKeysWith: +)
  }

  /// Counts a row that could not be read.
  mutating func add(_ row: UnreadableRow) { unreadable[row.code, default: 0] += 1 }
}

extension RunTally {
  /// Rows that were not decided.
  var rejected: Int { summary.rejected + unreadable.values.reduce(0, +) }

  /// Rows that were not decided, by code.
  var rejections: [String: Int] { summary.rejections.merging(unreadable, uniquingKeysWith: +) }

  /// All of them.
  var rows: Int { summary.decided + rejected }
}
