import Expressions

/// What names may look like.
enum Names {
  /// Words of conditions.
  static let words: Set<String> = [
    "as_of", "params", "true", "false", "null", "in", "has", "all", "exists", "exists_one", "map", "filter",
  ]

  /// Names that the language itself uses: words of conditions, and what stands beside the policy's own names in decisions.
  static let reserved = words.union([
    "flags", "visits_per_month", "visits_per_year", "visit_mode", "visits", "per", "mode", "reasons", "missing",
    "policy",
    "trace", "flag_states", "flags_cleared",
  ])

  /// What conditions read as one name: a letter or `_`, then letters, digits or `_`, and no word of the language.
  static func isIdentifier(_ text: String) -> Bool { CheckedExpression.isName(text) }

  /// Letters, digits, `_`, `-` and `.`.
  static func isRuleID(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { "_-.".unicodeScalars.contains($0) || isLetterOrDigit($0) }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }
}
