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
