import Expressions
public import Policies

extension PolicySet {
  /// What the next decision on a customer has to know of this one, as facts by name: to be given besides what is known of the
  /// customer then. What stands in no column of the decision is not known, and no flag is up that was not.
  public func previousFacts(of decision: Decision) -> [String: FactValue] {
    var facts: [String: FactValue] = [:]
    for fact in policies.flatMap(\.facts) {
      guard case .previous(let column) = fact.origin, let text = decision.text(inColumn: column) else { continue }
      facts[fact.name] = .text(text)
    }
    return facts
  }
}

extension Decision {
  /// What a dimension, an output's column or a flag (`flag:ID`, the day since when it is up) says; `nil` where there is nothing.
  fileprivate func text(inColumn column: String) -> String? {
    if let tier = tiers.first(where: { $0.dimension == column })?.tier { return tier }
    if let flag = flags.first(where: { "flag:\($0.id)" == column }) { return flag.since.description }
    return outputs.lazy.flatMap(\.values).first { $0.column == column }?.value?.text
  }
}
