extension Function {
  /// Whether it reads a part of a date, time or duration.
  var isTimePart: Bool {
    (Function.fullYear.rawValue...Function.milliseconds.rawValue).contains(rawValue)
  }
}

extension Value {
  /// The year, month, hour… of a moment where the clocks of a zone are (UTC if it is `nil`), or of a duration.
  func timePart(_ function: Function, in zone: Value?) throws(EvaluationError.Kind) -> Int64 {
    switch (self, zone) {
    case (.timestamp(let moment), nil): return moment.part(function, offset: 0)
    case (.timestamp(let moment), .string(let name)):
      guard let offset = TimeZoneOffset.seconds(of: name, at: moment) else { throw .noSuchTimeZone(name) }
      return moment.part(function, offset: offset)
    case (.duration(let span), nil): if let part = span.part(function) { return part }
    default: break
    }
    throw .noSuchOverload(function.name, [typeName] + (zone.map { [$0.typeName] } ?? []))
  }

  /// The year, month, day or weekday of a moment's day (UTC), all counted from 1.
  func calendarPart(_ function: Function) throws(EvaluationError.Kind) -> Int64 {
    guard case .timestamp(let moment) = self else { throw .noSuchOverload(function.name, [typeName]) }
    let date = moment.date
    switch function {
    case .year: return Int64(date.components.year)
    case .monthOfYear: return Int64(date.components.month)
    case .day: return Int64(date.components.day)
    default: return Int64(date.weekday)
    }
  }

  /// Whole days from this moment until another, towards zero.
  func days(until end: Value) throws(EvaluationError.Kind) -> Int64 {
    guard case .timestamp(let start) = self, case .timestamp(let end) = end else {
      throw .noSuchOverload(Function.daysBetween.name, [typeName, end.typeName])
    }
    let seconds = end.seconds - start.seconds
    // A broken second at either end counts only where it keeps the last day from being whole.
    let nanoseconds = end.nanoseconds - start.nanoseconds
    let whole = seconds > 0 && nanoseconds < 0 ? seconds - 1 : seconds < 0 && nanoseconds > 0 ? seconds + 1 : seconds
    return whole / Timestamp.secondsPerDay
  }
}

extension Timestamp {
  /// Months, and days but for `getDate`, count from 0, as the language has it; Sunday is 0.
  fileprivate func part(_ function: Function, offset: Int) -> Int64 {
    let date = date(offset: offset)
    let second = secondOfDay(offset: offset)
    let part =
      switch function {
      case .fullYear: date.components.year
      case .month: date.components.month - 1
      case .dayOfYear: date.dayOfYear - 1
      case .dayOfMonth: date.components.day - 1
      case .date: date.components.day
      case .dayOfWeek: date.weekday % 7
      case .hours: second / 3_600
      case .minutes: second / 60 % 60
      case .seconds: second % 60
      default: Int(nanoseconds) / 1_000_000
      }
    return Int64(part)
  }
}

extension TimeSpan {
  /// The whole duration in a unit; of milliseconds only what the seconds leave, as the language has it.
  fileprivate func part(_ function: Function) -> Int64? {
    switch function {
    case .hours: seconds / 3_600
    case .minutes: seconds / 60
    case .seconds: seconds
    case .milliseconds: fraction / 1_000_000
    default: nil
    }
  }
}
