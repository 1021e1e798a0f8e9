package import Cadences
package import Expressions

/// How often customers are visited: demands, what moves them, and what nothing may move them past.
package struct CadencePlan: Sendable {
  package let obligations: [Obligation]
  /// In the order in which they act: all that multiply, then all that add; within each, the policy's order.
  package let adjustments: [Adjustment]
  package let rounding: Rounding
  /// Besides the floors.
  package let atLeast: Bound?
  package let atMost: Bound?
  /// Days between two visits.
  package let spacing: Spacing?
  /// `nil` where the policy gives no dates.
  package let schedule: SchedulePlan?

  /// What becomes of a broken number of visits.
  package enum Rounding: String, CaseIterable, Sendable {
    case up, down, nearest, none
  }

  /// A limit of the result.
  package struct Bound: Sendable {
    package let cadence: Cadence
    package let provenance: Provenance

    package init(cadence: Cadence, provenance: Provenance) {
      self.cadence = cadence
      self.provenance = provenance
    }
  }

  /// Days, each `nil` where not limited.
  package struct Spacing: Sendable {
    package let min: Int?
    package let max: Int?
    package let provenance: Provenance
  }
}

/// One rule's demand for a cadence.
package struct Obligation: Sendable {
  /// What is demanded, of whom.
  package enum Demand: Sendable {
    case all(Cadence?, mode: VisitMode?)
    /// By the value of a dimension or enum fact, `subject`; one entry for each of its `values`, `nil` where nothing is demanded.
    case byValue(of: CheckedExpression, values: [String], cadences: [Cadence?], modes: [VisitMode?])
  }

  package let id: String
  package let condition: CheckedExpression?
  package let demand: Demand
  /// "At least": no adjustment and no bound goes below it.
  package let isFloor: Bool
  package let provenance: Provenance
}

/// A step that moves the cadence.
package struct Adjustment: Sendable {
  /// What it does; amounts are exact.
  package enum Step: Sendable {
    case multiply(Amount)
    case add(Amount, per: Period)
  }

  /// A number known when loaded, or computed for the row (the fraction that it comes near counts).
  package enum Amount: Sendable {
    case constant(Rational)
    case expression(CheckedExpression)
  }

  package let id: String
  package let condition: CheckedExpression?
  package let step: Step
  package let provenance: Provenance
}
