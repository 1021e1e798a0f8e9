import Decisions

/// What a run has seen so far.
struct RunTally: Sendable {
  /// Rows that reached the policy.
  var summary = RunSummary()
  /// Rows that could not be read, by code.
  private(set) var unreadable: [String: Int] = [:]

  /// Keys of customers with a cadence of their own, and perhaps of others, that rows have.
  private(set) var exceptedKeys: Set<String> = []

  /// Notes keys that rows have.
  mutating func add(excepted keys: Set<String>) { exceptedKeys.formUnion(keys) }

  /// Counts a decided row.
  mutating func add(_ decision: Decision) { summary.add(decision) }

  /// Counts a row that the policy refused.
  mutating func add(_ rejection: Rejection) { summary.add(rejection) }

  /// Counts what another part of the run has seen.
  mutating func merge(_ other: RunTally) {
    summary.merge(other.summary)
    exceptedKeys.formUnion(other.exceptedKeys)
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
