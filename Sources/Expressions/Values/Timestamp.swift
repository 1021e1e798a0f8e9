/// A moment, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
public struct Timestamp: Hashable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// 0...999,999,999, always forwards.
  public let nanoseconds: Int32

  /// That moment; `nil` outside the range, or if `nanoseconds` is no part of a second.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Self.range.contains(seconds), (0...999_999_999).contains(nanoseconds) else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  private init(clamping seconds: Int64) {
    self.seconds = min(max(seconds, Self.range.lowerBound), Self.range.upperBound)
    nanoseconds = 0
  }

  static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
  static let secondsPerDay: Int64 = 86_400
}

extension Timestamp: Comparable {
  /// The earlier moment first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }
}

extension CalendarDate {
  /// Midnight UTC; a day outside the years 1...9999 gives the nearest moment inside.
  public var startOfDay: Timestamp { Timestamp(startOf: self) }
}

extension Timestamp {
  /// Midnight UTC of a day.
  fileprivate init(startOf date: CalendarDate) { self.init(clamping: Int64(date.days) * Self.secondsPerDay) }

  /// The day in UTC.
  public var date: CalendarDate { date(offset: 0) }

  /// Whether it is a day's first moment in UTC.
  public var isMidnight: Bool { nanoseconds == 0 && seconds % Self.secondsPerDay == 0 }

  /// The day where clocks are `offset` seconds ahead of UTC.
  func date(offset: Int) -> CalendarDate {
    let local = seconds + Int64(offset)
    let days = local / Self.secondsPerDay - (local % Self.secondsPerDay < 0 ? 1 : 0)
    return CalendarDate(days: Int32(days))
  }

  /// Seconds since midnight where clocks are `offset` seconds ahead of UTC.
  func secondOfDay(offset: Int) -> Int {
    let second = (seconds + Int64(offset)) % Self.secondsPerDay
    return Int(second < 0 ? second + Self.secondsPerDay : second)
  }
}

extension Timestamp {
  /// The moment later by a duration; `nil` outside the range.
  package func advanced(by duration: TimeSpan) -> Timestamp? {
    let total = Int64(nanoseconds) + duration.fraction
    let carry: Int64 = total < 0 ? -1 : total >= TimeSpan.nanosecondsPerSecond ? 1 : 0
    let rest = Int32(total - carry * TimeSpan.nanosecondsPerSecond)
    return Timestamp(seconds: seconds + duration.seconds + carry, nanoseconds: rest)
  }

  /// The time since another moment; `nil` beyond a duration's range.
  package func since(_ other: Timestamp) -> TimeSpan? {
    TimeSpan(seconds: seconds - other.seconds, nanoseconds: Int64(nanoseconds) - Int64(other.nanoseconds))
  }
}
