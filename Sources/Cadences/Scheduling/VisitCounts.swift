public import Calendars

/// On how many days of the week, the month, the quarter and the year of one visit there are visits, months being those of the books.
public struct VisitCounts: Hashable, Sendable {
  /// In the order of ``units``, each at most ``most``.
  public let values: SIMD4<UInt32>

  /// The units of which visits are counted; two on one day are one.
  public static let units: [CalendarUnit] = [.week, .month, .quarter, .year]
  /// More than a year has days, so that no cadence asks for more.
  @inlinable public static var most: UInt32 { (1 << bits) - 1 }

  /// How many one count takes of ``packed``.
  @inlinable static var bits: Int { 12 }

  /// Those counts, in the order of ``units``; what is beyond ``most`` is cut down to it.
  public init(_ values: SIMD4<UInt32>) { self.values = pointwiseMin(values, SIMD4(repeating: Self.most)) }

  /// As one number of 48 bits, which a double holds too.
  public var packed: Int64 {
    (0..<4).reduce(0) { $0 | Int64(values[$1]) << (Self.bits * $1) }
  }

  /// What ``packed`` gave.
  public init(packed: Int64) {
    self.init(SIMD4((0..<4).map { UInt32(Self.count(at: $0, of: packed)) }))
  }

  /// How many were made of those that a quota asks for; `nil` where that is not counted (see ``place(for:)``).
  public func made(of quota: VisitQuota) -> Int? { Self.place(for: quota).map { Int(values[$0]) } }

  /// The index in ``units`` of what a quota goes by; `nil` where it asks for several visits in several units taken together.
  public static func place(for quota: VisitQuota) -> Int? {
    quota.count == 1 || quota.visits == 1 ? units.firstIndex(of: quota.unit) : nil
  }

  /// One of the counts that ``packed`` gave.
  @inlinable public static func count(at place: Int, of packed: Int64) -> Int {
    Int(truncatingIfNeeded: packed >> (bits * place)) & Int(most)
  }
}
