import Measures
import Testing

/// Tiers by cumulative share and by rank, worked by hand.
struct SharesTests {
  private static let facts = """
    facts:
      id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, missing: unknown}
      open: {type: bool, missing: {default: true}}

    """
  private static let share = "{A: 80%, B: 95%}, else: C, zero: D"

  private static func policy(_ dimension: String, params: String = "") -> String {
    facts + params + "classify:\n  value:\n    tiers: [A, B, C, D]\n    \(dimension)\n"
  }

  @Test(
    "Shares decide tiers",
    arguments: [
      ("50 20 10 8 5 4 2 1 0", "A A A B B B C C D"),
      ("0 8 1 50 5 10 2 20 4", "D B C A B A C A B"),
      // Ties move together, by what lies before all of them.
      ("50 20 12 12 6", "A A A A B"),
      ("96 2 1 1", "A C C C"),
      ("10 10 10 10", "A A A A"),
      // Exactly at the cut is beyond it.
      ("80 15 5", "A B C"),
      ("0.3 0.5 0.2", "A A B"),
      ("0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1", "A A A A A A A A A A"),
      ("0.7 0.1 0.1 0.1", "A A A A"),
      ("0.8 0.15 0.05", "A B C"),
      ("0.79999999 0.15 0.05000001", "A A B"),
      ("0.800000001 0.199999999", "A B"),
      // Negative values add nothing.
      ("80 -1000 15 5", "A D B C"),
      ("-5 -6 7", "D D A"),
      // Nothing to go by.
      ("0 0 0", "-?value.share -?value.share -?value.share"),
      ("-1 0", "-?value.share -?value.share"),
      ("7", "A"),
      ("x 7", "!bad-value A"),
      ("900000000000000000 90000000000000000 10000000000000000", "A B C"),
      ("1e18 7", "-?value.share A"),
      ("0.000000001 0.000000001", "A A"),
      ("123456789.1 0.000000001", "A C"),
    ])
  func shares(sales: String, tiers: String) throws {
    let fixture = try PopulationFixture(Self.policy("share: {of: sales, cuts: \(Self.share)}"))
    #expect(try fixture.decide(sales: sales) == tiers)
  }

  @Test(
    "The best of a number of customers",
    arguments: [
      ("9 8 7 6 5 4 3 2 1 0", "A A B B B B B B B B"),
      ("9 8 8 6 5 4 3 2 1 0", "A A A B B B B B B B"),
      ("1 1 1", "A A A"),
      ("5 4 3", "A B B"),
      ("-5 -4", "B A"),
      ("0", "A"),
    ])
  func tops(sales: String, tiers: String) throws {
    let fixture = try PopulationFixture(
      Self.facts + "classify:\n  value: {top: {of: sales, cuts: {A: 20%}, else: B}}\n")
    #expect(try fixture.decide(sales: sales) == tiers)
  }

  @Test("A customer stands differently among near and far peers")
  func countyAndNation() throws {
    let policy =
      Self.facts + """
        classify:
          county: {share: {of: sales, within: [region], cuts: \(Self.share)}}
          nation: {share: {of: sales, cuts: \(Self.share)}}
        """
    let fixture = try PopulationFixture(policy)
    let near = ["region=k sales=30", "region=k sales=10", "region=k sales=5", "region=k sales=5"]
    let far = ["region=l sales=300", "region=l sales=100", "region=m sales=60"]
    #expect(try fixture.decide(near + far) == ["A/B", "A/C", "B/C", "B/C", "A/A", "A/A", "A/A"])
  }

  @Test("Who lacks the value or a group, or takes no part, has no standing and moves nobody")
  func others() throws {
    let fixture = try PopulationFixture(
      Self.policy("share: {of: sales, within: region, over: open, cuts: \(Self.share)}"))
    let customers = [
      "region=a sales=80", "region=a sales=15", "region=a sales=5", "region=a sales=1000 open=false", "sales=9",
      "region=a", "region=b sales=3", "region=c sales=0", "region=d sales=5 open=false",
    ]
    let none = "-?value.share"
    #expect(
      try fixture.decide(customers) == ["A", "B", "C", none, none, "-?sales?value.share", "A", none, none])
  }

  @Test("Groups are told apart by several facts of any type")
  func severalFacts() throws {
    let policy =
      Self.facts.replacing("sales: {type: number", with: "sales: {type: integer") + """
        population:
          n: {count: true, within: [region, open, sales]}
        outputs:
          peers: {value: n}
        """
    let customers = [
      "region=a sales=1", "region=a sales=1.0", "region=a sales=1 open=false", "region=b sales=1", "region=a sales=2",
      "region=b sales=1", "region=b",
    ]
    #expect(try PopulationFixture(policy).decide(customers) == ["2", "2", "1", "2", "1", "2", "-?n"])
  }

  @Test("Params and overlays may move cuts")
  func movedCuts() throws {
    let national =
      "policy: national\nversion: \"1\"\n"
      + Self.policy(
        "share: {of: sales, cuts: {A: params.most, B: 95%}, else: C, zero: D}",
        params: "params:\n  most: {value: 0.8, min: 0.1, max: 0.94}\n")
    let north =
      "policy: north\nversion: \"1\"\nextends: national.yaml\ngoverns: {region: [n]}\nparams:\n  most: {value: 0.5}\n"
    let fixture = try PopulationFixture(files: ["national.yaml": national, "north.yaml": north])
    let sales = [60, 30, 10]
    let customers = sales.map { "region=n sales=\($0)" } + sales.map { "region=s sales=\($0)" }
    // Each policy's customers are peers of one another, and of nobody else.
    #expect(try fixture.decide(customers) == ["A", "B", "B", "A", "A", "B"])
  }
}
