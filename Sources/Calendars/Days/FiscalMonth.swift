/// When the books of a month are closed.
public enum FiscalClose: Hashable, Sendable {
  /// With its last day.
  case endOfMonth
  /// With this day of the month, 1 to 28: what comes after it counts for the next month.
  case day(Int)

  /// `nil` unless every month has such a day, that is from 1 to 28.
  public init?(day: Int) {
    guard (1...28).contains(day) else { return nil }
    self = .day(day)
  }
}

/// The month that a day counts for in the books.
public struct FiscalMonth: Hashable, Sendable {
  /// The calendar year of the month's name: with a close on the 25th, 2025-12-26 counts for January 2026.
  public let year: Int

  /// 1 is January.
  public let month: Int
}

extension FiscalMonth: Comparable {
  /// The earlier month first.
  public static func < (a: FiscalMonth, b: FiscalMonth) -> Bool { (a.year, a.month) < (b.year, b.month) }
}

extension FiscalMonth: CustomStringConvertible {
  /// `2026-04`.
  public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))" }
}
