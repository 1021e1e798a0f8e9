import Decisions
package import Policies

/// The columns of the last decisions that a policy set reads.
package struct PreviousColumns: Sendable {
  /// Each once: tiers, what dimensions that are held keep, and the states of flags.
  package let names: [String]

  private static let flagPrefix = "flag:"

  /// What the policies of `set` ask for.
  package init(_ set: PolicySet) {
    var names: [String] = []
    for fact in set.policies.flatMap(\.facts) {
      guard let name = Self.column(of: fact), !names.contains(name) else { continue }
      names.append(name)
    }
    self.names = names
  }

  /// The column that a fact is read from; `nil` for one that is not about the last decision.
  static func column(of fact: Fact) -> String? {
    guard case .previous(let column) = fact.origin else { return nil }
    return column.hasPrefix(flagPrefix) ? FlagStates.column : column
  }

  /// The flag that a fact is about; `nil` for one that is about none.
  static func flag(of fact: Fact) -> String? {
    guard case .previous(let column) = fact.origin, column.hasPrefix(flagPrefix) else { return nil }
    return String(column.dropFirst(flagPrefix.count))
  }
}
