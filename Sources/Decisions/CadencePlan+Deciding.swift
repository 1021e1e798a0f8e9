import Cadences
import Expressions
package import Policies

extension CadencePlan {
  /// The strongest demand, moved by the adjustments and kept within the bounds, and the customer's own cadence instead of it; `nil`
  /// where there is neither.
  func decide(
    in evaluation: inout Evaluation, except exception: CadenceException?
  ) throws(Rejection) -> CadenceDecision? {
    let claims = try findClaims(in: &evaluation)
    guard let base = claims.strongest else { return exception.map { decision(claims, $0) } }
    var path = CadencePath(from: base.cadence)
    for adjustment in adjustments { try adjustment.move(&path, in: &evaluation) }
    try finish(&path, floor: claims.floor)
    if let exception { make(exception, on: &path, floor: claims.floor) }
    return decision(claims, path)
  }

  /// Not below `at_least` and the floor, which are nobody's to give away; beyond `at_most`, if that is what was asked for.
  private func make(_ exception: CadenceException, on path: inout CadencePath, floor: Claims.Demand?) {
    path.note(.exception(exception), by: CadenceException.rule, at: exception.cadence)
    raise(&path, floor: floor)
  }

  /// What is decided where nothing was demanded but by the exception.
  private func decision(_ claims: Claims, _ exception: CadenceException) -> CadenceDecision {
    var path = CadencePath(from: exception.cadence)
    make(exception, on: &path, floor: claims.floor)
    return CadenceDecision(
      obligation: CadenceException.rule, base: exception.cadence, steps: path.steps, cadence: path.current,
      floor: floor(of: claims), mode: claims.deepest?.mode,
      modeObligation: claims.deepest.map { obligations[$0.obligation].id })
  }

  private func findClaims(in evaluation: inout Evaluation) throws(Rejection) -> Claims {
    var claims = Claims()
    for (index, obligation) in obligations.enumerated() {
      guard let value = try obligation.claim(in: &evaluation) else { continue }
      let (cadence, mode) = obligation.demanded(at: value)
      claims.add(index, cadence, mode, isFloor: obligation.isFloor)
    }
    return claims
  }
}

extension CadencePlan {
  /// Rounds a path that an adjustment moved, and keeps it within the floor and the bounds.
  package func finish(_ path: inout CadencePath, floor: Claims.Demand?) throws(Rejection) {
    try round(&path)
    keepWithinBounds(&path, floor: floor)
  }

  /// What is decided at the end of a path; `nil` where nothing was demanded.
  package func decision(_ claims: Claims, _ path: CadencePath) -> CadenceDecision? {
    guard let base = claims.strongest else { return nil }
    return CadenceDecision(
      obligation: obligations[base.obligation].id, base: base.cadence, steps: path.steps, cadence: path.current,
      floor: floor(of: claims), mode: claims.deepest?.mode,
      modeObligation: claims.deepest.map { obligations[$0.obligation].id })
  }

  /// The stronger of the floor that the obligations set and `at_least`; `nil` where there is neither.
  private func floor(of claims: Claims) -> Cadence? {
    guard let claimed = claims.floor?.cadence else { return atLeast?.cadence }
    guard let atLeast, atLeast.cadence.isStronger(than: claimed) else { return claimed }
    return atLeast.cadence
  }

  private func round(_ path: inout CadencePath) throws(Rejection) {
    guard let rounding = rounding.rounding, let rule = path.steps.last?.rule,
      let last = adjustments.last(where: { $0.id == rule })
    else { return }
    do throws(ArithmeticOverflow) {
      path.move(to: try path.current.rounded(rounding), .round, by: "round")
    } catch {
      throw .notExact(rule: last.id, at: last.provenance)
    }
  }

  /// Floors before the cap: one that lies above it was refused when the policy was loaded.
  private func keepWithinBounds(_ path: inout CadencePath, floor: Claims.Demand?) {
    raise(&path, floor: floor)
    if let atMost { path.cap(at: atMost.cadence, by: "at_most") }
  }

  private func raise(_ path: inout CadencePath, floor: Claims.Demand?) {
    if let atLeast { path.raise(to: atLeast.cadence, .atLeast, by: "at_least") }
    if let floor { path.raise(to: floor.cadence, .floor, by: obligations[floor.obligation].id) }
  }
}

extension CadencePlan.Rounding {
  /// `nil` where broken numbers stay.
  fileprivate var rounding: Rational.Rounding? {
    switch self {
    case .up: .up
    case .down: .down
    case .nearest: .nearest
    case .none: nil
    }
  }
}

extension Obligation {
  /// By which of its subject's values it demands something of the customer (0 where it goes by none); `nil` if it does not.
  fileprivate func claim(in evaluation: inout Evaluation) throws(Rejection) -> Int? {
    let subject = demand.subject
    let outcome = subject.map(evaluation.outcome(of:))
    guard let index = index(for: outcome) else {
      let isOpen = outcome?.isUnknown ?? false
      evaluation.trace(
        id, of: "obligations", isOpen ? .unknown : .notMatched, reading: subject?.slots ?? [], at: provenance)
      if let subject, isOpen { evaluation.noteMissing(readBy: subject) }
      return nil
    }
    let holds = try evaluation.holds(
      condition, rule: id, of: "obligations", at: provenance, besides: subject?.slots ?? [])
    return holds ? index : nil
  }

  private func index(for subject: Outcome?) -> Int? {
    guard let subject else { return 0 }
    guard case .value(.string(let name)) = subject else { return nil }
    return demandingIndex(of: name)
  }
}
