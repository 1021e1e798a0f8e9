/// The visits of a stretch of the calendar in which a quota is counted.
public struct VisitBalance: Hashable, Sendable {
  /// How many the stretch owes in all.
  public let owed: Int
  /// How many of them count as made.
  public let made: Int
  /// Whether it is known that no more were made; else it is only the last one.
  public let isKnown: Bool

  /// How many are still to be made; 0 where none is.
  public var missing: Int { max(0, owed - made) }
}
