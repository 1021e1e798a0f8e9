import Decisions
import Policies
import Testing

@Suite("Each customer is decided by the most specific policy that governs it")
struct RoutingTests {
  static let base = """
    policy: national
    version: "7"
    params: {limit: 40}
    facts:
      id: {type: string, key: true, column: 客户编号}
      region: {type: string, column: 地区}
      score: {type: number, missing: unknown}
      note: {type: string, missing: {default: none}}
    classify:
      class: {tiers: [good, bad], first: [{id: low, when: score < params.limit, then: bad}], else: good}
    """
  static let fujian = """
    policy: fujian
    version: "1"
    extends: national
    governs: {region: [fujian, xiamen]}
    params: {limit: 60}
    """
  static let xiamen = """
    policy: xiamen
    version: "2"
    extends: fujian
    governs: {region: xiamen}
    classify:
      class: {first: [{id: vip, before: low, when: score > 50, then: good}]}
    """

  static let set = Fixture(
    files: ["rules/national.yaml": base, "rules/fujian.yaml": fujian, "rules/xiamen.yaml": xiamen], paths: ["rules"])
  static let regions = Fixture(
    files: ["national.yaml": base + "\ngoverns: none\n", "fujian.yaml": fujian], paths: ["fujian.yaml"])

  @Test(
    "one set, three policies",
    arguments: [
      ("region=henan score=50", "national@7 class=good/class.else"),
      ("region=fujian score=50", "fujian@1 class=bad/low"),
      ("region=xiamen score=55", "xiamen@2 class=good/vip"), ("region=xiamen score=45", "xiamen@2 class=bad/low"),
      ("score=55", "missing-fact: region: missing"),
      ("region=fujian score=x", "bad-value: score: \"x\" is not a number"),
    ])
  func routing(customer: String, expected: String) {
    let result = Self.set.policies.decide(Fixture.facts(customer))
    switch result {
    case .success(let decision): #expect("\(decision.policy) \(decision.line)" == expected)
    case .failure(let rejection): #expect("\(rejection.code): \(rejection.message)" == expected)
    }
  }

  @Test(
    "a customer that none governs is rejected",
    arguments: [
      ("region=henan score=1", "not-governed: no policy governs a customer with region = \"henan\""),
      ("score=1", "not-governed: no policy governs a customer with region = missing"),
    ])
  func ungoverned(customer: String, rejection: String) { #expect(Self.regions.decide(customer) == rejection) }

  @Test("columns are found by header, else by the fact's name, and what may be absent is listed")
  func binding() throws {
    let bound = try Self.set.policies.bound(to: ["score", "地区", "other", "id"]).get()
    #expect(bound.absentFacts.map(\.message) == ["note: default none for every customer"])
    let row: [FactValue] = [.number(55), .text("xiamen"), .text("?"), .text("c9")]
    #expect(try bound.decide(row).get().line == "class=good/vip")
    #expect(try bound.decide(row).get().key == "c9")
    #expect(bound.key(of: row) == "c9")
    #expect(bound.key(of: []) == nil)
    #expect(try bound.decide([.missing, .text("henan"), .missing, .integer(7)]).get().missing == ["score"])
  }

  @Test(
    "a header that lacks what no row may lack is refused, all at once, with the nearest headers",
    arguments: [
      (
        ["客户编码", "Region", "score"],
        [
          "no column '客户编号' (or 'id') for the fact id; did you mean '客户编码'?",
          "no column '地区' (or 'region') for the fact region; did you mean 'Region'?",
        ]
      ),
      (["客户编号", "地区", "地区"], ["the column '地区' of the fact region occurs more than once"]),
      (["客户编号", "地区", "score", "other", "other"], []),
      (
        [" 客户编号", "地 区"],
        [
          "no column '客户编号' (or 'id') for the fact id; the header ' 客户编号' has spaces in it, which count",
          "no column '地区' (or 'region') for the fact region; the header '地 区' has spaces in it, which count",
        ]
      ),
      (["客户编号", "id", "地区"], ["the fact id has two columns, '客户编号' and 'id'; only one can be right"]),
    ])
  func faults(columns: [String], messages: [String]) {
    switch Self.set.policies.bound(to: columns) {
    case .success: #expect(messages == [])
    case .failure(let fault): #expect("\(fault)" == messages.joined(separator: "\n"))
    }
  }

  @Test("a header that another fact stands under is not proposed for one that is absent")
  func proposals() throws {
    let absent = { (columns: [String]) in try Self.set.policies.bound(to: columns).get().absentFacts.map(\.message) }
    #expect(
      try absent(["id", "地区", "scores", "note"]) == ["score (did you mean 'scores'?): unknown for every customer"])
    #expect(
      try absent(["id", "地区", "score ", "note"]) == [
        "score (did you mean 'score ', which has spaces in it?): unknown for every customer"
      ])
    #expect(try absent(["id", "地区", "note"]) == ["score: unknown for every customer"])
  }

  @Test(
    "a fact given under its header and its name is refused, unless one of the two says nothing",
    arguments: [
      ("客户编号=c1 地区=x", "given-twice: id: given twice, as '客户编号' and as 'id'; give it once"),
      ("客户编号= 地区=x", "class=bad/class.unknown missing=score"),
      ("地区=henan region=henan", "given-twice: region: given twice, as '地区' and as 'region'; give it once"),
      ("地区=henan region=", "class=bad/class.unknown missing=score"),
      ("region=henan unheard=of", "class=bad/class.unknown missing=score"),
    ])
  func givenTwice(customer: String, expected: String) { #expect(Self.set.decide(customer) == expected) }
}
