/// Everything that keeps a calendar from being one.
public struct CalendarFaults: Error, Hashable, Sendable {
  /// At least one; in the order of what was given.
  public let faults: [CalendarFault]
}

/// One thing that is wrong with a calendar; indexes are those of the lists that it was to be made of.
public enum CalendarFault: Hashable, Sendable {
  /// No day of the week is worked on.
  case noWorkingWeekday
  /// A holiday of more than 366 days.
  case longHoliday(holiday: Int)
  /// A day that two holidays share.
  case sharedDay(CalendarDate, holidays: Int, Int)
  /// A day that is both a holiday and worked on.
  case workingHoliday(CalendarDate, holiday: Int, workingDay: Int)
  /// A season without a name.
  case namelessSeason(season: Int)
  /// A name that an earlier season has.
  case repeatedSeason(String, season: Int)
  /// A season without any time.
  case emptySeason(String, season: Int)
}

extension CalendarFault {
  /// What is wrong, in plain words.
  public var message: String {
    switch self {
    case .noWorkingWeekday: "no day of the week is worked on"
    case .longHoliday: "the holiday is longer than a year"
    case .sharedDay(let day, _, _): "\(day) belongs to two holidays"
    case .workingHoliday(let day, _, _): "\(day) is both a holiday and a working day"
    case .namelessSeason: "the season has no name"
    case .repeatedSeason(let name, _): "there is already a season '\(name)'"
    case .emptySeason(let name, _): "the season '\(name)' has no days"
    }
  }
}
