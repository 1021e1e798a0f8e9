import ArgumentParser
import Expressions
import Policies

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The day that a run takes for today.
struct AsOfDay {
  let date: CalendarDate

  /// Reads `2026-01-31`.
  init(argument: String) throws {
    guard let date = CalendarDate(argument) else { throw ValidationError(Self.fault(in: argument)) }
    self.date = date
  }

  /// Why an argument is no day.
  private static func fault(in argument: String) -> String {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
    let isWellSpelled = parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { UInt($0) != nil }
    return isWellSpelled ? "there is no such day" : "write a day such as 2026-01-31"
  }

  /// What the option is for.
  static let help = ArgumentHelp("The day that counts as today.", valueName: "YYYY-MM-DD")
}

extension AsOfDay {
  /// Today by the clock of that zone; `nil` where the system does not know the zone. Without one, by the clock here.
  static func today(in zone: String?) -> CalendarDate? {
    var now = time(nil)
    if let zone { return Timestamp(seconds: Int64(now))?.date(in: zone) }
    var local = tm()
    guard localtime_r(&now, &local) != nil else { return nil }
    return CalendarDate(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
  }

  /// What `load` gives as of the given day; without one, as of today where the policies that it gives are at home.
  static func resolve<Loaded>(
    _ given: AsOfDay?, policies: (Loaded) -> [Policy], load: (CalendarDate) throws(Failure) -> Loaded
  ) throws(Failure) -> Loaded {
    if let given { return try load(given.date) }
    guard let here = today(in: nil) else { throw Failure.noToday }
    let loaded = try load(here)
    let day = try today(among: policies(loaded)) ?? here
    return day == here ? loaded : try load(day)
  }

  /// Today where policies are at home; `nil` where none says so.
  private static func today(among policies: [Policy]) throws(Failure) -> CalendarDate? {
    var days: [(zone: String, day: CalendarDate)] = []
    for zone in Set(policies.compactMap(\.calendar.timeZone)).sorted() {
      guard let day = today(in: zone) else { throw Failure.noToday }
      days.append((zone, day))
    }
    if Set(days.map(\.day)).count > 1 { throw Failure.severalDays(days) }
    return days.first?.day
  }
}

extension Failure {
  /// The system does not say which day it is.
  fileprivate static let noToday = Failure(.inputOutput, "the system does not say which day it is; use --as-of")

  /// Policies are at home in zones in which it is not the same day now.
  fileprivate static func severalDays(_ days: [(zone: String, day: CalendarDate)]) -> Failure {
    let told = days.map { "\($0.day) in \($0.zone)" }.joined(separator: ", ")
    return Failure(.usage, "the policies' time zones are not on the same day now: \(told); use --as-of")
  }
}
