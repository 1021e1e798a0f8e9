/// All that was measured before customers are decided. Immutable, and shared by all that decide.
package struct Measurements: Sendable {
  /// What was measured of events, by the index of the source among the set's; none for a table whose events are not at hand.
  package let events: [Int: MeasuredEvents]
  /// How customers stand among their peers; `nil` if that is not measured.
  package let population: MeasuredPopulation?
  /// What was decided last; `nil` if that is not at hand.
  package let previous: PreviousDecisions?

  /// What was measured, each part on its own.
  package init(
    events: [Int: MeasuredEvents] = [:], population: MeasuredPopulation? = nil, previous: PreviousDecisions? = nil
  ) {
    self.events = events
    self.population = population
    self.previous = previous
  }
}
