/// What is wrong with the text of a cadence or period.
public enum CadenceSyntaxError: Error, Hashable, Sendable {
  /// Nothing is written.
  case empty
  /// Neither a number of visits with a period nor `on_demand`.
  case notACadence(String)
  /// `on_demand` spelled otherwise.
  case misspelledOnDemand(String)
  /// No number of visits before the period.
  case noCount
  /// The number of visits does not read as one, or is too large to be exact.
  case badCount(String)
  /// Fewer than no visits.
  case negativeCount(String)
  /// A number of visits, but no period.
  case noPeriod(String)
  /// No unit of time.
  case noUnit
  /// A number of units, but no unit.
  case noUnitAfter(String)
  /// No unit of that name; the one it may have been meant for.
  case unknownUnit(String, closest: Period.Unit?)
  /// The number of units is not a whole number from 1 to ``Period/maximumCount``.
  case badPeriodCount(String)
}

extension CadenceSyntaxError {
  /// What is wrong, in plain words.
  public var message: String {
    switch self {
    case .empty: "the cadence is empty"
    case .notACadence(let text): "`\(text)` is not a cadence"
    case .misspelledOnDemand(let text): "`\(text)` is not a cadence"
    case .noCount: "the number of visits is missing"
    case .badCount(let text): "`\(text)` is not a number of visits"
    case .negativeCount(let text): "`\(text)` visits are fewer than none"
    case .noPeriod(let text): "`\(text)` does not say in which period the visits are made"
    case .noUnit: "the period is missing"
    case .noUnitAfter(let count): "the unit of time after `\(count)` is missing"
    case .unknownUnit(let word, _): "`\(word)` is no unit of time"
    case .badPeriodCount(let count):
      "`\(count)` is not a number of units: a whole number from 1 to \(Period.maximumCount)"
    }
  }

  /// What to write instead.
  public var hint: String {
    switch self {
    case .empty, .notACadence, .noCount:
      "write a number of visits and a period, such as `2/month` or `1/2 months`, or `on_demand`"
    case .misspelledOnDemand: "write `on_demand`"
    case .badCount: "write a decimal number, such as `2/month` or `0.5/month`"
    case .negativeCount: "write 0 or more"
    case .noPeriod(let text): "write the period too, such as `\(text)/month`"
    case .noUnit, .unknownUnit(_, closest: nil): "write day, week, month, quarter or year"
    case .noUnitAfter(let count): "write the unit too, such as `\(count) months`"
    case .unknownUnit(_, let closest?): "did you mean `\(closest.rawValue)`?"
    case .badPeriodCount: "write a whole number, such as `1/2 months`"
    }
  }
}
