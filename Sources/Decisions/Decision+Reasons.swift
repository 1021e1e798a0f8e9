import Policies

extension Decision {
  /// The ids of the rules that made it, each once: those of the dimensions, of the cadence and its mode, of the steps that moved
  /// the cadence (rounding is no rule), and of the outputs. Flags speak for themselves.
  public var reasons: [String] {
    (tiers.compactMap(\.rule) + (cadence?.reasons ?? []) + outputs.flatMap(\.rules)).eachOnce
  }
}

extension CadenceDecision {
  fileprivate var reasons: [String] {
    [obligation] + [modeObligation].compactMap(\.self) + steps.filter { $0.kind != .round }.map(\.rule)
  }
}
