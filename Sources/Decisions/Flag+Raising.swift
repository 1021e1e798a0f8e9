package import Expressions
package import Policies

/// What a flag is for one customer.
enum FlagState {
  case down
  case up(RaisedFlag)
  /// It was up, as ``RaisedFlag/instance`` says, and is no more.
  case cleared(String)
}

extension Flag {
  /// One that was not up is raised if its condition is true; one that was up stays until something ends it, and what is unknown
  /// ends nothing.
  func state(asOf: CalendarDate, in evaluation: inout Evaluation) throws(Rejection) -> FlagState {
    guard let since = evaluation.day(ofFact: raisedFact) else {
      let holds = try evaluation.holds(condition, rule: id, of: "flags", at: provenance)
      return holds ? .up(raised(since: nil, asOf: asOf)) : .down
    }
    return try isEnded(in: &evaluation) ? .cleared(instance(since: since)) : .up(raised(since: since, asOf: asOf))
  }

  private func isEnded(in evaluation: inout Evaluation) throws(Rejection) -> Bool {
    let asked = clearCondition ?? condition
    let holds = try evaluation.holds(asked, rule: id, of: "flags", at: provenance)
    if !holds, case .unknown = evaluation.truth(of: asked) { return false }
    let isEnded = holds == (clearCondition != nil)
    evaluation.retrace(as: isEnded ? .cleared : .stands)
    return isEnded
  }

  /// Names the flag that was raised on a day.
  package func instance(since: CalendarDate) -> String { RaisedFlag.instance(id, since: since) }

  /// The flag as it stands when it is up since a day before; `nil`: it is raised now. Its owners' times run from the day on which it
  /// was raised, and each has the whole of the last day.
  package func raised(since: CalendarDate?, asOf: CalendarDate) -> RaisedFlag {
    let first = since ?? asOf
    var (level, owner, severity) = (1, owner, severity)
    var end = due.map { Int(first.days) + $0 }
    for step in escalation {
      guard let last = end, Int(asOf.days) > last else { break }
      level += 1
      owner = step.owner
      severity = step.severity ?? severity
      end = last + step.after
    }
    return RaisedFlag(
      id: id, since: first, level: level, severity: severity.rawValue, owner: owner,
      due: end.map { CalendarDate(days: Int32(clamping: $0)) }, isNew: since == nil)
  }
}

extension Evaluation {
  /// The day that a fact says; `nil` where it is unknown.
  fileprivate func day(ofFact fact: Int) -> CalendarDate? {
    guard case .timestamp(let moment) = frame[fact].value else { return nil }
    return moment.date
  }
}
