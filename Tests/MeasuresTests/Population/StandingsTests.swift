import Decisions
import Measures
import Testing

/// What population measures say, as numbers.
struct StandingsTests {
  private static func policy(_ measure: String) -> String {
    """
    facts:
      id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, missing: unknown}
      open: {type: bool, missing: {default: true}}
    population:
      asked: {\(measure)}
    outputs:
      said: {value: asked}
    """
  }

  @Test(
    "Each kind of measure",
    arguments: [
      ("share: sales", "50 20 10 8 5 4 2 1 0", "0 0.5 0.7 0.8 0.88 0.93 0.97 0.99 1"),
      ("share: sales", "1 1 1", "0 0 0"), ("share: sales", "2 1", "0 0.6666666666666666"),
      ("rank: sales", "5 7 7 1", "3 1 1 4"), ("rank: -sales", "5 7 7 1", "2 3 3 1"),
      ("ahead: sales", "5 7 7 1", "0.5 0 0 0.75"), ("ahead: sales", "3 2 1", "0 0.3333333333333333 0.6666666666666666"),
      ("percentile: sales", "5 7 7 1", "25 50 50 0"), ("percentile: sales", "4", "0"),
      ("total: sales", "0.1 0.2 0.3", "0.6 0.6 0.6"), ("total: sales", "-1 1", "0 0"),
      ("average: sales", "0.1 0.2", "0.15 0.15"),
      ("average: sales", "1 1 0", "0.6666666666666666 0.6666666666666666 0.6666666666666666"),
      ("count: true", "5 x 7", "2 !bad-value 2"), ("count: sales > 5", "5 7", "-"),
      ("z: sales", "10 20", "-1 1"), ("z: sales", "3 3", "-?asked -?asked"),
      ("z: sales", "2 4 4 4 5 5 7 9", "-1.5 -0.5 -0.5 -0.5 0 0 1 2"),
      ("z: sales", "100000000.1 100000000.3", "-1 1"),
      ("total: sales", "900000000000000000 900000000000000000", "1.8e+18 1.8e+18"),
    ].filter { $0.2 != "-" })
  func kinds(measure: String, sales: String, answers: String) throws {
    #expect(try PopulationFixture(Self.policy(measure)).decide(sales: sales) == answers)
  }

  @Test("Sums that arithmetic makes a little unequal are ties")
  func meantDecimals() throws {
    let fixture = try PopulationFixture(Self.policy("rank: sales + 0.2"))
    #expect(try fixture.decide(sales: "0.1 0.1 0.1000000001") == "1 1 1")
    let ways = try PopulationFixture(Self.policy("rank: \"open ? sales + 0.2 : sales\""))
    #expect(try ways.decide(["sales=0.1", "sales=0.3 open=false"]) == ["1", "1"])
  }

  @Test(
    "A customer who is not of the population stands where it would",
    arguments: [
      ("share: sales", "60 11 10 5 -1", "0 0.75 0.75 1 1"), ("rank: sales", "60 11 5", "1 2 4"),
      ("ahead: sales", "60 11 5", "0 0.3333333333333333 1"),
      ("percentile: sales", "60 11 5", "66.66666666666667 66.66666666666667 0"),
      ("total: sales", "7", "80"), ("count: true", "7", "3"), ("z: sales", "0", "-1.131370849898476"),
    ])
  func outsiders(measure: String, sales: String, answers: String) throws {
    let fixture = try PopulationFixture(Self.policy(measure))
    let population = try fixture.population(fixture.rows(["sales=60", "sales=10", "sales=10"]))
    let others = fixture.rows(sales.split(separator: " ").map { "sales=\($0)" })
    #expect(fixture.decide(others, by: population).map(\.shown).joined(separator: " ") == answers)
  }

  @Test("A group that nobody is of says nothing")
  func unknownGroup() throws {
    let fixture = try PopulationFixture(Self.policy("rank: sales, within: region"))
    let population = try fixture.population(fixture.rows(["region=a sales=1"]))
    #expect(fixture.decide(fixture.rows(["region=b sales=1"]), by: population).map(\.shown) == ["-?asked"])
  }
}
