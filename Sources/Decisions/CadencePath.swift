package import Cadences

/// A cadence on its way from the strongest demand to the result, with the steps that moved it.
package struct CadencePath: Hashable, Sendable {
  /// Where it has come to.
  package private(set) var current: Cadence
  /// What moved it, in order.
  package private(set) var steps: [CadenceStep] = []

  /// At its start.
  package init(from base: Cadence) { current = base }

  /// A step; one that leaves the cadence as it is counts for nothing.
  mutating func move(to cadence: Cadence, _ kind: CadenceStep.Kind, by rule: String) {
    guard cadence != current else { return }
    current = cadence
    steps.append(CadenceStep(kind: kind, rule: rule, result: cadence))
  }

  /// A step that is told even where it leaves the cadence as it is.
  mutating func note(_ kind: CadenceStep.Kind, by rule: String, at cadence: Cadence) {
    current = cadence
    steps.append(CadenceStep(kind: kind, rule: rule, result: cadence))
  }

  /// Up to `limit`, in its unit, if it is weaker than that.
  mutating func raise(to limit: Cadence, _ kind: CadenceStep.Kind, by rule: String) {
    if current.isWeaker(than: limit) { move(to: limit, kind, by: rule) }
  }

  /// Down to `limit`, in its unit, if it is stronger than that.
  mutating func cap(at limit: Cadence, by rule: String) {
    if current.isStronger(than: limit) { move(to: limit, .atMost, by: rule) }
  }
}
