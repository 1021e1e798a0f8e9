import Cadences
import Calendars

/// The day of a customer's latest visit, and how many there are in the week, month, quarter and year of that day.
///
/// No order of the visits makes a difference: whatever lies in the stretch of the latest is met either before or after it, and both
/// count.
struct LatestVisits {
  /// Days since 1970-01-01; before all days where there is none.
  private var day = Int32.min
  private var counts = SIMD4<UInt32>.zero

  /// Those of no visit.
  init() {}

  /// Takes a visit in.
  @inline(__always) mutating func add(_ day: Int32, _ stretches: VisitStretches) {
    let isFirst = self.day == .min
    let isShared = isFirst ? SIMDMask(repeating: false) : stretches[day] .== stretches[self.day]
    if day > self.day {
      counts.replace(with: 0, where: .!isShared)
      self.day = day
      counts &+= 1
    } else {
      counts.replace(with: counts &+ 1, where: isShared)
    }
    counts.clamp(lowerBound: .zero, upperBound: SIMD4(repeating: VisitCounts.most))
  }

  /// As the schedule takes them; `nil` where there is no visit.
  var packed: Int64? { day == .min ? nil : VisitCounts(counts).packed }
}

/// In which week, month, quarter and year of a calendar a day lies: looked up for the last ten years.
struct VisitStretches: Sendable {
  private let calendar: WorkingCalendar
  /// Days since 1970-01-01.
  private let first: Int32
  private let known: [SIMD4<Int32>]

  /// Those of days up to one.
  init(_ calendar: WorkingCalendar, until last: Int32) {
    self.calendar = calendar
    first = last - 3_652
    known = (first...last).map { Self.stretches(of: $0, calendar) }
  }

  /// The numbers of the stretches, one for each of ``VisitCounts/units``; of two days, those differ that are not the same stretch.
  @inline(__always) subscript(day: Int32) -> SIMD4<Int32> {
    let place = Int(day) - Int(first)
    return known.indices.contains(place) ? known[place] : Self.stretches(of: day, calendar)
  }

  @inline(never) private static func stretches(of day: Int32, _ calendar: WorkingCalendar) -> SIMD4<Int32> {
    SIMD4(
      VisitCounts.units.map {
        Int32(calendar.period(of: CalendarDate(days: day), $0).index)
      })
  }
}
