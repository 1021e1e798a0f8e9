import Calendars

extension Weekday {
  /// As policies write it: `mon`, `tue`.
  var abbreviation: String {
    switch self {
    case .monday: "mon"
    case .tuesday: "tue"
    case .wednesday: "wed"
    case .thursday: "thu"
    case .friday: "fri"
    case .saturday: "sat"
    case .sunday: "sun"
    }
  }

  /// The day that policies write so; `nil` for any other text.
  init?(abbreviation: String) {
    guard let day = Self.allCases.first(where: { $0.abbreviation == abbreviation }) else { return nil }
    self = day
  }
}
