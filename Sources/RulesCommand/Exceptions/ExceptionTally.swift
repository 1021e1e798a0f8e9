import Decisions
import Expressions

/// Customers with a cadence of their own, as far as a run has met them.
struct ExceptedCustomers: Sendable {
  /// The keys that rows have; perhaps others too, who have none.
  private(set) var met: Set<ExactText> = []
  /// Of these, those whose policy plans no visits, so that their own cadence is none either.
  private(set) var withoutCadence: Set<ExactText> = []

  /// Notes keys that rows have.
  mutating func meet(_ keys: Set<ExactText>) { met.formUnion(keys) }

  /// Notes what was decided of a customer who is one of them.
  mutating func note(_ decision: Decision) {
    if decision.cadence == nil { withoutCadence.insert(ExactText(decision.key)) }
  }

  /// Adds what another part of the run has met.
  mutating func merge(_ other: ExceptedCustomers) {
    met.formUnion(other.met)
    withoutCadence.formUnion(other.withoutCadence)
  }
}

/// What became of each exception in a run; each is counted once.
struct ExceptionTally {
  /// Those that a decision went by.
  private(set) var inForce = 0
  /// Those whose last day has passed.
  private(set) var over = 0
  /// The customers of the others whom no row names, and those whose policy plans no visits; each in order.
  private(set) var unmet: [String] = []
  private(set) var withoutCadence: [String] = []

  /// How the exceptions fared on a day.
  init(_ exceptions: CadenceExceptions, _ customers: ExceptedCustomers, on day: CalendarDate) {
    for key in exceptions.keys {
      if exceptions.exception(for: key, on: day) == nil {
        over += 1
      } else if !customers.met.contains(ExactText(key)) {
        unmet.append(key)
      } else if customers.withoutCadence.contains(ExactText(key)) {
        withoutCadence.append(key)
      } else {
        inForce += 1
      }
    }
    unmet.sort { ExactText($0) < ExactText($1) }
    withoutCadence.sort { ExactText($0) < ExactText($1) }
  }
}

extension ExceptionTally {
  /// What is odd about the exceptions of the file at `path`, a line for each oddity.
  func oddities(in path: String) -> [String] {
    var said: [String] = []
    if !unmet.isEmpty {
      let whom = counted(unmet.count, "customer", "customers")
      said.append("\(path): no row names \(whom): \(shortList(unmet))")
    }
    if !withoutCadence.isEmpty {
      let whom = counted(withoutCadence.count, "customer has", "customers have")
      said.append("\(path): \(whom) a policy without `cadence:`, and no visits: \(shortList(withoutCadence))")
    }
    return said
  }
}
