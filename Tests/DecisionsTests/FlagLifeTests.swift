import Testing

@Suite("A flag is raised once, stands, goes from owner to owner, and ends")
struct FlagLifeTests {
  static func flags(_ flag: String, more: String = "") -> Chain {
    Chain(
      """
      facts:
        id: {type: string, key: true}
        n: {type: integer, missing: unknown}
        m: {type: integer, missing: unknown}
      \(more)flags:
        - {id: f, when: n >= 3\(flag)}
      """)
  }

  static let tiered = flags(
    ", owner: district_manager, due: 7d, clear_when: n == 0, "
      + "escalate: [{owner: regional_manager, after: 7d}, {owner: director, after: 3d, severity: critical}]")

  @Test("three deep visits without cooperation, and what follows")
  func tieredVisit() {
    let days = Self.tiered.decide([
      "2026-03-03 n=1", "2026-03-10 n=2", "2026-03-17 n=3", "2026-03-18 n=3", "2026-03-24 n=3", "2026-03-25 n=3",
      "2026-03-31 n=3", "2026-04-01 n=3", "2026-04-09 n=2", "2026-04-10 n=0", "2026-04-11 n=0", "2026-05-05 n=3",
      "2026-05-06 n=4",
    ])
    #expect(
      days == [
        "", "", "f@2026-03-17 level 1 due 2026-03-24 district_manager new",
        "f@2026-03-17 level 1 due 2026-03-24 district_manager", "f@2026-03-17 level 1 due 2026-03-24 district_manager",
        "f@2026-03-17 level 2 due 2026-03-31 regional_manager", "f@2026-03-17 level 2 due 2026-03-31 regional_manager",
        "f@2026-03-17 level 3 due 2026-04-03 director", "f@2026-03-17 level 3 due 2026-04-03 director",
        "-f@2026-03-17", "", "f@2026-05-05 level 1 due 2026-05-12 district_manager new",
        "f@2026-05-05 level 1 due 2026-05-12 district_manager",
      ])
  }

  @Test("had the second visit succeeded, there is no flag")
  func cooperated() {
    #expect(Self.tiered.decide(["2026-03-03 n=1", "2026-03-10 n=0", "2026-03-17 n=1"]) == ["", "", ""])
  }

  @Test(
    "what ends a flag, and what does not",
    arguments: [
      // Without clear_when, the flag lasts for as long as its own condition is not false.
      (
        "", ["2026-01-01 n=3", "2026-01-02", "2026-01-03 n=2", "2026-01-04 n=3"],
        ["f@2026-01-01 level 1 new", "f@2026-01-01 level 1", "-f@2026-01-01", "f@2026-01-04 level 1 new"]
      ),
      // What is unknown ends nothing.
      (
        ", clear_when: m == 0",
        ["2026-01-01 n=3", "2026-01-02 n=0", "2026-01-03 n=0 m=1", "2026-01-04 n=0 m=0", "2026-01-05 n=0 m=0"],
        ["f@2026-01-01 level 1 new", "f@2026-01-01 level 1", "f@2026-01-01 level 1", "-f@2026-01-01", ""]
      ),
      // What ends it wins over what raises it; the day after, it is raised again.
      (
        ", clear_when: m == 0", ["2026-01-01 n=3 m=0", "2026-01-02 n=3 m=0", "2026-01-03 n=3 m=0"],
        ["f@2026-01-01 level 1 new", "-f@2026-01-01", "f@2026-01-03 level 1 new"]
      ),
      // The last owner keeps it.
      (
        ", due: 0d, owner: a, escalate: [{owner: b, after: 0d}]",
        ["2026-01-01 n=3", "2026-01-02 n=3", "2026-06-01 n=3"],
        [
          "f@2026-01-01 level 1 due 2026-01-01 a new", "f@2026-01-01 level 2 due 2026-01-01 b",
          "f@2026-01-01 level 2 due 2026-01-01 b",
        ]
      ),
    ] as [(String, [String], [String])])
  func ends(flag: String, days: [String], expected: [String]) {
    #expect(Self.flags(flag).decide(days) == expected)
  }

  @Test("a run of days on which a flag passed several owners names the one of the day")
  func severalLevels() {
    #expect(
      Self.tiered.decide(["2026-03-17 n=3", "2026-05-01 n=3"]).last == "f@2026-03-17 level 3 due 2026-04-03 director")
  }

  @Test("outputs read the flags that are up, whenever they were raised")
  func published() {
    let chain = Self.flags(", clear_when: n == 0", more: "")
    #expect(
      chain.decide(["2026-01-01 n=3", "2026-01-02 n=1"]) == ["f@2026-01-01 level 1 new", "f@2026-01-01 level 1"])
  }
}
