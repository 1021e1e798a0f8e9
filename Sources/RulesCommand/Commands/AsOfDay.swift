import ArgumentParser
import Expressions

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

  private init(_ date: CalendarDate) { self.date = date }

  /// The day it is here and now.
  static var today: AsOfDay? {
    var now = time(nil)
    var local = tm()
    guard localtime_r(&now, &local) != nil else { return nil }
    return CalendarDate(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
      .map(AsOfDay.init)
  }

  /// The given day, else today, which is then said on standard error.
  static func resolve(_ given: AsOfDay?) throws(Failure) -> CalendarDate {
    if let given { return given.date }
    guard let today else { throw Failure(.inputOutput, "the system does not say which day it is; use --as-of") }
    StandardError.say("as of \(today.date), today; --as-of takes another day")
    return today.date
  }
}
