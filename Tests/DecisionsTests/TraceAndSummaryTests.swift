import Cadences
import Decisions
import Testing

@Suite("Traces tell everything that was looked at; summaries add up")
struct TraceAndSummaryTests {
  static let policy = Fixture(
    """
    facts:
      id: {type: string, key: true}
      score: {type: number, missing: unknown}
      sales: {type: number, missing: unknown}
      delta: {type: integer, missing: {default: 0}}
    classify:
      class:
        tiers: [good, general, bad]
        first:
          - {id: low, when: score < 40, then: bad}
          - {id: high, when: score > 80 && sales > 100, then: good}
        else: general
    cadence:
      obligations:
        - {id: by-class, by: class, visits: {good: 1/month, bad: 1/week}, mode: {bad: deep}}
      adjust:
        - {id: manager, add: delta, per: month}
        - {id: sales, when: score < 50, add: sales / 1000, per: year}
    flags:
      - {id: weak, when: class == 'bad'}
    outputs:
      half: {type: number, value: score / 2}
    """)

  @Test("every rule that was consulted, with the values it read")
  func trace() throws {
    #expect(
      try Self.policy.trace("score=20 delta=1") == [
        "class/low: matched (score=20)",
        "obligations/by-class: matched (class=bad)",
        "adjust/manager: matched (delta=1)",
        "adjust/sales: unknown (score=20, sales=-)",
        "flags/weak: matched (class=bad)",
        "half/half: matched (score=20)",
      ])
    #expect(
      try Self.policy.trace("score=90") == [
        "class/low: not matched (score=90)",
        "class/high: unknown (score=90, sales=-)",
        "class/class.else: matched ()",
        "obligations/by-class: not matched (class=general)",
        "flags/weak: not matched (class=general)",
        "half/half: matched (score=90)",
      ])
  }

  static let scored = Fixture(
    """
    facts:
      id: {type: string, key: true}
      sales: {type: number, missing: unknown}
      orders: {type: number, missing: {default: 0}}
    classify:
      value:
        score:
          parts: [{id: big, when: sales > 100, points: 40}, {id: often, of: orders, weight: 0.1}]
          at_least: {A: 40, B: 20}
        else: C
    """)

  @Test(
    "a score tells what each part added",
    arguments: [
      ("sales=200 orders=3", "value=40.3 big=40.0 often=0.3"), ("sales=1 orders=7", "value=0.7 big=0.0 often=0.7"),
      ("orders=3", "value=- big=- often=0.3"),
    ])
  func sums(customer: String, expected: String) throws {
    let trace = try Self.scored.policies.decide(Fixture.facts(customer), tracing: true).get().trace
    let lines = trace?.sums.map { sum in
      let parts = sum.parts.map { "\($0.part)=\($0.points?.description ?? "-")" }
      return "\(sum.owner)=\(sum.total?.description ?? "-") " + parts.joined(separator: " ")
    }
    #expect(lines == [expected])
  }

  @Test("no trace unless asked for")
  func noTrace() throws { #expect(try Self.policy.policies.decide(Fixture.facts("score=1")).get().trace == nil) }

  @Test("a run's parts add up to the whole, in any order")
  func summary() {
    let customers = [
      "score=20", "score=20 delta=1", "score=90 sales=200", "score=50", "sales=1", "score=x", "score=20 delta=x",
    ]
    var whole = RunSummary()
    var parts = [RunSummary(), RunSummary()]
    for (index, customer) in customers.enumerated() {
      switch Self.policy.policies.decide(Fixture.facts(customer)) {
      case .success(let decision):
        whole.add(decision)
        parts[index % 2].add(decision)
      case .failure(let rejection):
        whole.add(rejection)
        parts[index % 2].add(rejection)
      }
    }
    #expect(whole.decided == 5)
    #expect(whole.rejected == 2)
    #expect(whole.tiers == ["class": ["bad": 2, "good": 1, "general": 2]])
    #expect(whole.flags == ["weak": 2])
    #expect(whole.withoutCadence == 2)
    #expect(whole.rejections == ["bad-value": 2])
    #expect(whole.missing == ["score": 1, "sales": 2])
    #expect(whole.policies == ["p@1": 5])
    #expect(whole.modes == [.deep: 2])
    #expect(whole.visitsPerMonth?.description == "34/3")
    var merged = parts[1]
    merged.merge(parts[0])
    #expect(merged == whole)
  }
}
