package import Cadences
package import Policies

/// What the obligations that hold for a customer come to: the strongest demand, the deepest mode and the strongest floor; of
/// equals, the first. Obligations are named by their index in the plan.
package struct Claims: Hashable, Sendable {
  /// A cadence that an obligation demands.
  package struct Demand: Hashable, Sendable {
    /// Its index.
    package let obligation: Int
    /// What it demands.
    package let cadence: Cadence
  }

  /// A mode that an obligation asks for.
  package struct Asking: Hashable, Sendable {
    /// Its index.
    package let obligation: Int
    /// What it asks for.
    package let mode: VisitMode
  }

  /// `nil` where no cadence is demanded.
  package private(set) var strongest: Demand?
  /// `nil` where no mode is asked for.
  package private(set) var deepest: Asking?
  /// `nil` where no floor holds.
  package private(set) var floor: Demand?

  /// Nothing is demanded.
  package init() {}

  /// Takes in an obligation that holds, with what it demands of this customer.
  package mutating func add(_ obligation: Int, _ cadence: Cadence?, _ mode: VisitMode?, isFloor: Bool) {
    if let cadence {
      let demand = Demand(obligation: obligation, cadence: cadence)
      Self.keepStronger(&strongest, demand)
      if isFloor { Self.keepStronger(&floor, demand) }
    }
    if let mode, deepest.map({ mode > $0.mode }) ?? true { deepest = Asking(obligation: obligation, mode: mode) }
  }

  private static func keepStronger(_ kept: inout Demand?, _ demand: Demand) {
    if kept.map({ demand.cadence.isStronger(than: $0.cadence) }) ?? true { kept = demand }
  }
}

extension Obligation {
  /// The index of a value of its subject, by which it demands something; `nil` if it demands nothing of such customers.
  package func demandingIndex(of name: String) -> Int? {
    guard case .byValue(_, let values, let cadences, let modes) = demand, let index = values.firstIndex(of: name),
      cadences[index] != nil || modes[index] != nil
    else { return nil }
    return index
  }

  /// What it demands of customers whose subject has the value of that index (any, where it demands the same of all).
  package func demanded(at index: Int) -> (cadence: Cadence?, mode: VisitMode?) {
    switch demand {
    case .all(let cadence, let mode): (cadence, mode)
    case .byValue(_, _, let cadences, let modes): (cadences[index], modes[index])
    }
  }
}
