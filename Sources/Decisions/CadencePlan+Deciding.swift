import Cadences
import Expressions
import Policies

/// An obligation that holds for a customer, and what it demands of this one.
private struct Claim {
  let obligation: Obligation
  let cadence: Cadence?
  let mode: VisitMode?
}

extension CadencePlan {
  /// The strongest demand, moved by the adjustments and kept within the bounds; `nil` where none is made.
  func decide(in evaluation: inout Evaluation) throws(Rejection) -> CadenceDecision? {
    let claims = try findClaims(in: &evaluation)
    guard let (strongest, base) = Self.strongest(claims) else { return nil }
    var path = CadencePath(from: base)
    try adjust(&path, in: &evaluation)
    keepWithinBounds(&path, floor: Self.strongest(claims.filter(\.obligation.isFloor)))
    let deepest = Self.deepest(claims)
    return CadenceDecision(
      obligation: strongest.id, base: base, steps: path.steps, cadence: path.current, mode: deepest?.mode,
      modeObligation: deepest?.obligation)
  }

  private func findClaims(in evaluation: inout Evaluation) throws(Rejection) -> [Claim] {
    var claims: [Claim] = []
    for obligation in obligations {
      let subject = obligation.demand.subject
      let outcome = subject.map(evaluation.outcome(of:))
      guard let claim = obligation.claim(for: outcome?.value) else {
        let isOpen = outcome?.isUnknown ?? false
        evaluation.trace(
          obligation.id, of: "obligations", isOpen ? .unknown : .notMatched, reading: subject?.slots ?? [],
          at: obligation.provenance)
        if let subject, isOpen { evaluation.noteMissing(readBy: subject) }
        continue
      }
      let holds = try evaluation.holds(
        obligation.condition, rule: obligation.id, of: "obligations", at: obligation.provenance,
        besides: subject?.slots ?? [])
      if holds { claims.append(claim) }
    }
    return claims
  }

  /// The claim with the most visits a year; of equals, the first.
  private static func strongest(_ claims: [Claim]) -> (obligation: Obligation, cadence: Cadence)? {
    var strongest: (obligation: Obligation, cadence: Cadence)?
    for claim in claims {
      guard let cadence = claim.cadence else { continue }
      if strongest.map({ cadence.isStronger(than: $0.cadence) }) ?? true { strongest = (claim.obligation, cadence) }
    }
    return strongest
  }

  /// The deepest mode; of equals, the first.
  private static func deepest(_ claims: [Claim]) -> (mode: VisitMode, obligation: String)? {
    var deepest: (mode: VisitMode, obligation: String)?
    for claim in claims {
      guard let mode = claim.mode else { continue }
      if deepest.map({ mode > $0.mode }) ?? true { deepest = (mode, claim.obligation.id) }
    }
    return deepest
  }

  /// All adjustments, and rounding if one of them acted.
  private func adjust(_ path: inout CadencePath, in evaluation: inout Evaluation) throws(Rejection) {
    for adjustment in adjustments {
      try adjustment.move(&path, in: &evaluation)
    }
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
  private func keepWithinBounds(_ path: inout CadencePath, floor: (obligation: Obligation, cadence: Cadence)?) {
    if let atLeast { path.raise(to: atLeast.cadence, .atLeast, by: "at_least") }
    if let floor { path.raise(to: floor.cadence, .floor, by: floor.obligation.id) }
    if let atMost { path.cap(at: atMost.cadence, by: "at_most") }
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
  /// What it demands of a customer with that value of its subject, whatever its condition; `nil` if nothing.
  fileprivate func claim(for value: Value?) -> Claim? {
    switch demand {
    case .all(let cadence, let mode):
      return Claim(obligation: self, cadence: cadence, mode: mode)
    case .byValue(_, let values, let cadences, let modes):
      guard case .string(let name)? = value, let index = values.firstIndex(of: name) else { return nil }
      guard cadences[index] != nil || modes[index] != nil else { return nil }
      return Claim(obligation: self, cadence: cadences[index], mode: modes[index])
    }
  }
}
