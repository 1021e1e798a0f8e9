import PolicyFiles
public import VisitRules

/// The policies at a path, as of the day on which all measurements are taken; ends the program if they have faults.
public func loadPolicies(at path: String) -> PolicySet {
  guard let asOf = CalendarDate(year: 2026, month: 11, day: 1) else { fail("no such day") }
  let loaded = PolicySet.load([path], from: .fileSystem, asOf: asOf)
  guard let policies = loaded.value else {
    fail(loaded.diagnostics.map { "\($0.range): \($0.message)" }.joined(separator: "\n"))
  }
  return policies
}
