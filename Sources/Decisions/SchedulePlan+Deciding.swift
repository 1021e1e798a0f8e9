package import Cadences
package import Expressions
package import Policies

extension SchedulePlan {
  /// The name that it goes by where rules have an id.
  package static let rule = "schedule"

  /// When the customer is to be visited; `nil` where the cadence asks for no visits.
  func decide(
    _ cadence: CadenceDecision?, asOf: CalendarDate, in evaluation: inout Evaluation
  ) throws(Rejection) -> VisitSchedule? {
    guard let rhythm = cadence.flatMap({ VisitRhythm($0.cadence) }) else { return nil }
    let last = try value(of: lastVisit, in: &evaluation)?.day
    let made = try made(in: rhythm, &evaluation)
    let since = try since.flatMap { expression throws(Rejection) in try value(of: expression, in: &evaluation)?.day }
    let history = VisitHistory(last: last, made: made, since: since, asOf: asOf)
    let schedule = VisitSchedule(rhythm, history, terms, asOf: asOf)
    evaluation.trace(schedule, reading: told.flatMap(\.slots), at: provenance)
    return schedule
  }

  private func made(in rhythm: VisitRhythm, _ evaluation: inout Evaluation) throws(Rejection) -> Double? {
    switch made {
    case nil: return nil
    case .number(let expression): return try value(of: expression, in: &evaluation)?.number
    case .counted(let expression):
      guard case .value(.int(let packed)) = evaluation.outcome(of: expression), let quota = rhythm.quota else {
        return nil
      }
      return VisitCounts(packed: packed).made(of: quota).map(Double.init)
    }
  }

  private func value(
    of expression: CheckedExpression, in evaluation: inout Evaluation
  ) throws(Rejection) -> Value? {
    switch evaluation.outcome(of: expression) {
    case .value(let value): return value
    case .unknown:
      evaluation.noteMissing(readBy: expression)
      return nil
    case .error(let error):
      throw .evaluationFailed(rule: Self.rule, at: provenance, Truth.Failure(message: error.kind.message))
    }
  }
}

extension VisitSchedule {
  /// What it says under each name.
  package func value(_ scheduled: ScheduledValue) -> Value {
    switch scheduled {
    case .intervalDays: .int(Int64(interval))
    case .nextDue: .timestamp(nextDue.startOfDay)
    case .latest: .timestamp(latest.startOfDay)
    case .daysOverdue: .int(Int64(overdueDays))
    case .dueReason: .string(reason)
    }
  }
}

extension Value {
  /// The day of a moment.
  fileprivate var day: CalendarDate? {
    guard case .timestamp(let moment) = self else { return nil }
    return moment.date
  }
}
