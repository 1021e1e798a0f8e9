package import Expressions

/// What the numbers in lanes stand for.
///
/// Where a lane is known, in a row that is not deferred, it holds nothing else: whoever writes to a lane defers the rows whose number
/// it does not hold.
extension Value {
  /// A number of a lane; traps if the lane is of whole numbers and it is none that 64 bits hold.
  package init(laneNumber number: Double, isInteger: Bool) {
    guard isInteger else {
      self = .double(number)
      return
    }
    guard let integer = Int64(exactly: number) else { preconditionFailure("a lane of whole numbers holds \(number)") }
    self = .int(integer)
  }

  /// The midnight of a day of a lane, since 1970-01-01; traps outside the years 1...9999 and within a day.
  package init(laneDay day: Double) {
    guard let days = Int32(exactly: day), CalendarDate.laneDays.contains(days) else {
      preconditionFailure("a lane of days holds \(day)")
    }
    self = .timestamp(CalendarDate(days: days).startOfDay)
  }
}

extension CalendarDate {
  /// 0001-01-01 to 9999-12-31, as days since 1970-01-01.
  static let laneDays: ClosedRange<Int32> = -719_162...2_932_896
}
