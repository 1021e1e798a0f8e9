/// What decisions may say, before any is made: for whoever lays out a table, a form or a report.
///
/// Those of a policy set hold what any of its policies may say: each dimension, tier, output column and flag once, as the first
/// policy that has it describes it, in order of first appearance.
public struct DecisionColumns: Hashable, Sendable {
  /// A class that a dimension puts customers in.
  public struct Tier: Hashable, Sendable {
    /// As decisions write it.
    public let name: String
    /// For people; without texts where the policy has none.
    public let label: LocalizedText
  }

  /// A way of classifying customers.
  public struct Dimension: Hashable, Sendable {
    /// As decisions write it.
    public let name: String
    /// For people; without texts where the policy has none.
    public let label: LocalizedText
    /// From the best to the worst where the policy ranks them, else in that of their mention.
    public let tiers: [Tier]
  }

  /// A column that is neither tier nor cadence nor flag.
  public struct Output: Hashable, Sendable {
    /// The output's name, or `OUTPUT.FIELD`.
    public let name: String
    /// For people; without texts where the policy has none.
    public let label: LocalizedText
    /// The labels of an enum's values, by value; empty for other types.
    public let valueLabels: [String: LocalizedText]
  }

  /// A flag that may be raised.
  public struct Flag: Hashable, Sendable {
    /// As decisions write it.
    public let id: String
    /// For people; without texts where the policy has none.
    public let label: LocalizedText
    /// `low`, `medium`, `high` or `critical`.
    public let severity: String
    /// Who has to act.
    public let owner: String?
    /// Days after the as-of date by which the owner has to act.
    public let due: Int?
  }

  /// The name of the fact that names the customer.
  public let key: String
  /// In the policy's order.
  public let dimensions: [Dimension]
  /// In the policy's order.
  public let outputs: [Output]
  /// In the policy's order.
  public let flags: [Flag]
}

extension Policy {
  /// What its decisions may say.
  public var columns: DecisionColumns {
    DecisionColumns(
      key: facts[keyFact].name, dimensions: dimensionOrder.map { DecisionColumns.Dimension(dimensions[$0]) },
      outputs: outputs.flatMap(\.columns).map(DecisionColumns.Output.init),
      flags: flags.map(DecisionColumns.Flag.init))
  }
}

extension PolicySet {
  /// What its decisions may say, whichever policy decides.
  public var columns: DecisionColumns {
    let all = policies.map(\.columns)
    let dimensions = all.flatMap(\.dimensions)
    return DecisionColumns(
      key: all.first?.key ?? "key",
      dimensions: dimensions.first(ofEach: \.name).map { $0.with(dimensions.filter($0.isNamesake).flatMap(\.tiers)) },
      outputs: all.flatMap(\.outputs).first(ofEach: \.name), flags: all.flatMap(\.flags).first(ofEach: \.id))
  }
}

extension DecisionColumns.Dimension {
  fileprivate init(_ dimension: Dimension) {
    name = dimension.name
    label = dimension.provenance.label
    tiers = dimension.tiers.map { DecisionColumns.Tier(name: $0.name, label: $0.label) }
  }

  fileprivate func isNamesake(of other: Self) -> Bool { name == other.name }

  /// The dimension with the tiers that its namesakes have too.
  fileprivate func with(_ tiers: [DecisionColumns.Tier]) -> Self {
    Self(name: name, label: label, tiers: tiers.first(ofEach: \.name))
  }
}

extension DecisionColumns.Output {
  fileprivate init(_ column: Output.Column) {
    self.init(name: column.name, label: column.label, valueLabels: column.valueLabels)
  }
}

extension DecisionColumns.Flag {
  fileprivate init(_ flag: Flag) {
    self.init(
      id: flag.id, label: flag.provenance.label, severity: flag.severity.rawValue, owner: flag.owner, due: flag.due)
  }
}

extension Sequence {
  /// The first element of each name, in order.
  fileprivate func first(ofEach name: (Element) -> String) -> [Element] {
    var seen: Set<String> = []
    return filter { seen.insert(name($0)).inserted }
  }
}
