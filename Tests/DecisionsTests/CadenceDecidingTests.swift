import Testing

@Suite("Obligations, adjustments, rounding and bounds")
struct CadenceDecidingTests {
  static func fixture(_ cadence: String) -> Fixture {
    Fixture(
      """
      facts:
        id: {type: string, key: true}
        class: {type: enum, values: [A, B, C, D], missing: unknown}
        factor: {type: number, missing: unknown}
        delta: {type: number, missing: {default: 0}}
        new: {type: bool, missing: unknown}
      classify:
        value:
          tiers: [A, B, C, D]
          match: {on: class, cases: {A: A, B: B, C: C, D: D}}
      cadence:
      \(cadence.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
      """)
  }

  static let plain = fixture(
    """
    obligations:
      - {id: by-value, by: value, visits: {A: 1/week, B: 1/month, C: 1/quarter, D: on_demand}, mode: {A: deeper}}
      - {id: new, when: new, visits: 2/month, mode: deep}
    adjust:
      - {id: factor, multiply: factor}
      - {id: delta, add: delta, per: month}
    """)

  @Test(
    "the strongest obligation, moved in its unit, on demand too",
    arguments: [
      ("class=A new=no factor=1", "value=A/value.A 1/week/by-value mode=deeper/by-value"),
      ("class=A new=yes factor=1", "value=A/value.A 1/week/by-value mode=deep/new"),
      ("class=C new=yes factor=1", "value=C/value.C 2/month/new mode=deep/new"),
      ("class=D new=no factor=3", "value=D/value.D on_demand/by-value"),
      ("class=D new=no factor=3 delta=2", "value=D/value.D 2/month<on_demand/by-value steps=delta:2/month"),
      ("class=D new=no factor=1 delta=-2", "value=D/value.D on_demand/by-value"),
      ("class=B new=no factor=2.5", "value=B/value.B 3/month<1/month/by-value steps=factor:2.5/month,round:3/month"),
      ("class=B new=no factor=1 delta=-3", "value=B/value.B 0/month<1/month/by-value steps=delta:0/month"),
      ("class=C new=no factor=1 delta=1", "value=C/value.C 4/quarter<1/quarter/by-value steps=delta:4/quarter"),
      ("class=B new=no factor=0", "value=B/value.B 0/month<1/month/by-value steps=factor:0/month"),
      ("class=B factor=2", "value=B/value.B 2/month<1/month/by-value steps=factor:2/month missing=new"),
      ("class=B new=no delta=1", "value=B/value.B 2/month<1/month/by-value steps=delta:2/month missing=factor"),
      ("new=no factor=2", "value=-/- missing=class"),
      ("new=no", "value=-/- missing=class"),
    ])
  func plain(customer: String, decision: String) { #expect(Self.plain.decide(customer) == decision) }

  @Test(
    "an obligation goes by an enum fact as by a dimension; missing, it demands nothing and is listed",
    arguments: [
      ("class=A", "value=A/value.A 1/week/by-fact mode=deep/by-fact"), ("class=B", "value=B/value.B 1/month/by-fact"),
      ("class=C", "value=C/value.C"), ("", "value=-/- missing=class"),
    ])
  func byFact(customer: String, decision: String) {
    let fixture = Self.fixture(
      "obligations: [{id: by-fact, by: class, visits: {A: 1/week, B: 1/month}, mode: {A: deep}}]")
    #expect(fixture.decide(customer) == decision)
  }

  @Test(
    "a mode by tier holds for the tiers that it names, one for all for those that `visits` names",
    arguments: [
      ("{A: deep, B: deeper}", "class=B", "value=B/value.B 1/year/all mode=deeper/o"),
      ("deep", "class=B", "value=B/value.B 1/year/all"),
      ("deep", "class=A", "value=A/value.A 1/week/o mode=deep/o"),
    ])
  func modes(mode: String, customer: String, decision: String) {
    let fixture = Self.fixture(
      "obligations: [{id: all, visits: 1/year}, {id: o, by: class, visits: {A: 1/week}, mode: \(mode)}]")
    #expect(fixture.decide(customer) == decision)
  }

  @Test(
    "rounding up, down, to the nearest or not at all, and only if an adjustment acted",
    arguments: [
      ("up", "factor=2.5", "3/2 months<1/2 months/all steps=factor:2.5/2 months,round:3/2 months"),
      ("down", "factor=2.5", "2/2 months<1/2 months/all steps=factor:2.5/2 months,round:2/2 months"),
      ("nearest", "factor=2.5", "3/2 months<1/2 months/all steps=factor:2.5/2 months,round:3/2 months"),
      ("nearest", "factor=2.4", "2/2 months<1/2 months/all steps=factor:2.4/2 months,round:2/2 months"),
      ("none", "factor=2.5", "2.5/2 months<1/2 months/all steps=factor:2.5/2 months"),
    ])
  func rounding(rounding: String, customer: String, decision: String) {
    let fixture = Self.fixture(
      """
      obligations: [{id: all, visits: 1/2 months}]
      adjust: [{id: factor, multiply: factor}]
      round: \(rounding)
      """)
    #expect(fixture.decide("class=A " + customer) == "value=A/value.A " + decision)
  }

  @Test("a broken number that no adjustment touched is not rounded")
  func untouched() {
    let fixture = Self.fixture(
      """
      obligations: [{id: all, visits: 0.5/month}]
      adjust: [{id: delta, add: delta, per: week}]
      """)
    #expect(fixture.decide("class=A delta=0") == "value=A/value.A 0.5/month/all")
  }

  static let bounded = fixture(
    """
    obligations:
      - {id: all, visits: 2/month}
      - {id: at-least-A, by: value, visits: {A: 1/week, B: 1/month}, floor: true}
    adjust:
      - {id: delta, add: delta, per: month}
    bounds: {at_least: 1/quarter, at_most: 5/month}
    """)

  @Test(
    "bounds hold, in their own units, and floors hold",
    arguments: [
      ("class=A", "value=A/value.A 1/week/at-least-A"),
      (
        "class=A delta=1",
        "value=A/value.A 5/month<1/week/at-least-A steps=delta:16/3 per month,round:6/month,at_most:5/month"
      ),
      (
        "class=A delta=-1",
        "value=A/value.A 1/week/at-least-A steps=delta:10/3 per month,round:4/month,at-least-A:1/week"
      ),
      (
        "class=B delta=-2",
        "value=B/value.B 1/month<2/month/all steps=delta:0/month,at_least:1/quarter,at-least-A:1/month"
      ),
      ("class=C delta=-2", "value=C/value.C 1/quarter<2/month/all steps=delta:0/month,at_least:1/quarter"),
      ("class=C delta=4", "value=C/value.C 5/month<2/month/all steps=delta:6/month,at_most:5/month"),
    ])
  func bounds(customer: String, decision: String) { #expect(Self.bounded.decide(customer) == decision) }

  @Test("numbers too large to count exactly are an error, not an approximation")
  func tooFine() {
    let fixture = Self.fixture(
      """
      obligations: [{id: all, visits: 1/month}]
      adjust:
        - {id: f1, multiply: factor}
        - {id: f2, multiply: factor}
      """)
    #expect(
      fixture.decide("class=A factor=100000000000")
        == "evaluation-error: f2 (p.yaml:17): the number of visits is too large, or too fine, to be counted exactly")
  }
}
