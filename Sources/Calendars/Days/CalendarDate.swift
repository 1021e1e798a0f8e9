/// A day of the proleptic Gregorian calendar.
public struct CalendarDate: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let days: Int32

  /// The day `days` after 1970-01-01.
  public init(days: Int32) { self.days = days }
}

extension CalendarDate {
  /// The day of that name; `nil` if the month has no such day or the year is not in 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard (1...Self.length(ofMonth: month, year: year)).contains(day) else { return nil }
    days = Int32(Self.daysSinceEpoch(year: year, month: month, day: day))
  }

  /// Year, month (1...12) and day of the month (1...31).
  public var components: (year: Int, month: Int, day: Int) {
    // Years are counted from March, so that the leap day ends them; 400 of them are one cycle of 146,097 days.
    let shifted = Int(days) + Self.epochInMarchDays
    let cycle = shifted >= 0 ? shifted / Self.cycleDays : (shifted - Self.cycleDays + 1) / Self.cycleDays
    let inCycle = shifted - cycle * Self.cycleDays
    let year = (inCycle - inCycle / 1_460 + inCycle / 36_524 - inCycle / 146_096) / 365
    let inYear = inCycle - (365 * year + year / 4 - year / 100)
    let march = (5 * inYear + 2) / 153
    let day = inYear - (153 * march + 2) / 5 + 1
    let month = march < 10 ? march + 3 : march - 9
    return (cycle * 400 + year + (month <= 2 ? 1 : 0), month, day)
  }

  /// 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    let remainder = (Int(days) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// 1 is the first of January.
  public var dayOfYear: Int {
    Int(days) - Self.daysSinceEpoch(year: components.year, month: 1, day: 1) + 1
  }

  /// 0001-01-01, a Monday: the first day that policies can speak of.
  public static let first = CalendarDate(days: -719_162)
  /// 9999-12-31: the last of them.
  public static let last = CalendarDate(days: 2_932_896)

  /// The day so many days later (earlier, if they are negative); the first or last day where there is none.
  public func adding(days count: Int) -> CalendarDate {
    let reach = 10_000_000
    return CalendarDate(clamping: Int(days) + min(max(count, -reach), reach))
  }

  /// The day so many units later (earlier, if they are negative), or the month's last where it has no such day; `nil` outside the
  /// years 1 to 9999.
  public func adding(_ count: Int, _ unit: CalendarUnit) -> CalendarDate? {
    switch unit {
    case .day: CalendarDate(sinceFirst: sinceFirst + count)
    case .week: CalendarDate(sinceFirst: sinceFirst + 7 * count)
    case .month: adding(months: count)
    case .quarter: adding(months: 3 * count)
    case .year: adding(months: 12 * count)
    }
  }

  private func adding(months count: Int) -> CalendarDate? {
    let (year, month, day) = components
    let (newYear, index) = (year * 12 + month - 1 + count).quotient(by: 12)
    let length = Self.length(ofMonth: index + 1, year: newYear)
    return CalendarDate(year: newYear, month: index + 1, day: min(day, length))
  }

  /// The day, or the nearest between the first and the last.
  init(clamping days: Int) {
    self.init(days: Int32(min(max(days, Int(Self.first.days)), Int(Self.last.days))))
  }

  /// How many days a month has; `month` is in 1...12.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static let cycleDays = 146_097
  /// From 0000-03-01 to 1970-01-01.
  private static let epochInMarchDays = 719_468

  /// Days since 1970-01-01 of any year's day.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let march = month > 2 ? month - 3 : month + 9
    let year = month > 2 ? year : year - 1
    let cycle = year >= 0 ? year / 400 : (year - 399) / 400
    let inCycle = year - cycle * 400
    let inYear = (153 * march + 2) / 5 + day - 1
    return cycle * cycleDays + inCycle * 365 + inCycle / 4 - inCycle / 100 + inYear - epochInMarchDays
  }
}

extension CalendarDate: Comparable {
  /// The earlier day first.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.days < b.days }
}

extension CalendarDate: CustomStringConvertible {
  /// Reads `2026-01-31`; `nil` if it reads otherwise or there is no such day.
  public init?(_ text: String) {
    var digits: [Int] = []
    for (position, byte) in text.utf8.enumerated() {
      if position == 4 || position == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), position < 10 else { return nil }
        digits.append(Int(byte - UInt8(ascii: "0")))
      }
    }
    guard digits.count == 8 else { return nil }
    let year = digits[0...3].reduce(0) { $0 * 10 + $1 }
    self.init(year: year, month: digits[4] * 10 + digits[5], day: digits[6] * 10 + digits[7])
  }

  /// `2026-01-31`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }
}

/// A number with leading zeros up to a width.
package func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number.magnitude)
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
