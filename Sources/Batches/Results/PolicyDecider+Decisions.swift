import Cadences
import Decisions
import Expressions
import Policies

extension PolicyDecider {
  /// The decision on the customer in a row of the last batch that was not deferred, whose key is given.
  func decision(at row: Int, key: String) -> Decision {
    let policy = plan.policy
    let (flags, cleared) = flags.map { flagStates(code: workspace[$0.plan.states][row]) } ?? ([], [])
    return Decision(
      key: key, policy: policy.identity,
      tiers: policy.dimensionOrder.map { tier($0, answer: workspace[tables[$0].plan.answer][row]) },
      cadence: cadence(at: row),
      flags: flags, clearedFlags: cleared,
      outputs: policy.outputs.indices.map { output($0, row) }, missing: missing(at: row), trace: nil)
  }

  /// What an answer of a dimension's table says.
  func tier(_ index: Int, answer: UInt32) -> TierDecision {
    let dimension = plan.policy.dimensions[index]
    let answer = tables[index].plan.coding.answers[Int(answer)]
    return TierDecision(
      dimension: dimension.name, tier: answer.map { dimension.tiers[$0.outcome].name }, rule: answer?.rule)
  }

  private func cadence(at row: Int) -> CadenceDecision? {
    guard let cadence else { return nil }
    return cadence.decisions[workspace[cadence.vectors.states][row]]
  }

  /// What a code says of flags: those that are up, and those that were and are no more.
  func flagStates(code: UInt32) -> (up: [RaisedFlag], cleared: [String]) {
    guard let flags else { return ([], []) }
    let policy = plan.policy
    guard flags.plan.lives != nil else {
      return (flags.flags(ofCode: code).map { policy.flags[$0].raised(since: nil, asOf: policy.asOf) }, [])
    }
    return policy.flagStates(of: flags.elements(ofCode: code))
  }

  private func missing(at row: Int) -> [String] {
    plan.missing.possible.filter { workspace[$0.rows][row >> 6] >> UInt64(row & 63) & 1 == 1 }
      .map { plan.policy.facts[$0.fact].name }
  }

  /// What an output says in a row.
  func output(_ index: Int, _ row: Int) -> OutputDecision {
    let output = plan.policy.outputs[index]
    let (values, rules) = values(of: index, row)
    return OutputDecision(
      name: output.name, values: zip(output.columns, values).map { OutputDecision.ColumnValue($0, $1) }, rules: rules)
  }

  private func values(of index: Int, _ row: Int) -> (values: [Value?], rules: [String]) {
    switch plan.outputs[index] {
    case .computed: ([computedValue(.output(index, column: 0), place: row)], [])
    case .table(let table):
      outputValues(index, answer: workspace[tables[table].plan.answer][row])
        ?? (plan.policy.outputs[index].columns.map { _ in nil }, [])
    }
  }

  /// What is computed for an output in a row; `nil` in a deferred one, where lanes hold anything.
  func computedValue(_ field: DecisionField, place: Int) -> Value? {
    guard case .output(let index, column: _) = field, case .computed(let vector, _, _) = plan.outputs[index],
      !workspace.has(.deferred, place)
    else { return nil }
    return workspace.outcome(of: vector, row: place).value?.known
  }

  /// What an answer of an output's table says; `nil` where it says nothing.
  func outputValues(_ index: Int, answer: UInt32) -> (values: [Value?], rules: [String])? {
    guard case .table(let table) = plan.outputs[index] else { return nil }
    let run = tables[table]
    if run.plan.collecting != nil {
      let collection = run.collections[Int(answer)]
      return (collection.values, collection.rules)
    }
    guard case .table(_, let outcomes) = plan.policy.outputs[index].body,
      let answer = run.plan.coding.answers[Int(answer)]
    else { return nil }
    return (outcomes[answer.outcome].map(\.known), [answer.rule])
  }
}
