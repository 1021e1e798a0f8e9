package import Cadences

/// How much of a representative's time a customer asks for: visits in an average month, and how deep they go; exact.
package struct VisitDemand: Hashable, Sendable {
  /// None on demand, and where there is no cadence.
  package let visits: Rational
  /// How many of them may not be left out.
  package let floor: Rational
  /// General where nothing asks for a mode.
  package let mode: VisitMode

  /// What a decision comes to.
  package init(_ cadence: CadenceDecision?) {
    visits = cadence?.cadence.visitsPerMonth ?? .zero
    floor = cadence?.floor?.visitsPerMonth ?? .zero
    mode = cadence?.mode ?? .general
  }
}
