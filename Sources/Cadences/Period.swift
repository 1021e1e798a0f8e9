/// A stretch of time that visits are counted in: one or several days, weeks, months, quarters or years.
public struct Period: Hashable, Sendable {
  /// A unit of the calendar.
  public enum Unit: String, CaseIterable, Sendable {
    case day, week, month, quarter, year

    /// How many make a year, as policies count.
    public var perYear: Int64 {
      switch self {
      case .day: 365
      case .week: 52
      case .month: 12
      case .quarter: 4
      case .year: 1
      }
    }
  }

  /// The greatest count of units that a period may have.
  public static let maximumCount: Int64 = 10_000

  /// How many units; 1 to ``maximumCount``.
  public let count: Int64

  /// What is counted.
  public let unit: Unit

  /// `nil` unless `count` lies between 1 and ``maximumCount``.
  public init?(count: Int64, unit: Unit) {
    guard (1...Self.maximumCount).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  /// One unit.
  public init(_ unit: Unit) {
    count = 1
    self.unit = unit
  }

  /// How many such periods a year has: 12 for a month, 6 for two.
  public var perYear: Rational {
    // Both parts are small and positive, so the fraction exists.
    Rational(unit.perYear, count) ?? .zero
  }

  /// Whether it lasts longer: longer is coarser. Equally long periods (a year, 12 months) are not longer than each other.
  public func isLonger(than other: Period) -> Bool { perYear < other.perYear }
}

extension Period: CustomStringConvertible {
  /// `month`, `2 months`.
  public var description: String { count == 1 ? unit.rawValue : "\(count) \(unit.rawValue)s" }
}
