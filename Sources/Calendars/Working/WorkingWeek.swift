/// Which days of a week are worked on, and how many of them lie before any day.
///
/// Days are counted from 0001-01-01, which is 0 and a Monday.
struct WorkingWeek: Hashable, Sendable {
  /// Bit 0 is Monday.
  private let mask: UInt8
  /// 1...7.
  private let count: Int

  /// `nil` if there is none.
  init?(_ weekdays: some Sequence<Weekday>) {
    mask = weekdays.reduce(0) { $0 | 1 << UInt8($1.rawValue - 1) }
    count = mask.nonzeroBitCount
    if count == 0 { return nil }
  }

  private init(mask: UInt8) {
    self.mask = mask
    count = mask.nonzeroBitCount
  }

  /// Monday to Friday.
  static let standard = WorkingWeek(mask: 0b11111)

  /// Whether a day is worked on.
  func has(_ day: Int) -> Bool { mask >> UInt8(day.quotient(by: 7).rest) & 1 == 1 }

  /// How many working days lie before a day.
  func count(before day: Int) -> Int {
    let (week, rest) = day.quotient(by: 7)
    return week * count + (mask & (1 << UInt8(rest) - 1)).nonzeroBitCount
  }

  /// The working day that has so many before it.
  func day(after rank: Int) -> Int {
    let (week, rest) = rank.quotient(by: count)
    var days = mask
    for _ in 0..<rest { days &= days - 1 }
    return week * 7 + days.trailingZeroBitCount
  }
}

extension Int {
  /// The quotient rounded down, and the rest, which is never negative; `divisor` is positive.
  func quotient(by divisor: Int) -> (quotient: Int, rest: Int) {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}
