import Cadences
import Calendars

/// The days of a customer's visits in the week and in the year of the latest, so that two visits on one day are one.
///
/// No order of the visits makes a difference: whatever lies in a stretch with the latest counts, met before or after it.
struct VisitDays {
  /// Days since 1970-01-01; before all days where there is no visit.
  private var latest = Int32.min
  /// A bit for each day of the week, from Monday on.
  private var week: UInt8 = 0
  /// A bit for each day of the year of the books, from its first day on.
  private var year: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)

  /// Those of no visit.
  init() {}

  /// Takes a visit in.
  @inline(__always) mutating func add(_ day: Int32, _ stretches: VisitStretches) {
    let place = stretches[day]
    if day > latest {
      if latest != .min { forget(whatLiesNotWith: place, stretches[latest]) }
      latest = day
    }
    let last = day == latest ? place : stretches[latest]
    if place.week == last.week { week |= 1 << place.weekday }
    if place.year == last.year { withWords { $0[Int(place.yearDay) >> 6] |= 1 << UInt64(place.yearDay & 63) } }
  }

  @inline(__always) private mutating func forget(whatLiesNotWith place: VisitPlace, _ last: VisitPlace) {
    if place.week != last.week { week = 0 }
    if place.year != last.year { year = (0, 0, 0, 0, 0, 0) }
  }

  @inline(__always) private mutating func withWords(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
    withUnsafeMutableBytes(of: &year) { body($0.bindMemory(to: UInt64.self)) }
  }

  /// On how many days there are visits, as the schedule takes them; `nil` where there is no visit.
  mutating func packed(_ stretches: VisitStretches) -> Int64? {
    guard latest != .min else { return nil }
    let place = stretches[latest]
    let counts = SIMD4(
      UInt32(week.nonzeroBitCount), count(from: place.monthStart), count(from: place.quarterStart), count(from: 0))
    return VisitCounts(counts).packed
  }

  /// The days from one of the year's on; none lies behind the latest.
  private mutating func count(from first: Int16) -> UInt32 {
    var count = 0
    let (whole, rest) = (Int(first) >> 6, UInt64(first & 63))
    withWords { words in
      count = (words[whole] >> rest).nonzeroBitCount
      for word in words[(whole + 1)...] { count += word.nonzeroBitCount }
    }
    return UInt32(count)
  }
}

/// Where a day lies in the calendar.
struct VisitPlace: Sendable {
  /// Which week, which year of the books; from the year 1 on.
  let week, year: Int32
  /// 0 for Monday.
  let weekday: UInt8
  /// The day, the first of its month and the first of its quarter, counted from the year's first, which is 0.
  let yearDay, monthStart, quarterStart: Int16

  /// The place of a day, given in days since 1970-01-01.
  init(of day: Int32, _ calendar: WorkingCalendar) {
    let date = CalendarDate(days: day)
    let year = calendar.period(of: date, .year)
    func offset(_ date: CalendarDate) -> Int16 { Int16(clamping: date.days - year.first.days) }
    week = Int32(calendar.period(of: date, .week).index)
    self.year = Int32(year.index)
    weekday = UInt8(date.weekday - 1)
    yearDay = offset(date)
    monthStart = offset(calendar.period(of: date, .month).first)
    quarterStart = offset(calendar.period(of: date, .quarter).first)
  }
}

/// Where days lie in a calendar: known for the last ten years, found out for others.
struct VisitStretches: Sendable {
  private let calendar: WorkingCalendar
  /// Days since 1970-01-01.
  private let first: Int32
  private let known: [VisitPlace]

  /// Those of days up to one.
  init(_ calendar: WorkingCalendar, until last: Int32) {
    self.calendar = calendar
    first = last - 3_652
    known = (first...last).map { VisitPlace(of: $0, calendar) }
  }

  @inline(__always) subscript(day: Int32) -> VisitPlace {
    let place = Int(day) - Int(first)
    return known.indices.contains(place) ? known[place] : VisitPlace(of: day, calendar)
  }
}
