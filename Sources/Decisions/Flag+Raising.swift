import Expressions
import Policies

extension Flag {
  /// The flag, if its condition holds; `asOf` is the day from which its owner's time runs.
  func raise(asOf: CalendarDate, in evaluation: inout Evaluation) throws(Rejection) -> RaisedFlag? {
    guard try evaluation.holds(condition, rule: id, of: "flags", at: provenance) else { return nil }
    let dueDate = due.map { CalendarDate(days: Int32(clamping: Int(asOf.days) + $0)) }
    return RaisedFlag(id: id, severity: severity.rawValue, owner: owner, due: dueDate)
  }
}
