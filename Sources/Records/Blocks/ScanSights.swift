import CVectors

/// What a scan has met, as `scan_sight` says.
struct ScanSights: OptionSet {
  let rawValue: UInt32

  static let high = ScanSights(SCAN_HIGH)
  static let quote = ScanSights(SCAN_QUOTE)
  static let doubled = ScanSights(SCAN_DOUBLED)
  static let carriageReturn = ScanSights(SCAN_RETURN)
  static let innerBreak = ScanSights(SCAN_INNER_BREAK)
  static let irregular = ScanSights(SCAN_IRREGULAR)
  static let escape = ScanSights(SCAN_ESCAPE)

  init(rawValue: UInt32) { self.rawValue = rawValue }
  private init(_ sight: scan_sight) { rawValue = UInt32(sight.rawValue) }
}

/// What occurs in the lines of stretches, of which one may begin in a stretch and end in a later one.
struct SightsOfLines {
  /// What occurs in the stretch that the last lines stand in, or before it in the first of them.
  private(set) var sights: ScanSights = []

  /// What occurs from the start of a line that has not ended, or before it.
  private var carried: ScanSights = []

  /// Takes in what was met in the next stretch; whether all of it is regular.
  mutating func take(_ seen: UInt32, endsLine: Bool) -> Bool {
    let met = ScanSights(rawValue: seen)
    sights = met.union(carried).subtracting(.irregular)
    carried = endsLine ? met.subtracting(.irregular) : sights
    return !met.contains(.irregular)
  }
}
