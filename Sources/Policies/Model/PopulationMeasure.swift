/// What a customer is among its peers: those whom the same policy decides, who satisfy `over:`, and who share the values of the
/// facts in `within:`.
///
/// Whoever measures a population decides each customer by the policy's ``Policy/populationQuestions``: their outputs are the
/// values that are compared, who takes part, and the groups.
public struct PopulationMeasure: Sendable {
  /// What is asked. Customers with equal values always get the same answer.
  public enum Kind: Hashable, Sendable {
    /// The part of the group's sum that those with greater values have: 0 for the greatest, less than 1 for all with values
    /// above 0, and 1 for the others. Values of 0 or less add nothing to the sum; unknown where the sum is 0.
    case share
    /// 1 for the greatest value; one more than the number of customers with greater ones.
    case rank
    /// The part of the group's customers that have greater values: 0 for the greatest, always less than 1.
    case ahead
    /// How many in a hundred of the group's customers have smaller values: 0 for the smallest.
    case percentile
    /// How many standard deviations (of the group as a whole) the value lies above the mean; unknown where all are equal.
    case deviation
    /// The sum, the mean and the number of the group's values.
    case total, average, count
  }

  /// The name that conditions use; for what a dimension's own form asks, `DIMENSION.share` or `DIMENSION.ahead`.
  public let name: String
  /// The index of the fact that it stands for in the policy.
  package let fact: Int
  /// What is asked.
  public let kind: Kind
  /// The names of the facts by whose values groups are told apart; empty: all are one group. A customer that lacks one of them
  /// is in no group, and its answer is unknown.
  public let within: [String]
  /// The index of the output of the questions with the value; it is a number.
  package let value: Int
  /// The index of the output that says who takes part; `nil`: everybody. Whoever does not has no answer.
  package let filter: Int?
  /// The indexes of the outputs with the values of `within`, in its order.
  package let groups: [Int]
  /// Where it was declared.
  public let provenance: Provenance
}
