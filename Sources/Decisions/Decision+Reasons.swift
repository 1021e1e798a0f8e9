import Policies

extension Decision {
  /// The ids of the rules that made it, each once: those of the dimensions, of the cadence and its mode, of the steps that moved
  /// the cadence (rounding is no rule), and of the outputs. Flags speak for themselves.
  public var reasons: [String] {
    let rules = tiers.compactMap(\.rule) + (cadence?.reasons ?? []) + outputs.flatMap(\.rules)
    return rules.count > 32 ? rules.eachOnce : rules.eachOfFewOnce
  }
}

extension CadenceDecision {
  /// The ids of the rules that made it, in order.
  package var reasons: [String] {
    [obligation] + [modeObligation].compactMap(\.self) + steps.filter { $0.kind != .round }.map(\.rule)
  }
}

extension [String] {
  /// As ``eachOnce``, for so few that a set would cost more than it saves.
  fileprivate var eachOfFewOnce: [String] {
    reduce(into: []) { kept, element in
      if !kept.contains(element) { kept.append(element) }
    }
  }
}
