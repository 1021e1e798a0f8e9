import Expressions
@testable import Measures
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
        #"{"policy":0,"comparison":1,"group":["n"],"values":[1.5,20],"counts":[2,1]}"#,
      ])
  }

  @Test("Groups are told apart by their code points, in whatever order their customers come")
  func spelledGroups() throws {
    let fixture = try PopulationFixture(Self.policy)
    let customers = ["region=caf\u{e9} sales=1", "region=cafe\u{301} sales=2", "region=caf\u{e9} sales=4"]
    let snapshots = try [customers, customers.reversed()].map { customers in
      try fixture.population(fixture.rows(customers)).snapshot(of: fixture.policies)
    }
    #expect(snapshots[0] == snapshots[1])
    let lines = String(decoding: snapshots[0], as: UTF8.self).split(separator: "\n").map { Array($0.utf8) }
    #expect(
      lines.dropFirst(2).dropLast() == [
        Array("{\"policy\":0,\"comparison\":1,\"group\":[\"cafe\u{301}\"],\"values\":[2],\"counts\":[1]}".utf8),
        Array("{\"policy\":0,\"comparison\":1,\"group\":[\"caf\u{e9}\"],\"values\":[1,4],\"counts\":[1,1]}".utf8),
      ])
    #expect(try fixture.decide(customers) == fixture.decide(customers, .init(isKept: true)))
  }

  @Test("A small snapshot lists where tiers begin")
  func tiers() throws {
    #expect(
      try lines(exact: false).dropFirst() == [
        #"{"policy":0,"comparison":1,"group":["\"s\""],"count":1,"digits":2,"sum":"-200","squares":"0:0","steps":[],"shares":[],"below":[]}"#,
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

  @Test(
    "What no population can be is refused by its line, whoever summed it up",
    arguments: [
      (true, #""rejected":0"#, #""rejected":5"#, 1, .customers),
      (true, #""customers":4"#, #""customers":8589934593"#, 1, .customers),
      (true, #""keeps":"values""#, #""keeps":"all""#, 1, .form), (true, #""events":[]"#, #""events":[{}]"#, 1, .form),
      (true, #""customers":4"#, #""customers":99999999999999999999"#, 1, .form),
      (true, #"{"policy":0,"comparison":0"#, #"{"policy":1,"comparison":0"#, 2, .comparison),
      (true, #""comparison":0"#, #""comparison":2"#, 2, .comparison),
      (true, #""comparison":0"#, #""comparison":-1"#, 2, .form),
      (true, #""group":[]"#, #""group":["n"]"#, 2, .group(named: 1, of: 0)),
      (true, #""group":["n"]"#, #""group":["n","o"]"#, 4, .group(named: 2, of: 1)),
      (true, #""group":["n"]"#, #""group":["\"s\""]"#, 4, .order),
      (true, #""group":["n"]"#, #""group":[""]"#, 4, .order),
      (true, #""comparison":1,"group":["n"]"#, #""comparison":0,"group":[]"#, 4, .order),
      (true, #""count":4"#, #""count":5"#, 2, .counts), (true, #""count":4"#, #""count":0"#, 2, .counts),
      (true, #""count":4"#, #""count":8589934592"#, 2, .counts), (true, #""digits":2"#, #""digits":3"#, 2, .form),
      (true, #""sum":"2100""#, #""sum":"400000000000000000001""#, 2, .sums),
      (true, #""sum":"2100""#, #""sum":"9000""#, 2, .sums),
      (true, #""sum":"2100""#, #""sum":"-170141183460469231731687303715884105728""#, 2, .sums),
      (true, #""sum":"2100""#, #""sum":"2e3""#, 2, .form),
      (true, #""squares":"0:3e5508""#, #""squares":"0:0""#, 2, .sums),
      (true, #""squares":"0:3e5508""#, #""squares":"0""#, 2, .form),
      (true, #""squares":"0:3e5508""#, #""squares":"ffffffffffffffffffffffffffffffff:0""#, 2, .sums),
      (true, #""values":[1.5,20]"#, #""values":[20,1.5]"#, 4, .values),
      (true, #""values":[1.5,20]"#, #""values":[20,20]"#, 4, .values),
      (true, #""values":[1.5,20]"#, #""values":[]"#, 4, .values),
      (true, #""values":[1.5,20]"#, #""values":[1.5]"#, 4, .counts),
      (true, #""values":[1.5,20]"#, #""values":[1.5,1000000000000000000]"#, 4, .form),
      (true, #""values":[1.5,20]"#, #""values":[1.5,nan]"#, 4, .form),
      (true, #""values":[1.5,20]"#, #""values":[1.5,1e3]"#, 4, .form),
      (true, #""counts":[2,1]"#, #""counts":[2,0]"#, 4, .counts),
      (true, #""counts":[2,1]"#, #""counts":[2,2]"#, 4, .counts),
      (true, #""counts":[2,1]"#, #""counts":[2]"#, 4, .counts),
      (true, #""counts":[2,1]"#, #""counts":[2,9223372036854775807]"#, 4, .counts),
      (true, #","values":[1.5,20],"counts":[2,1]"#, #","count":3,"digits":2,"sum":"2300","squares":"0:0""#, 4, .form),
      (false, #""sum":"2300","squares":"0:0""#, #""sum":"2300","squares":"0:1""#, 4, .sums),
      (false, #""steps":[20]"#, #""steps":[20,20]"#, 4, .steps), (false, #""steps":[20]"#, #""steps":[]"#, 4, .steps),
      (false, #""shares":["0.8695652173913043","0.0"]"#, #""shares":["0.0","0.8695652173913043"]"#, 4, .steps),
      (false, #""shares":["0.8695652173913043","0.0"]"#, #""shares":["nan","0.0"]"#, 4, .steps),
      (false, #""shares":["0.8695652173913043","0.0"]"#, #""shares":["2","0.0"]"#, 4, .steps),
      (
        false, #""shares":["0.8695652173913043","0.0"],"below":[]"#,
        #""shares":["0.8695652173913043","0.0"],"below":[0,3]"#, 4, .steps
      ),
      (false, #""shares":["0.8695652173913043","0.0"]"#, #""shares":["0.8695652173913043",0]"#, 4, .form),
    ] as [(Bool, String, String, Int, SnapshotFlaw)])
  func impossible(exact: Bool, wording: String, other: String, line: Int, flaw: SnapshotFlaw) throws {
    let (fixture, bytes) = try written(exact: exact)
    var text = String(decoding: bytes, as: UTF8.self)
    // The last place, which is in the line of region n, if it is in several.
    let place = try #require(line == 4 ? text.ranges(of: wording).last : text.firstRange(of: wording))
    text.replaceSubrange(place, with: other)
    #expect(throws: SnapshotFault.impossible(line: line, flaw)) {
      try MeasuredPopulation(snapshot: Self.summedUp(text), for: fixture.policies)
    }
  }

  @Test("Whatever is changed in a snapshot and summed up again, it is refused or answers", arguments: [true, false])
  func forged(exact: Bool) throws {
    let (fixture, bytes) = try written(exact: exact)
    let rows = fixture.rows(Self.customers)
    for place in bytes.indices {
      for byte in [UInt8(ascii: "9"), UInt8(ascii: "0"), UInt8(ascii: "-"), UInt8(ascii: "]"), UInt8(ascii: "\"")] {
        var changed = bytes
        changed[place] = byte
        let text = String(decoding: changed, as: UTF8.self)
        guard let population = try? MeasuredPopulation(snapshot: Self.summedUp(text), for: fixture.policies) else {
          continue
        }
        _ = PeerMeasurer(population, fixture.bound).columns(of: fixture.columns(rows), count: rows.count)
      }
    }
  }

  /// A snapshot's lines with a last one that belongs to them.
  private static func summedUp(_ text: String) -> [UInt8] {
    let body = Array(text.split(separator: "\n").dropLast().map { $0 + "\n" }.joined().utf8)
    let lines = body.count { $0 == UInt8(ascii: "\n") }
    return body + Array("{\"lines\":\(lines),\"checksum\":\"\(Checksum(of: body[...]).text)\"}\n".utf8)
  }

  @Test("Something else is no snapshot", arguments: ["", "{}", "a,b\n1,2\n"])
  func somethingElse(text: String) throws {
    let fixture = try PopulationFixture(Self.policy)
    #expect(throws: SnapshotFault.notASnapshot) {
      try MeasuredPopulation(snapshot: Array(text.utf8), for: fixture.policies)
    }
  }
}
