public import Cadences
public import Expressions

/// What customers ask of their representatives in the month of the as-of day, against the time that these have.
///
/// ```swift
/// let results = decider.decide(columns, rows: 0..<count)
/// let workload = Workload(results.summary.workload, by: policies)
/// ```
public struct Workload: Hashable, Sendable {
  /// The month of the books.
  public let month: FiscalMonth
  /// One for each, by name; first that of the customers who name none, for whom there is no time.
  public let representatives: [WorkloadLine]
  /// For each area fact of the policies, in their order.
  public let areas: [Areas]
  /// Over all representatives.
  public let total: WorkloadLine
  /// The representatives to whom policies give different times; the least counts.
  public let disagreements: [Disagreement]
  /// The representatives of whom nothing was said, where something was said of any.
  public let unlisted: [String]
  /// The representatives of whom something was said and who have no customers.
  public let idle: [String]

  /// A line for each value of a fact.
  ///
  /// The time of a representative with customers in several areas is divided among these as the minutes are that they ask for, to
  /// whole minutes; what is left goes to the area that asks for most.
  public struct Areas: Hashable, Sendable {
    /// The fact's name.
    public let fact: String
    /// By the fact's value; empty where it is missing.
    public let lines: [WorkloadLine]
  }

  /// Policies that give a representative different times.
  public struct Disagreement: Hashable, Sendable {
    /// Whose time it is.
    public let representative: String
    /// `name@version` of each policy, and the minutes that it gives him in the month.
    public let minutes: [Share]

    /// What one policy gives.
    public struct Share: Hashable, Sendable {
      /// `name@version`.
      public let policy: String
      /// In the month.
      public let minutes: Rational
    }
  }
}
