import Calendars

extension WorkingCalendar {
  /// What it answers about the day, in UTC, of a moment.
  func apply(_ function: Function, to value: Value) throws(EvaluationError.Kind) -> Value {
    guard case .timestamp(let moment) = value else { throw .noSuchOverload(function.name, [value.typeName]) }
    switch function {
    case .isWorkingDay: return .bool(isWorkingDay(moment.date))
    case .fiscalMonth: return .int(Int64(fiscalMonth(of: moment.date).month))
    case .fiscalYear: return .int(Int64(fiscalMonth(of: moment.date).year))
    default: throw .noSuchOverload(function.name, [value.typeName])
    }
  }

  /// What it answers about two values.
  func apply(_ function: Function, to left: Value, _ right: Value) throws(EvaluationError.Kind) -> Value {
    switch (function, left, right) {
    case (.isInSeason, .string(let name), .timestamp(let moment)): return .bool(isInSeason(name, moment.date))
    case (.workingDaysBetween, .timestamp(let start), .timestamp(let end)):
      return .int(Int64(workingDays(after: start.date, until: end.date)))
    case (.addWorkingDays, .timestamp(let start), .int(let count)):
      guard let day = adding(workingDays: Int(clamping: count), to: start.date) else {
        throw .overflow("\(function.name)(\(start.date), \(count))")
      }
      return .timestamp(day.startOfDay)
    default: throw .noSuchOverload(function.name, [left.typeName, right.typeName])
    }
  }
}
