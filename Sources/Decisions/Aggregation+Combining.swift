import Expressions
import Policies

/// A sum of whole numbers went beyond 64 bits.
struct CollectingOverflow: Error {}

extension DecisionTable.Aggregation {
  /// One value out of those of all rows that match; of no rows, a count of 0, an empty list, and otherwise nothing.
  func combine(_ values: [Value]) throws(CollectingOverflow) -> Value? {
    switch self {
    case .count: .int(Int64(values.count))
    case .list: .list(values)
    case .sum: try values.isEmpty ? nil : Self.sum(values)
    case .min: values.min(by: Self.isLess)
    case .max: values.max(by: Self.isLess)
    }
  }

  /// Whole as long as all numbers are.
  private static func sum(_ values: [Value]) throws(CollectingOverflow) -> Value {
    var whole: Int64 = 0
    for value in values {
      guard case .int(let integer) = value else { return .double(values.reduce(0) { $0 + ($1.number ?? 0) }) }
      let (sum, overflows) = whole.addingReportingOverflow(integer)
      guard !overflows else { throw CollectingOverflow() }
      whole = sum
    }
    return .int(whole)
  }

  private static func isLess(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let a), .int(let b)): a < b
    case (.timestamp(let a), .timestamp(let b)): a < b
    case (.string(let a), .string(let b)): a < b
    default: (a.number ?? 0) < (b.number ?? 0)
    }
  }
}
