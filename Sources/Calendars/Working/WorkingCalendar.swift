/// Which days are worked on, which month a day counts for, and which seasons there are.
///
/// Answers hold for the years 1 to 9999 and take O(log exceptions), where exceptions are the days on which the week is not kept;
/// questions about other days get an answer too, and none traps.
public struct WorkingCalendar: Hashable, Sendable {
  let week: WorkingWeek
  let exceptions: Exceptions

  /// In the order of their days; no two share a day.
  public let holidays: [Holiday]

  /// When the books of a month are closed.
  public let fiscalClose: FiscalClose

  /// Their names are all different.
  public let seasons: [Season]

  /// Whose clocks say on which day a moment lies, such as `Asia/Shanghai`; `nil`: UTC's.
  public let timeZone: String?

  /// Monday to Friday, no holidays, no seasons; months are closed with their last day.
  public static let standard = WorkingCalendar()

  private init() {
    week = .standard
    exceptions = Exceptions([:])
    holidays = []
    fiscalClose = .endOfMonth
    seasons = []
    timeZone = nil
  }

  /// Working days of the week, holidays, days that are worked on though the week says otherwise, and the rest; throws everything
  /// that is wrong with them.
  public init(
    week weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday], holidays: [Holiday] = [],
    workingDays: [CalendarDate] = [], fiscalClose: FiscalClose = .endOfMonth, seasons: [Season] = [],
    timeZone: String? = nil
  ) throws(CalendarFaults) {
    var days = ExceptionalDays(holidays: holidays, workingDays: workingDays)
    let faults = days.faults + Self.faults(of: seasons)
    guard let week = WorkingWeek(weekdays), faults.isEmpty else {
      throw CalendarFaults(faults: (weekdays.isEmpty ? [.noWorkingWeekday] : []) + faults)
    }
    days.dropAll { week.has($0) == $1 }
    self.week = week
    exceptions = Exceptions(days.isWorking)
    self.holidays = holidays.sorted { $0.days.lowerBound < $1.days.lowerBound }
    self.fiscalClose = fiscalClose
    self.seasons = seasons
    self.timeZone = timeZone
  }

  private static func faults(of seasons: [Season]) -> [CalendarFault] {
    var names: Set<String> = []
    return seasons.enumerated().flatMap { index, season -> [CalendarFault] in
      var faults: [CalendarFault] = []
      if season.name.isEmpty { faults.append(.namelessSeason(season: index)) }
      if !names.insert(season.name).inserted { faults.append(.repeatedSeason(season.name, season: index)) }
      if season.stretches.isEmpty { faults.append(.emptySeason(season.name, season: index)) }
      return faults
    }
  }
}

/// Single days that are off or worked on, whatever the week says.
private struct ExceptionalDays {
  private(set) var isWorking: [Int: Bool] = [:]
  private(set) var faults: [CalendarFault] = []

  init(holidays: [Holiday], workingDays: [CalendarDate]) {
    var owners: [Int32: Int] = [:]
    for (index, holiday) in holidays.enumerated() {
      guard holiday.isShort else {
        faults.append(.longHoliday(holiday: index))
        continue
      }
      add(holiday, index, &owners)
    }
    for (index, day) in workingDays.enumerated() {
      if let holiday = owners[day.days] {
        faults.append(.workingHoliday(day, holiday: holiday, workingDay: index))
      }
      put(day, isWorking: true)
    }
  }

  /// A day that two holidays share is told once for each pair.
  private mutating func add(_ holiday: Holiday, _ index: Int, _ owners: inout [Int32: Int]) {
    var rivals: Set<Int> = []
    for days in holiday.days.lowerBound.days...holiday.days.upperBound.days {
      let day = CalendarDate(days: days)
      if let rival = owners[days], rivals.insert(rival).inserted {
        faults.append(.sharedDay(day, holidays: rival, index))
      }
      owners[days] = index
      put(day, isWorking: false)
    }
  }

  /// Days that policies cannot speak of change nothing.
  private mutating func put(_ day: CalendarDate, isWorking: Bool) {
    guard CalendarDate.first <= day, day <= .last else { return }
    self.isWorking[day.sinceFirst] = isWorking
  }

  mutating func dropAll(where isNeedless: (_ day: Int, _ isWorking: Bool) -> Bool) {
    isWorking = isWorking.filter { !isNeedless($0.key, $0.value) }
  }
}

extension CalendarDate {
  /// Days since 0001-01-01.
  var sinceFirst: Int { Int(days) - Int(Self.first.days) }

  /// That many days after 0001-01-01; `nil` outside the years 1 to 9999.
  init?(sinceFirst days: Int) {
    guard (0...Self.last.sinceFirst).contains(days) else { return nil }
    self.init(clamping: days + Int(Self.first.days))
  }
}
