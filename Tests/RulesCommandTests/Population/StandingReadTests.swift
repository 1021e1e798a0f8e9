import Testing

@Suite("A standing that more than its own tiers reads")
struct StandingReadTests {
  private static let policy = """
    policy: shops
    version: "1"
    facts: {id: {type: string, key: true}, sales: number}
    classify:
      value:
        tiers: [A, B, C]
        share: {of: sales, cuts: {A: 80%, B: 95%}, else: C}
    flags:
      - {id: far-ahead, when: value.share < 0.6}
    outputs:
      before: {value: value.share}

    """

  @Test("is the customer's own, traced or not", arguments: ["", " --trace"])
  func exact(option: String) throws {
    let sales = [50, 20, 10, 8, 5, 4, 2, 1, 0]
    let rows = sales.enumerated().map { "c\($0),\($1)\n" }.joined()
    let space = try Workspace(["p.yaml": Self.policy, "c.csv": "id,sales\n" + rows])
    let columns = "value,before,flags" + (option.isEmpty ? "" : ",trace")
    let run = try space.shell("$RULES evaluate p.yaml c.csv --as-of 2026-03-01 --columns \(columns)\(option)")
    let found = run.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(3).joined(separator: " ")
    }
    #expect(
      found == [
        "A 0 far-ahead", "A 0.5 far-ahead", "A 0.7 ", "B 0.8 ", "B 0.88 ", "B 0.93 ", "C 0.97 ", "C 0.99 ", "C 1 ",
      ])
  }

  @Test("An owner whose name would break the list of flags is refused")
  func owner() throws {
    let policy = Self.policy.replacing("value.share < 0.6}", with: "value.share < 0.6, owner: \"sales;ops\"}")
    let run = try Workspace(["p.yaml": policy]).rules("check", "p.yaml")
    #expect(run.status == 1)
    #expect(run.errors.contains("9:53: error: 'sales;ops' cannot name a value: lists in decisions are joined by ';'"))
  }
}
