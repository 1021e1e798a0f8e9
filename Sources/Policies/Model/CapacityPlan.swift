package import Cadences

/// How much time representatives have in the month of the as-of date, and how much a visit takes.
package struct CapacityPlan: Sendable {
  /// The index of the fact that names whose time it is.
  package let representative: Int
  /// The indexes of the facts by whose values totals are made too.
  package let areas: [Int]
  /// Minutes that are spent on visits, travel included, on each working day of the books' month, in order; exact. Of all days of a
  /// month without working days.
  package let minutesOfDays: [Rational]
  /// Minutes that a visit of each mode takes, with the way to it; exact. A visit of no mode takes as long as a general one.
  package let minutesPerVisit: [VisitMode: Rational]
  /// Working days of the month, for a representative of whom nothing else is said.
  package let days: Int
  /// Who has to act where a representative's time does not suffice.
  package let owner: String?
  package let provenance: Provenance

  /// The indexes of all facts by whose values totals are made.
  package var grouping: [Int] { [representative] + areas }
}
