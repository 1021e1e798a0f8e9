import Testing

@Suite("Standings and measures, worked by hand")
struct GoldenStandingTests {
  private static let policy = """
    policy: standings
    version: "1"
    facts:
      id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, missing: unknown}
    events:
      visits: {key: id, time: day, fields: {mode: string, ok: bool, minutes: number, pieces: integer}}
    measures:
      visited: {of: visits, count: true}
      minutes: {of: visits, sum: minutes}
      pieces: {of: visits, sum: pieces}
      shortest: {of: visits, min: minutes}
      most: {of: visits, max: pieces}
      mean: {of: visits, avg: minutes}
      modes: {of: visits, distinct: mode}
      opened: {of: visits, first: mode}
      latest: {of: visits, last: mode}
      idle: {of: visits, days_since: true}
      row: {of: visits, streak: ok}
      growth: {of: visits, trend: minutes, within: 7d}
    population:
      share: {share: sales, within: region}
      place: {rank: sales, within: region}
      ahead: {ahead: sales, within: region}
      hundredth: {percentile: sales, within: region}
      z: {z: sales, within: region}
      whole: {total: sales, within: region}
      middle: {average: sales, within: region}
      peers: {count: sales, within: region}
    classify:
      value: {share: {of: sales, within: region, cuts: {A: 80%, B: 95%}, else: C, zero: D}}
      best: {top: {of: sales, within: region, cuts: {gold: 20%, silver: 50%}, else: bronze}}
      fifth: {bands: {of: hundredth, at_least: {high: 60, middle: 20}}, else: low}
    outputs:
    \(named.map { "  \($0)_: {value: \($0)}" }.joined(separator: "\n"))

    """
  private static let standings = ["share", "place", "ahead", "hundredth", "z", "whole", "middle", "peers"]
  private static let measures = [
    "visited", "minutes", "pieces", "shortest", "most", "mean", "modes", "opened", "latest", "idle", "row", "growth",
  ]
  private static let named = standings + measures

  private static let files = [
    "policy.yaml": policy,
    "customers.csv":
      "id,region,sales\nc1,n,50\nc2,n,20\nc3,n,12\nc4,n,12\nc5,n,6\nc6,s,-2\nc7,s,0\nc8,,5\nc9,e,\n",
    "visits.csv": """
    id,day,mode,ok,minutes,pieces
    c2,2026-03-10,deep,no,0.1,9007199254740993
    c1,2026-03-18,general,yes,30,
    c1,2026-03-12,deep,yes,10.5,2
    c1,2026-03-11,deep,no,20,7
    c2,2026-03-09,,yes,0.2,1
    c3,2026-03-19,deep,yes,1,1

    """,
  ]

  /// What is written of all customers under some columns.
  private func evaluate(_ columns: [String], _ option: String) throws -> [String] {
    let wanted = (["id"] + columns).joined(separator: ",") + (option.contains("--trace") ? ",trace" : "")
    let run = try Workspace(Self.files).shell(
      "$RULES evaluate policy.yaml customers.csv --events visits=visits.csv --as-of 2026-03-18 --columns \(wanted) \(option)"
    )
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(columns.count + 1).joined(separator: " ")
    }
  }

  @Test("Tiers and bands", arguments: ["", "--jobs 1", "--trace"])
  func tiers(option: String) throws {
    #expect(
      try evaluate(["value", "best", "fifth"], option) == [
        "c1 A gold high", "c2 A silver high", "c3 A silver middle", "c4 A silver middle", "c5 B bronze low",
        "c6  bronze low",
        "c7  gold middle", "c8   low", "c9   low",
      ])
  }

  @Test("Standings", arguments: ["", "--jobs 1", "--trace"])
  func standings(option: String) throws {
    #expect(
      try evaluate(Self.standings.map { $0 + "_" }, option) == [
        "c1 0 1 0 80 1.9174124721184262 100 20 5", "c2 0.5 2 0.2 60 0 100 20 5",
        "c3 0.7 3 0.4 20 -0.5113099925649136 100 20 5",
        "c4 0.7 3 0.4 20 -0.5113099925649136 100 20 5", "c5 0.94 5 0.8 0 -0.8947924869885989 100 20 5",
        "c6  2 0.5 0 -1 -2 -1 2", "c7  1 0 50 1 -2 -1 2", "c8        ", "c9        ",
      ])
  }

  @Test("Measures of events", arguments: ["", "--jobs 1", "--trace"])
  func measures(option: String) throws {
    let none = (3...9).map { "c\($0) 0 0 0    0    0 " }
    #expect(
      try evaluate(Self.measures.map { $0 + "_" }, option) == [
        "c1 3 60.5 9 10.5 7 20.166666666666668 2 deep general 0 2 1.025",
        "c2 2 0.3 9007199254740994 0.1 9007199254740993 0.15 1 deep deep 8 0 -1",
      ] + none)
  }
}
