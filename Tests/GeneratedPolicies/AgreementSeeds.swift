import Foundation

/// The generated cases of a run.
enum AgreementSeeds {
  /// `AGREEMENT_CASES` of them from `AGREEMENT_SEED` on, where the environment says so, for long runs; else so many.
  static func all(else count: UInt64) -> Range<UInt64> {
    let first = number("AGREEMENT_SEED") ?? 0
    return first..<first + (number("AGREEMENT_CASES") ?? count)
  }

  /// Seeds of cases that take many times as long as others: in long runs one of nineteen, so that what goes by remainders of
  /// seeds still comes in turns; else so many.
  static func some(else count: UInt64) -> [UInt64] {
    let seeds = all(else: count)
    return Array(stride(from: seeds.lowerBound, to: seeds.upperBound, by: isLong ? 19 : 1))
  }

  /// Whether rows that are decided may not be left to the row evaluator, so that each that is shows as a difference:
  /// `AGREEMENT_STRICT=1`.
  static var isStrict: Bool { number("AGREEMENT_STRICT") == 1 }

  /// Whether this is a run that somebody waits for.
  static var isLong: Bool { number("AGREEMENT_CASES") != nil }

  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }
}
