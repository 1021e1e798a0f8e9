import Cadences
import Expressions
public import Policies

extension Policy {
  /// Decides one customer, whose facts stand in the order of ``Policies/Policy/facts``; facts beyond the end are missing.
  public func decide(
    _ facts: [FactValue], tracing: Bool = false, exceptions: CadenceExceptions = .none
  ) -> Result<Decision, Rejection> {
    decide(tracing: tracing, exceptions: exceptions) { $0 < facts.count ? facts[$0] : .missing }
  }

  /// As ``decide(_:tracing:exceptions:)``, with the value of each fact asked for by its index.
  func decide(
    tracing: Bool, exceptions: CadenceExceptions, value: (Int) -> FactValue
  ) -> Result<Decision, Rejection> {
    Result { () throws(Rejection) in
      var evaluation = Evaluation(of: self, tracing: tracing)
      try read(value, into: &evaluation)
      derive(in: &evaluation)
      let tiers = try classify(in: &evaluation)
      let cadence = try cadence?.decide(in: &evaluation, except: exception(among: exceptions, in: evaluation))
      publish(cadence, in: &evaluation)
      try schedule(cadence, in: &evaluation)
      let flags = try raiseFlags(in: &evaluation)
      let outputs = try emit(in: &evaluation)
      return Decision(
        key: key(in: evaluation), policy: identity, tiers: list(tiers), cadence: cadence, flags: flags.up,
        clearedFlags: flags.cleared, outputs: outputs,
        missing: facts.indices.filter { evaluation.isMissing[$0] }.map { facts[$0].name },
        trace: evaluation.trace)
    }
  }

  private func read(_ value: (Int) -> FactValue, into evaluation: inout Evaluation) throws(Rejection) {
    for index in facts.indices {
      switch readFact(index, value(index)) {
      case .success(let outcome): evaluation.frame[index] = outcome
      case .failure(let fault): throw Rejection(facts[index], fault)
      }
    }
  }

  /// A derived value that cannot be computed is only a fault where something needs it.
  private func derive(in evaluation: inout Evaluation) {
    for value in derived {
      evaluation.frame[value.slot] = evaluation.outcome(of: value.expression)
    }
  }

  private func classify(in evaluation: inout Evaluation) throws(Rejection) -> [DecidedTier?] {
    var tiers: [DecidedTier?] = []
    tiers.reserveCapacity(dimensions.count)
    for dimension in dimensions {
      tiers.append(try dimension.decide(in: &evaluation))
    }
    return tiers
  }

  /// Puts the cadence into the frame for flags and outputs.
  private func publish(_ decision: CadenceDecision?, in evaluation: inout Evaluation) {
    guard let decision else { return }
    evaluation.frame[frame.visitsPerMonth] = .value(.double(Double(decision.cadence.visitsPerMonth)))
    evaluation.frame[frame.visitsPerYear] = .value(.double(Double(decision.cadence.visitsPerYear)))
    guard let mode = decision.mode else { return }
    evaluation.frame[frame.visitMode] = .value(.string(mode.rawValue))
  }

  /// Finds the days of visits, and puts them into the frame for flags and outputs.
  private func schedule(_ decision: CadenceDecision?, in evaluation: inout Evaluation) throws(Rejection) {
    guard let plan = cadence?.schedule,
      let schedule = try plan.decide(decision, asOf: asOf, in: &evaluation)
    else { return }
    for value in ScheduledValue.allCases {
      guard let slot = frame.slot(of: value) else { continue }
      evaluation.frame[slot] = .value(schedule.value(value))
    }
  }

  private func exception(among exceptions: CadenceExceptions, in evaluation: Evaluation) -> CadenceException? {
    exceptions.isEmpty ? nil : exceptions.exception(for: key(in: evaluation), on: asOf)
  }

  private func raiseFlags(
    in evaluation: inout Evaluation
  ) throws(Rejection) -> (up: [RaisedFlag], cleared: [String]) {
    var (up, cleared): ([RaisedFlag], [String]) = ([], [])
    for flag in flags {
      switch try flag.state(asOf: asOf, in: &evaluation) {
      case .down: break
      case .up(let raised): up.append(raised)
      case .cleared(let instance): cleared.append(instance)
      }
    }
    evaluation.frame[frame.flags] = .value(.list(up.map { .string($0.id) }))
    return (up, cleared)
  }

  private func emit(in evaluation: inout Evaluation) throws(Rejection) -> [OutputDecision] {
    var decided: [OutputDecision] = []
    for output in outputs {
      decided.append(try output.decide(in: &evaluation))
    }
    return decided
  }

  private func list(_ tiers: [DecidedTier?]) -> [TierDecision] {
    dimensionOrder.map { index in
      let dimension = dimensions[index]
      let tier = tiers[index]
      return TierDecision(
        dimension: dimension.name, tier: tier.map { dimension.tiers[$0.index].name }, rule: tier?.rule)
    }
  }

  private func key(in evaluation: Evaluation) -> String {
    evaluation.frame[keyFact].value?.text ?? ""
  }
}
