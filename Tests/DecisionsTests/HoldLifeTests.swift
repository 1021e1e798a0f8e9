import Testing

@Suite("A dimension that is held keeps its tier for a time")
struct HoldLifeTests {
  static func held(_ hold: String) -> Chain {
    Chain(
      """
      facts:
        id: {type: string, key: true}
        sales: {type: number, missing: unknown}
        peak: {type: bool, missing: {default: false}}
      classify:
        value:
          tiers: [A, B, C]
          bands: {of: sales, at_least: {A: 100, B: 10}}
          else: C
          hold: {\(hold)}
      """)
  }

  /// Sales on the first days of 2026, as `150 50!` where the exclamation mark is a peak.
  static func tiers(_ hold: String, _ sales: String) -> String {
    let days = sales.split(separator: " ").enumerated().map { day, sales in
      let isPeak = sales.hasSuffix("!")
      let amount = isPeak ? sales.dropLast() : sales
      return "2026-01-0\(day + 1) " + (amount == "?" ? "" : "sales=\(amount) ") + (isPeak ? "peak=true" : "")
    }
    return held(hold).decide(days).joined(separator: " ")
  }

  @Test(
    "demoted after n, promoted at once or after n, frozen in a season",
    arguments: [
      // Current A, computed A, B, A, B, B.
      ("demote_after: 2", "150 150 50 150 50 50", "A A A A A B"),
      ("demote_after: 2", "50 150 50 5 150", "B A A C A"), ("demote_after: 3", "150 50 5 50 50", "A A A B B"),
      ("promote_after: 2", "50 150 50 150 150", "B B B B A"), ("promote_after: 2", "5 50 150 150", "C C A A"),
      ("demote_after: 2, freeze: peak", "150 50 50! 50! 50", "A A A A B"),
      ("freeze: peak", "150 5! 5! 5", "A A A C"), ("demote_after: 2", "50", "B"),
      ("demote_after: 2", "150 ? 50 50", "A A B B"),
    ])
  func hold(_ hold: String, _ sales: String, _ expected: String) { #expect(Self.tiers(hold, sales) == expected) }
}
