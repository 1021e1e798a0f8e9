import Cadences

/// So many units of the calendar: `30d`, `4w`, `3 months`, `3个月`.
struct TimeLength {
  /// At most 36,500 of days and weeks in short, 1000 of units in words.
  let count: Int
  let unit: Period.Unit

  /// `nil` if the text is no length.
  init?(_ text: some StringProtocol) {
    guard let digit = text.first, ("0"..."9").contains(digit) else { return nil }
    if let short = Self.short[text.last ?? " "] {
      guard let count = Int(text.dropLast()), count <= 36_500 else { return nil }
      self.init(count: count, unit: short)
    } else {
      guard let period = try? Period.parse(text), period.count <= 1000 else { return nil }
      self.init(count: Int(period.count), unit: period.unit)
    }
  }

  private init(count: Int, unit: Period.Unit) {
    self.count = count
    self.unit = unit
  }

  private static let short: [Character: Period.Unit] = ["d": .day, "w": .week]

  /// `nil` where it depends on the calendar.
  var days: Int? {
    switch unit {
    case .day: count
    case .week: 7 * count
    case .month, .quarter, .year: nil
    }
  }
}

extension TimeLength: CustomStringConvertible {
  /// In its shortest form: `30d`, `4w`, `3 months`.
  var description: String {
    switch unit {
    case .day: "\(count)d"
    case .week: "\(count)w"
    case .month, .quarter, .year: inWords
    }
  }

  /// `30 days`, `1 month`.
  var inWords: String { count == 1 ? "1 \(unit.rawValue)" : "\(count) \(unit.rawValue)s" }
}
