package import Policies

/// What was measured before customers were compared, as far as what they are compared by depends on it.
public struct PopulationBasis: Hashable, Sendable {
  /// The events of a table.
  public struct Events: Hashable, Sendable {
    /// As policies call the table.
    public let table: String
    /// How many were counted for any policy.
    public let count: Int

    /// So many events of a table.
    public init(table: String, count: Int) {
      self.table = table
      self.count = count
    }
  }

  /// The tables, in the order of the set's sources, each once.
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
    var events: [Events] = []
    for (index, source) in policies.eventSources.enumerated() where needs.events.contains(source.name) {
      guard let measured = measurements.events[index] else { continue }
      // What another source of the table has counted before is not counted again.
      let known = events.firstIndex { $0.table == source.name }
      let before = known.map { events.remove(at: $0).count } ?? 0
      events.insert(Events(table: source.name, count: before + measured.count), at: known ?? events.count)
    }
    self.init(
      events: events,
      previous: needs.previous ? measurements.previous?.count : nil)
  }

  /// The names of the tables, ascending.
  var tables: [String] { events.map(\.table).sorted() }
}
