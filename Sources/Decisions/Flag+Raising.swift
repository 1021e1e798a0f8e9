package import Expressions
package import Policies

extension Flag {
  /// The flag, if its condition holds; `asOf` is the day from which its owner's time runs.
  func raise(asOf: CalendarDate, in evaluation: inout Evaluation) throws(Rejection) -> RaisedFlag? {
    guard try evaluation.holds(condition, rule: id, of: "flags", at: provenance) else { return nil }
    return raised(asOf: asOf)
  }

  /// The flag as it stands when it is up; `asOf` is the day from which its owner's time runs.
  package func raised(asOf: CalendarDate) -> RaisedFlag {
    let dueDate = due.map { CalendarDate(days: Int32(clamping: Int(asOf.days) + $0)) }
    return RaisedFlag(id: id, severity: severity.rawValue, owner: owner, due: dueDate)
  }
}
