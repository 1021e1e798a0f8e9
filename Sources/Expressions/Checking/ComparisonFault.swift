/// Two values that cannot be compared, and all that is known of them.
struct ComparisonFault {
  let function: Function
  let left: StaticType
  let right: StaticType
  /// As written.
  let leftText: String
  let rightText: String
  /// Where known.
  let leftValue: Value?
  let rightValue: Value?
  /// Whether the left side is itself a comparison.
  let isChained: Bool
}

extension ComparisonFault {
  /// What was probably meant.
  var hint: String? {
    if isChained { return "write both comparisons: a \(function.name) b && b \(function.name) c" }
    if let text = quoted { return hint(for: other, comparedWith: text) }
    if has(.bool) { return "a condition holds by itself: write \(plain(.bool)), or !\(plain(.bool))" }
    if has(.duration) { return "a length of time is written duration('30d'); whole days are days_between(a, b)" }
    if has(.timestamp) { return "write date('2026-01-31'), or compare days_between(a, b) with a number" }
    if case .list = right { return "write \(leftText) in \(rightText)" }
    return textHint
  }

  /// For a number that stands beside a text.
  private var textHint: String? {
    let (text, number) = left.isText ? (left, rightText) : (right, leftText)
    let isLiteral = (left.isText ? rightValue : leftValue) != nil
    switch text {
    case .enumeration(let enumeration) where !enumeration.values.contains(number):
      return enumeration.values.first.map {
        "compare it with one of its values: \(left.isText ? leftText : rightText) \(function.name) '\($0)'"
      }
    case .enumeration, .string: return isLiteral ? "text is written in quotes: '\(number)'" : nil
    default: return nil
    }
  }

  private func has(_ type: StaticType) -> Bool { left == type || right == type }

  /// The side of that type as written.
  private func plain(_ type: StaticType) -> String { left == type ? leftText : rightText }

  /// The text that one side is known to be.
  private var quoted: String? {
    switch (leftValue, rightValue) {
    case (_, .string(let text)?): text
    case (.string(let text)?, _): text
    default: nil
    }
  }

  /// The type of the side that is not the known text.
  private var other: StaticType {
    if case .string? = rightValue { left } else { right }
  }

  private func hint(for type: StaticType, comparedWith text: String) -> String? {
    if text.isEmpty { return "write \(function == .equal ? "!" : "")has(\(other == left ? leftText : rightText))" }
    return switch type {
    case .timestamp: CalendarDate(text) == nil ? "write a date as date('2026-01-31')" : "write date('\(text)')"
    case .duration: "write duration('\(text)')"
    case .int, .uint, .double: Double(text) == nil ? nil : "write \(text) without quotes"
    case .bool: "write \(other == left ? leftText : rightText) by itself, or with ! before it"
    case .list: "write '\(text)' in \(other == left ? leftText : rightText)"
    default: nil
    }
  }
}
