import Expressions
import Measures
import Policies
import SourceText
import Testing

/// Snapshots: what they hold, and what they refuse.
struct SnapshotTests {
  private static let policy = """
    facts:
      id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, missing: unknown}
    population:
      whole: {total: sales}
      spread: {z: sales}
    classify:
      value: {share: {of: sales, within: region, cuts: {A: 80%}, else: B}}

    """
  private static let customers = [
    "region=n sales=1.5", "region=n sales=1.5", "region=\"s\" sales=-2", "region=n sales=20",
  ]

  private func written(exact: Bool) throws -> (fixture: PopulationFixture, bytes: [UInt8]) {
    let fixture = try PopulationFixture(Self.policy)
    let population = try fixture.population(fixture.rows(Self.customers), .init(isReduced: !exact))
    return (fixture, population.snapshot(of: fixture.policies))
  }

  private func lines(exact: Bool) throws -> [String] {
    String(decoding: try written(exact: exact).bytes, as: UTF8.self).split(separator: "\n").dropLast().dropFirst().map(
      String.init)
  }

  @Test("A snapshot lists each value of a group, and how many customers have it")
  func values() throws {
    #expect(
      try lines(exact: true) == [
        #"{"policy":0,"comparison":0,"group":[],"count":4,"digits":2,"sum":"2100","squares":"0:3e5508"}"#,
        #"{"policy":0,"comparison":1,"group":["\"s\""],"values":[-2],"counts":[1]}"#,
        #"{"policy":0,"comparison":1,"group":["n"],"values":[1.50,20],"counts":[2,1]}"#,
      ])
  }

  @Test("A small snapshot lists where tiers begin")
  func tiers() throws {
    #expect(
      try lines(exact: false).dropFirst() == [
        #"{"policy":0,"comparison":1,"group":["\"s\""],"count":1,"digits":0,"sum":"-2","squares":"0:0","steps":[],"shares":[],"below":[]}"#,
        #"{"policy":0,"comparison":1,"group":["n"],"count":3,"digits":2,"sum":"2300","squares":"0:0","steps":[20],"shares":["0.8695652173913043","0.0"],"below":[]}"#,
      ])
  }

  @Test("What is read again is written as it was", arguments: [true, false])
  func again(exact: Bool) throws {
    let (fixture, bytes) = try written(exact: exact)
    let population = try MeasuredPopulation(snapshot: bytes, for: fixture.policies)
    #expect(population.snapshot(of: fixture.policies) == bytes)
    #expect(population.customers == 4)
  }

  @Test("A snapshot that lost or changed anything is refused", arguments: [true, false])
  func damage(exact: Bool) throws {
    let (fixture, bytes) = try written(exact: exact)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      #expect(throws: SnapshotFault.self) { try MeasuredPopulation(snapshot: changed, for: fixture.policies) }
      #expect(throws: SnapshotFault.self) {
        try MeasuredPopulation(snapshot: Array(bytes[..<place]), for: fixture.policies)
      }
    }
  }

  @Test("A snapshot of something else is refused, and it is said what differs")
  func mismatch() throws {
    let bytes = try written(exact: true).bytes
    func fault(_ text: String, asOfDay day: Int32 = 20_619) throws -> SnapshotFault? {
      let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": text]), asOf: .init(days: day))
      let policies = try #require(loaded.value)
      do {
        _ = try MeasuredPopulation(snapshot: bytes, for: policies)
        return nil
      } catch {
        return error
      }
    }
    let head = "policy: p\nversion: \"1\"\n"
    #expect(try fault(head + Self.policy) == nil)
    #expect(try fault(head + Self.policy + "# more\n") == .changedPolicy("p@1"))
    #expect(try fault("policy: p\nversion: \"2\"\n" + Self.policy) == .otherPolicies(snapshot: ["p@1"], run: ["p@2"]))
    #expect(try fault(head + Self.policy, asOfDay: 20_620) == .otherDay(snapshot: "2026-06-15", run: "2026-06-16"))
    #expect(
      SnapshotFault.otherDay(snapshot: "2026-06-15", run: "2026-06-16").message
        == "the snapshot was taken as of 2026-06-15, and this is as of 2026-06-16; take it again, or say --as-of 2026-06-15"
    )
  }

  @Test("Something else is no snapshot", arguments: ["", "{}", "a,b\n1,2\n"])
  func somethingElse(text: String) throws {
    let fixture = try PopulationFixture(Self.policy)
    #expect(throws: SnapshotFault.notASnapshot) {
      try MeasuredPopulation(snapshot: Array(text.utf8), for: fixture.policies)
    }
  }
}
