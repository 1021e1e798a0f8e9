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
  ///
  /// `tiers` holds a tier's index for each of the policy's `dimensions`.
  func decide(
    tiers: [Int?], of dimensions: [Dimension], in evaluation: inout Evaluation
  ) throws(Rejection) -> CadenceDecision? {
    let claims = try findClaims(tiers: tiers, of: dimensions, in: &evaluation)
    guard let (strongest, base) = Self.strongest(claims) else { return nil }
    var path = CadencePath(from: base)
    try adjust(&path, in: &evaluation)
    keepWithinBounds(&path, floor: Self.strongest(claims.filter(\.obligation.isFloor)))
    let deepest = Self.deepest(claims)
    return CadenceDecision(
      obligation: strongest.id, base: base, steps: path.steps, cadence: path.current, mode: deepest?.mode,
      modeObligation: deepest?.obligation)
  }

  private func findClaims(
    tiers: [Int?], of dimensions: [Dimension], in evaluation: inout Evaluation
  ) throws(Rejection) -> [Claim] {
    var claims: [Claim] = []
    for obligation in obligations {
      guard let claim = obligation.claim(tiers: tiers) else {
        evaluation.trace(
          obligation.id, of: "obligations", obligation.lacksTier(tiers) ? .unknown : .notMatched,
          reading: obligation.slots(of: dimensions), at: obligation.provenance)
        continue
      }
      let holds = try evaluation.holds(
        obligation.condition, rule: obligation.id, of: "obligations", at: obligation.provenance,
        besides: obligation.slots(of: dimensions))
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
    guard let rounding = rounding.rounding, let last = adjustments.last(where: { $0.id == path.steps.last?.rule })
    else {
      return
    }
    do throws(ArithmeticOverflow) {
      path.move(to: try path.current.rounded(rounding), .round, by: "round")
    } catch {
      throw .notExact(rule: last.id, at: last.provenance)
    }
  }

  private func keepWithinBounds(
    _ path: inout CadencePath, floor: (obligation: Obligation, cadence: Cadence)?
  ) {
    if let atLeast { path.raise(to: atLeast.cadence, .atLeast, by: "at_least") }
    if let floor { path.raise(to: floor.cadence, .floor, by: floor.obligation.id) }
    guard let atMost, path.isStronger(than: floor?.cadence) else { return }
    path.cap(at: atMost.cadence, by: "at_most")
    if let floor { path.raise(to: floor.cadence, .floor, by: floor.obligation.id) }
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
  /// The slot of the tier it goes by, if it goes by one.
  fileprivate func slots(of dimensions: [Dimension]) -> [Int] {
    guard case .byTier(let dimension, _, _) = demand else { return [] }
    return [dimensions[dimension].slot]
  }

  /// Whether it goes by a tier that the customer does not have.
  fileprivate func lacksTier(_ tiers: [Int?]) -> Bool {
    guard case .byTier(let dimension, _, _) = demand else { return false }
    return tiers[dimension] == nil
  }

  /// What it demands of a customer in these tiers, whatever its condition; `nil` if nothing.
  fileprivate func claim(tiers: [Int?]) -> Claim? {
    switch demand {
    case .all(let cadence, let mode):
      return Claim(obligation: self, cadence: cadence, mode: mode)
    case .byTier(let dimension, let cadences, let modes):
      guard let tier = tiers[dimension], cadences[tier] != nil || modes[tier] != nil else { return nil }
      return Claim(obligation: self, cadence: cadences[tier], mode: modes[tier])
    }
  }
}
