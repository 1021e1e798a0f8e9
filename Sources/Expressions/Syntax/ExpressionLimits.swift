/// What one expression may cost at most; beyond it, a diagnostic or an evaluation error.
enum ExpressionLimits {
  /// UTF-8 bytes of its text.
  static let bytes = 100_000
  /// Operations inside each other, and brackets inside brackets.
  static let depth = 160
  /// Elements visited by `all`, `exists`, `map` and their kin in one evaluation.
  static let steps = 1_000_000
  /// The same while constants are folded; what takes longer is left to the evaluation.
  static let foldingSteps = 10_000
}
