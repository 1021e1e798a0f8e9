package import Cadences
package import Expressions

/// What the dates of visits are made of, besides the cadence.
package struct SchedulePlan: Sendable {
  /// A date.
  package let lastVisit: CheckedExpression
  /// The visits in the stretch of the calendar that the last visit lies in; `nil` where the policy does not say.
  package let made: Made?
  /// A date: since when the customer is to be visited; `nil` for always.
  package let since: CheckedExpression?
  /// The spacing, where visits on closed days go, and the calendar.
  package let terms: VisitTerms
  package let provenance: Provenance

  /// Who says how many visits were made.
  package enum Made: Sendable {
    /// A number, whatever the stretch.
    case number(CheckedExpression)
    /// Counted of events: ``VisitCounts`` in one number, which is for the engine alone.
    case counted(CheckedExpression)
  }

  /// Of what it computes, what people know of.
  package var told: [CheckedExpression] {
    guard case .number(let made) = made else { return [lastVisit] + [since].compactMap(\.self) }
    return [lastVisit, made] + [since].compactMap(\.self)
  }
}

extension SchedulePlan.Made {
  /// What gives the number.
  package var expression: CheckedExpression {
    switch self {
    case .number(let expression), .counted(let expression): expression
    }
  }
}

/// What a schedule says of a customer: what flags and outputs may read, and a column of the decisions each.
package enum ScheduledValue: String, CaseIterable, Sendable {
  case intervalDays = "interval_days"
  case nextDue = "next_due"
  case latest = "latest"
  case daysOverdue = "days_overdue"
  case dueReason = "due_reason"

  /// The type of its value.
  package var type: ValueType {
    switch self {
    case .intervalDays, .daysOverdue: .int
    case .nextDue, .latest: .timestamp
    case .dueReason: .string
    }
  }
}

extension FrameLayout {
  /// The slot of a scheduled value; `nil` where the policy has no schedule.
  package func slot(of value: ScheduledValue) -> Int? {
    guard let schedule, let index = ScheduledValue.allCases.firstIndex(of: value) else { return nil }
    return schedule + index
  }
}
