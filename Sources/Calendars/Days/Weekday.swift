/// A day of the week; the raw value counts from Monday, which is 1.
public enum Weekday: Int, CaseIterable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// As policies write it: `mon`, `tue`.
  public var abbreviation: String {
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
  public init?(abbreviation: String) {
    guard let day = Self.allCases.first(where: { $0.abbreviation == abbreviation }) else { return nil }
    self = day
  }
}
