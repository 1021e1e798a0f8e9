import Expressions

/// Dates: lanes of days since 1970-01-01.
extension VectorBuilder {
  /// Whole days from the first date until the second.
  mutating func daysBetween(_ start: Vector, _ end: Vector) -> Vector {
    let (start, end) = (date(of: start), date(of: end))
    let (a, b) = (end.lane, start.lane)
    let result = number { .calculate(.subtract, a, b, limit: .infinity, result: $0, sound: $1) }
    return .number(
      NumberVector(
        lane: result.lane, known: both(start.known, end.known), failed: either(start.failed, end.failed),
        isInteger: true))
  }

  /// The time from one date to another in days; a duration holds no more than about 292 years.
  mutating func span(from start: NumberVector, to end: NumberVector) -> NumberVector {
    let result = number { .calculate(.subtract, end.lane, start.lane, limit: 106_752, result: $0, sound: $1) }
    let known = both(start.known, end.known)
    postpone(known, except: result.sound)
    return NumberVector(lane: result.lane, known: known, failed: either(start.failed, end.failed), isInteger: true)
  }

  /// A date and a constant number of whole days, in any order; later by them, or earlier.
  mutating func move(_ a: Vector, _ b: Vector, back: Bool) -> Vector {
    let (dates, days) = if case .date(let date) = a { (date, b) } else { (date(of: b), a) }
    guard case .constant(let value) = days, let count = value.wholeDays else { return .unknown }
    let lane = lane(of: back ? -count : count)
    let moved = number { .calculate(.add, dates.lane, lane, limit: .infinity, result: $0, sound: $1) }.lane
    let early = mask { .compareConstant(moved, .greaterOrEqual, .firstDay, within: dates.known, result: $0) }
    let inside = mask { .compareConstant(moved, .lessOrEqual, .lastDay, within: early, result: $0) }
    postpone(dates.known, except: inside)
    return .date(NumberVector(lane: moved, known: dates.known, failed: dates.failed, isInteger: true))
  }

  /// A part of days.
  mutating func read(_ part: DatePart, _ date: NumberVector, offset: Double) -> NumberVector {
    let result = number { result, _ in .readDate(part, date.lane, offset: offset, result: result) }
    return NumberVector(lane: result.lane, known: date.known, failed: date.failed, isInteger: true)
  }

  /// Seconds since 1970-01-01.
  mutating func seconds(_ date: NumberVector) -> NumberVector {
    let day = lane(of: 86_400.0)
    let result = number { .calculate(.multiplyWhole, date.lane, day, limit: .infinity, result: $0, sound: $1) }
    return NumberVector(lane: result.lane, known: date.known, failed: date.failed, isInteger: true)
  }
}

extension Double {
  /// The ends of what lanes of days hold.
  fileprivate static var firstDay: Double { Double(CalendarDate.laneDays.lowerBound) }
  fileprivate static var lastDay: Double { Double(CalendarDate.laneDays.upperBound) }
}
