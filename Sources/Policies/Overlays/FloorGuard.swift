import Cadences
import Expressions
import SourceText
import YAML

/// A base's floors ("at least") as promises: what extends it may tighten but not loosen them.
struct FloorGuard {
  let base: PolicyReader.Reading
  let derived: PolicyReader.Reading
  /// The overlay's own text, to point at the line that loosens.
  let overlay: PolicyDocument

  /// A diagnostic for every floor of the base that the overlay loosens, with the places of both lines.
  func check() -> [Diagnostic] {
    (base.policy.cadence?.obligations ?? []).filter(\.isFloor).flatMap(check) + checkBound()
  }

  /// `bounds: {at_least: …}` says "at least" to everybody.
  private func checkBound() -> [Diagnostic] {
    guard let before = base.policy.cadence?.atLeast else { return [] }
    let now = derived.policy.cadence?.atLeast
    if let now, !before.cadence.isStronger(than: now.cadence) { return [] }
    let how = FloorLoosening.fewerVisits(tier: "", from: before.cadence, to: now?.cadence)
    return [
      .floorLoosened(
        "at_least", how: how, at: now?.provenance.range ?? overlay.header.nameRange, base: before.provenance.range)
    ]
  }

  private func check(_ floor: Obligation) -> [Diagnostic] {
    let place = ruleRange(floor.id)
    let note = floor.provenance.range.beginning
    guard let kept = derived.policy.cadence?.obligations.first(where: { $0.id == floor.id }) else {
      return [.floorLoosened(floor.id, how: .switchedOff, at: place, base: note)]
    }
    if !kept.isFloor { return [.floorLoosened(floor.id, how: .noLongerFloor, at: place, base: note)] }
    if kept.condition?.source.text != floor.condition?.source.text {
      return [.floorLoosened(floor.id, how: .otherCondition, at: place, base: note)]
    }
    return checkDemand(of: kept, against: floor, at: place)
  }

  private func checkDemand(of kept: Obligation, against floor: Obligation, at place: SourceRange) -> [Diagnostic] {
    switch (floor.demand, kept.demand) {
    case (.all(let before, _), .all(let now, _)):
      return [loosening(floor.id, tier: "", from: before, to: now, at: place)].compactMap { $0 }
    case (.byValue(let old, let oldValues, let before, _), .byValue(let new, let newValues, let now, _)):
      guard old.source.text == new.source.text else {
        return [.floorLoosened(floor.id, how: .otherDimension, at: place, base: floor.provenance.range.beginning)]
      }
      return oldValues.indices.compactMap { index in
        guard let position = newValues.firstIndex(of: oldValues[index]) else { return nil }
        return loosening(floor.id, tier: oldValues[index], from: before[index], to: now[position], at: place)
      }
    default:
      return [.floorLoosened(floor.id, how: .otherDimension, at: place, base: floor.provenance.range.beginning)]
    }
  }

  private func loosening(_ id: String, tier: String, from before: Cadence?, to now: Cadence?, at place: SourceRange)
    -> Diagnostic?
  {
    guard let before else { return nil }
    if let now, now.visitsPerYear >= before.visitsPerYear { return nil }
    let how = FloorLoosening.fewerVisits(tier: tier, from: before, to: now)
    return .floorLoosened(
      id, how: how, at: derived.demandRanges[id]?[tier] ?? place,
      base: base.demandRanges[id]?[tier] ?? place)
  }

  private func ruleRange(_ id: String) -> SourceRange {
    let rules = overlay.root.value("cadence")?.value("obligations")?.items ?? []
    let rule = rules.first { $0.value("id")?.text == id }
    return rule?.range.beginning ?? overlay.header.nameRange
  }
}

/// The ways in which a floor can be loosened.
enum FloorLoosening {
  case switchedOff, noLongerFloor, otherCondition, otherDimension
  case fewerVisits(tier: String, from: Cadence, to: Cadence?)
}
