public import Calendars
public import SourceText

/// One edition of a policy: resolved against what it extends, checked, and ready to decide.
///
/// Immutable. Everything that can be known without a customer (params, `as_of`, tables' cells, the order in which values
/// depend on each other) is settled here.
public struct Policy: Sendable {
  /// `policy:`, the name that its editions share.
  public let name: String
  /// `version:`.
  public let version: String
  /// `name@version`, as decisions carry it.
  public let identity: String
  /// `title:`.
  public let title: LocalizedText
  /// The only clock that conditions have: they have the day built in, and flags' due dates are counted from it.
  public let asOf: CalendarDate
  /// When it is in force.
  public let effective: EffectivePeriod
  /// Whom it decides.
  public let governs: Governance
  /// The files it was made of: its own first, then what that extends, up to the root, then the calendar's own.
  public let files: [SourceFile]

  /// Resolved, in the policy's order.
  public let params: [Parameter]
  /// `facts[i]` stands in slot `i` of the frame.
  public let facts: [Fact]
  /// What `measures` are made of; in the policy's order.
  public let events: [EventTable]
  /// Each is one of `facts`.
  public let measures: [Measure]
  /// Each is one of `facts`.
  public let population: [PopulationMeasure]
  /// The policy with the same facts and the same frame whose outputs are what `population` asks of a customer; `nil` if it asks nothing.
  public var populationQuestions: Policy? { questions.first }
  /// One policy, or none: an array, since a policy cannot hold another otherwise.
  let questions: [Policy]
  /// The index in `facts` of the one that names the customer.
  package let keyFact: Int

  /// In the order in which they have to be computed.
  package let derived: [DerivedValue]
  /// In the order in which they have to be decided.
  package let dimensions: [Dimension]
  /// Positions in `dimensions`, in the policy's own order: how decisions list them.
  package let dimensionOrder: [Int]
  package let cadence: CadencePlan?
  package let flags: [Flag]
  /// In the policy's order; each may read those before it.
  package let outputs: [Output]
  /// `nil` where the policy says nothing of anybody's time.
  package let capacity: CapacityPlan?
  /// Which days are worked on, and when the books of a month close.
  public let calendar: WorkingCalendar
  package let frame: FrameLayout
}

/// Where the values of one row stand while it is decided: facts first, one slot each, then what is made of them.
package struct FrameLayout: Sendable {
  /// How many slots a row needs.
  package let count: Int
  /// The name of what stands in each slot.
  package let names: [String]
  /// What flags and outputs may read of the cadence: a double each, unknown where there is no cadence.
  package let visitsPerMonth: Int
  package let visitsPerYear: Int
  /// The visit mode's name.
  package let visitMode: Int
  /// The ids of the raised flags, a list of strings; outputs may read it.
  package let flags: Int
  /// The first of the slots of what the schedule says, in the order of ``ScheduledValue``; `nil` where the policy has none.
  package let schedule: Int?
  /// For every slot of a fact or derived value, the facts it is made of, directly or through others: ascending fact
  /// indexes. Empty for what is decided after them, since deciding it says itself what was missing.
  package let factsBehind: [[Int]]
}

/// When an edition is in force: from its first day up to, not including, its last.
public struct EffectivePeriod: Hashable, Sendable {
  /// The first day; `nil`: since ever.
  public let from: CalendarDate?
  /// The day after the last; `nil`: open.
  public let until: CalendarDate?

  /// Whether `date` lies in the period.
  public func contains(_ date: CalendarDate) -> Bool {
    (from.map { $0.days <= date.days } ?? true) && (until.map { date.days < $0.days } ?? true)
  }
}

/// Whom a policy decides.
public enum Governance: Hashable, Sendable {
  /// `governs: none`: it only serves others as a base.
  case nobody
  /// Every customer whose facts have one of the values, for each constrained fact; no constraint: everybody.
  case customers([Constraint])

  /// A fact and the values it may have.
  public struct Constraint: Hashable, Sendable {
    /// A string or enum fact.
    public let fact: String
    /// At least one, each once.
    public let values: [String]
  }
}
