import Expressions
import YAML

/// The ways of measuring, as policies write them.
enum MeasureForm: String, CaseIterable {
  case count, sum, min, max, average = "avg", distinct, first, last, daysSince = "days_since", streak, trend

  var aggregate: Measure.Aggregate {
    switch self {
    case .count: .count
    case .sum: .sum
    case .min: .min
    case .max: .max
    case .average: .average
    case .distinct: .distinct
    case .first: .first
    case .last: .last
    case .daysSince: .daysSince
    case .streak: .streak
    case .trend: .trend
    }
  }

  /// Whether it may be written as `true`: it needs no value.
  func takesTrue(_ node: YAMLNode) -> Bool {
    (self == .count || self == .daysSince || self == .trend) && node.text == "true"
  }

  /// Whether it keeps, or tells apart, what stands in a field.
  var keepsField: Bool { self == .distinct || self == .first || self == .last }

  /// Whether what comes of it is measured in the unit of what it is made of.
  var keepsUnit: Bool { self == .sum || self == .min || self == .max || self == .average }

  /// Whether what comes of whole numbers is a whole number.
  var keepsType: Bool { self == .sum || self == .min || self == .max }

  /// What the expression has to give; `nil` where there is none.
  var expected: ExpectedType? {
    switch self {
    case .sum, .min, .max, .average, .trend: .number
    case .streak: .bool
    case .count, .daysSince, .distinct, .first, .last: nil
    }
  }

  /// The kind of what comes of it, where that is no field's.
  var plainKind: Fact.Kind {
    switch self {
    case .count, .distinct, .daysSince, .streak: .integer
    case .sum, .min, .max, .average, .trend, .first, .last: .number
    }
  }
}
