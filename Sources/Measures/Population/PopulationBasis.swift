package import Policies

/// What was measured before customers were compared, as far as what they are compared by depends on it.
public struct PopulationBasis: Hashable, Sendable {
  /// Events of a table, as one policy or several that measure alike look at them.
  public struct Events: Hashable, Sendable {
    /// As policies call the table.
    public let table: String
    /// How many were counted.
    public let count: Int

    /// So many events of a table.
    public init(table: String, count: Int) {
      self.table = table
      self.count = count
    }
  }

  /// The tables, in the order of the set's sources.
  public let events: [Events]
  /// Of how many customers it was known what was decided last; `nil` if that was not at hand.
  public let previous: Int?

  /// Events of these tables, and the last decisions on so many customers.
  public init(events: [Events] = [], previous: Int? = nil) {
    self.events = events
    self.previous = previous
  }
}

extension PopulationBasis {
  /// What `measurements` give those who compare the customers of a set.
  package init(_ measurements: Measurements, for policies: PolicySet) {
    let needs = policies.populationNeeds
    let sources = policies.eventSources.enumerated().filter { needs.events.contains($1.name) }
    self.init(
      events: sources.compactMap { index, source in
        measurements.events[index].map { Events(table: source.name, count: $0.count) }
      },
      previous: needs.previous ? measurements.previous?.count : nil)
  }

  /// The names of the tables, each once, ascending.
  var tables: [String] { Set(events.map(\.table)).sorted() }
}
