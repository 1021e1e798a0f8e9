import Decisions
import Policies

/// Puts decisions into the form of a file.
protocol DecisionWriter: Sendable {
  /// A writer for decisions of `set`, with their traces or without; what precedes the first decision is pending.
  init(_ set: PolicySet, hasTrace: Bool)

  /// Adds a decision to the pending bytes.
  mutating func write(_ decision: Decision)

  /// How many decisions were written.
  var count: Int { get }

  /// How many bytes are written and not taken.
  var pendingCount: Int { get }

  /// The pending bytes, which are forgotten.
  mutating func takeBytes() -> [UInt8]
}
