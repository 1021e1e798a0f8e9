package import Expressions

/// A way of classifying customers.
package struct Dimension: Sendable {
  package let name: String
  package let slot: Int
  /// The table's outcomes are indexes into it.
  package let tiers: [Tier]
  /// Whether `tiers` are in the policy's order, from the best to the worst; else in that of their mention, which says nothing.
  package let isRanked: Bool
  package let table: DecisionTable
  package let provenance: Provenance
}

/// A class that a dimension puts customers in.
package struct Tier: Sendable {
  package let name: String
  package let label: LocalizedText
}

/// A condition that has to come to somebody's eyes.
package struct Flag: Sendable {
  /// How grave, from the lightest.
  package enum Severity: String, CaseIterable, Sendable {
    case low, medium, high, critical
  }

  package let id: String
  package let condition: CheckedExpression
  package let severity: Severity
  package let owner: String?
  /// Days after the one on which it was raised, by which the owner has to act.
  package let due: Int?
  /// What ends it once it is up; `nil`: that `condition` is false.
  package let clearCondition: CheckedExpression?
  /// Who has to act when the owner did not, one after the other; empty without `due`.
  package let escalation: [Step]
  /// The index of the fact that says since when it is up: the day on which it was raised, unknown where it was not up.
  package let raisedFact: Int
  package let provenance: Provenance

  /// A further level.
  package struct Step: Sendable {
    package let owner: String?
    /// Days after the end of the level below.
    package let after: Int
    /// `nil`: as grave as the level below.
    package let severity: Severity?
  }
}

/// Any other value that a policy emits: one column, or several that are decided together.
package struct Output: Sendable {
  /// A column of the decisions.
  package struct Column: Sendable {
    /// The output's name, or `OUTPUT.FIELD`.
    package let name: String
    package let label: LocalizedText
    /// The labels of its values, for enum columns.
    package let valueLabels: [String: LocalizedText]
  }

  /// How the value comes about.
  package enum Body: Sendable {
    case expression(CheckedExpression)
    /// `outcomes[row.outcome]` holds one value for each column.
    case table(DecisionTable, outcomes: [[Value]])
  }

  package let name: String
  /// Where later outputs find the (single) column's value; for several columns, one slot each from here on.
  package let slot: Int
  package let columns: [Column]
  package let body: Body
  package let provenance: Provenance
}

extension Output {
  /// One column without labels, computed.
  init(_ name: String, slot: Int, computedBy expression: CheckedExpression, provenance: Provenance) {
    self.name = name
    self.slot = slot
    columns = [Column(name: name, label: LocalizedText([:]), valueLabels: [:])]
    body = .expression(expression)
    self.provenance = provenance
  }
}
