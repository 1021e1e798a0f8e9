public import Cadences
public import Expressions
public import Policies

/// What a policy says of one customer, and why.
public struct Decision: Hashable, Sendable {
  /// The key fact's text.
  public let key: String
  /// `name@version` of the policy that decided.
  public let policy: String
  /// In the policy's order; one for each dimension.
  public let tiers: [TierDecision]
  /// `nil` where no obligation holds.
  public let cadence: CadenceDecision?
  /// The flags that are up, in the policy's order.
  public let flags: [RaisedFlag]
  /// The flags that were up before and are no more, in the policy's order, each as ``RaisedFlag/instance``.
  public let clearedFlags: [String]
  /// In the policy's order; one for each output.
  public let outputs: [OutputDecision]
  /// The facts that were missing where a condition needed them, in the policy's order of facts.
  public let missing: [String]
  /// On request only.
  public let trace: Trace?

  package init(
    key: String, policy: String, tiers: [TierDecision], cadence: CadenceDecision?, flags: [RaisedFlag],
    clearedFlags: [String] = [], outputs: [OutputDecision], missing: [String], trace: Trace?
  ) {
    self.key = key
    self.policy = policy
    self.tiers = tiers
    self.cadence = cadence
    self.flags = flags
    self.clearedFlags = clearedFlags
    self.outputs = outputs
    self.missing = missing
    self.trace = trace
  }
}

/// A dimension's answer.
public struct TierDecision: Hashable, Sendable {
  /// The dimension's name.
  public let dimension: String
  /// `nil` where no rule holds.
  public let tier: String?
  /// The rule that made it.
  public let rule: String?

  package init(dimension: String, tier: String?, rule: String?) {
    self.dimension = dimension
    self.tier = tier
    self.rule = rule
  }
}

/// The cadence, and how it came about.
public struct CadenceDecision: Hashable, Sendable {
  /// The strongest obligation's id.
  public let obligation: String
  /// What that demanded.
  public let base: Cadence
  /// What moved it, in order; only the steps that changed something.
  public let steps: [CadenceStep]
  /// The result.
  public let cadence: Cadence
  /// What the result may not fall below: the strongest floor among the obligations that hold, or `at_least`, if that is stronger.
  public let floor: Cadence?
  /// The deepest mode among the obligations that hold.
  public let mode: VisitMode?
  /// The obligation that asked for the mode.
  public let modeObligation: String?
}

/// One move of the cadence.
public struct CadenceStep: Hashable, Sendable {
  /// What moved it.
  public enum Kind: Hashable, Sendable {
    case multiply(Rational)
    case add(Rational, per: Period)
    case round
    /// Raised to the obligation's own demand.
    case floor
    case atLeast
    case atMost
    /// What somebody asked for on behalf of the customer.
    case exception(CadenceException)
  }

  /// What moved it.
  public let kind: Kind
  /// The adjustment's or floor obligation's id; `round`, `at_least`, `at_most` for the plan's own, `exception` for the customer's.
  public let rule: String
  /// The cadence after the step.
  public let result: Cadence
}

/// A flag that is up.
public struct RaisedFlag: Hashable, Sendable {
  /// The rule's id.
  public let id: String
  /// The day on which it was raised; the day of the decision where nothing is known of earlier ones.
  public let since: CalendarDate
  /// 1 for the owner that the rule names first, and one more for each that it goes to when the one before has let the time pass.
  public let level: Int
  /// `low`, `medium`, `high` or `critical`: of its level.
  public let severity: String
  /// Who has to act: the owner of its level.
  public let owner: String?
  /// By when.
  public let due: CalendarDate?
  /// Whether it was not up before.
  public let isNew: Bool
}

extension RaisedFlag {
  /// `ID@DAY`: tells it from the flags that the same rule raised for the same customer on other days.
  public var instance: String { Self.instance(id, since: since) }

  static func instance(_ id: String, since: CalendarDate) -> String { "\(id)@\(since)" }

  /// `tiered-visit@2026-03-17 level 2 due 2026-03-31 district_manager`: what the next decision has to know, and a reader may.
  public var stateText: String {
    let parts = [instance, "level \(level)", due.map { "due \($0)" }, owner]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

/// An output's values, one for each of its columns.
public struct OutputDecision: Hashable, Sendable {
  /// The output's name.
  public let name: String
  /// In the policy's order.
  public let values: [ColumnValue]
  /// The rules that made it; empty for a computed one.
  public let rules: [String]

  package init(name: String, values: [ColumnValue], rules: [String]) {
    self.name = name
    self.values = values
    self.rules = rules
  }

  /// What stands in a column.
  public struct ColumnValue: Hashable, Sendable {
    /// The column's name.
    public let column: String
    /// `nil` where nothing is known.
    public let value: Value?
  }
}

/// Everything that was looked at on the way to a decision.
public struct Trace: Hashable, Sendable {
  /// What came of a rule that was looked at.
  public enum Verdict: String, Hashable, Sendable {
    case matched
    case notMatched = "not matched"
    case unknown
    /// A flag that was up before: nothing ended it, or something did.
    case stands
    case cleared
  }

  /// A rule that was looked at.
  public struct Entry: Hashable, Sendable {
    /// The dimension, output, `obligations`, `adjust` or `flags` that the rule belongs to.
    public let owner: String
    /// The rule's id.
    public let rule: String
    /// What came of it.
    public let verdict: Verdict
    /// The values it read.
    public let read: [ReadValue]
    /// Where the rule stands.
    public let provenance: Provenance
  }

  /// A value that a rule read.
  public struct ReadValue: Hashable, Sendable {
    /// The name that conditions use.
    public let name: String
    /// `nil` where unknown.
    public let value: Value?
  }

  /// A score that was added up.
  public struct Sum: Hashable, Sendable {
    /// The dimension or output that goes by it.
    public let owner: String
    /// In the policy's order.
    public let parts: [Part]
    /// The score; `nil` where a part is unknown.
    public let total: Double?

    /// An addend.
    public struct Part: Hashable, Sendable {
      /// Its id.
      public let part: String
      /// What it added; `nil` where unknown.
      public let points: Double?
    }
  }

  /// In the order in which they were looked at.
  public let entries: [Entry]

  /// Likewise.
  public let sums: [Sum]

  /// When the customer is to be visited, and what made it so; `nil` where the policy gives no dates, or the customer has none.
  public let schedule: VisitSchedule?
}
