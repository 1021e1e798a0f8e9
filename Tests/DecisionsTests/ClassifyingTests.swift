import Testing

@Suite("Every form of a choice, and what is missing in it")
struct ClassifyingTests {
  static let first = Fixture(
    """
    facts:
      id: {type: string, key: true}
      a: {type: number, missing: unknown}
      b: {type: number, missing: unknown}
    classify:
      plain:
        tiers: [best, middle, worst]
        first:
          - {id: w, when: a < 10, then: worst}
          - {id: b, when: b > 10, then: best}
        else: middle
      guarded:
        tiers: [best, middle, worst]
        first:
          - {id: gw, when: a < 10, then: worst}
          - {id: gb, when: b > 10, then: best}
        else: best
        unknown: middle
      bare:
        tiers: [best, worst]
        first:
          - {id: bb, when: b > 10, then: best}
          - {id: bw, when: a < 10, then: worst}
    """)

  @Test(
    "the first rule that is true holds; what is missing never earns a better tier",
    arguments: [
      ("a=5 b=20", "plain=worst/w guarded=worst/gw bare=best/bb"),
      ("a=50 b=20", "plain=best/b guarded=best/gb bare=best/bb"),
      ("a=50 b=5", "plain=middle/plain.else guarded=best/guarded.else bare=-/-"),
      ("b=20", "plain=middle/plain.else guarded=middle/guarded.unknown bare=best/bb missing=a"),
      ("a=50", "plain=middle/plain.else guarded=middle/guarded.unknown bare=-/- missing=b"),
      ("a=5", "plain=worst/w guarded=worst/gw bare=worst/bw missing=b"),
      ("", "plain=middle/plain.else guarded=middle/guarded.unknown bare=-/- missing=a,b"),
    ])
  func first(customer: String, decision: String) { #expect(Self.first.decide(customer) == decision) }

  static let open = Fixture(
    """
    facts:
      id: {type: string, key: true}
      a: {type: number, missing: unknown}
      b: {type: number, missing: {default: 0}}
    classify:
      bare:
        tiers: [best, middle, worst]
        first: [{id: w, when: a < 10, then: worst}, {id: m, when: b > 20, then: middle}, {id: b, when: b > 10, then: best}]
      kept:
        tiers: [best, middle, worst]
        first: [{id: kw, when: a < 10, then: worst}, {id: km, when: b > 20, then: middle}, {id: kb, when: b > 10, then: best}]
        unknown: best
    """)

  @Test(
    "an open answer without `unknown` or `else` is no tier; `unknown` never betters what matched",
    arguments: [
      ("b=15", "bare=-/- kept=best/kb missing=a"), ("b=25", "bare=-/- kept=middle/km missing=a"),
      ("a=50 b=15", "bare=best/b kept=best/kb"), ("", "bare=-/- kept=best/kept.unknown missing=a"),
    ])
  func open(customer: String, decision: String) { #expect(Self.open.decide(customer) == decision) }

  static let bestByDefault = Fixture(
    """
    facts:
      id: {type: string, key: true}
      a: {type: number, missing: unknown}
      b: {type: number, missing: {default: 0}}
    classify:
      class:
        tiers: [good, general, problem]
        first:
          - {id: p, when: a < 40, then: problem}
          - {id: g, when: a < 75, then: general}
          - {id: x, when: b > 5, then: good}
        else: good
    """)

  @Test(
    "an `else` that is the best tier is not to be had for a missing fact",
    arguments: [
      ("a=90", "class=good/class.else"), ("a=90 b=9", "class=good/x"), ("a=50", "class=general/g"),
      ("a=10", "class=problem/p"),
      ("", "class=general/class.unknown missing=a"), ("b=9", "class=general/class.unknown missing=a"),
    ])
  func bestByDefault(customer: String, decision: String) { #expect(Self.bestByDefault.decide(customer) == decision) }

  static let idle = Fixture(
    """
    facts:
      id: {type: string, key: true}
      a: {type: number, missing: unknown}
      b: {type: number, missing: {default: 0}}
    classify:
      class: {tiers: [x, y], first: [{id: r, when: b > 5 && a > 1, then: x}]}
    cadence:
      obligations: [{id: o, by: class, visits: {x: 1/month, y: 2/month}}]
    flags: [{id: f, when: class == 'x'}]
    """)

  @Test(
    "a missing fact that could change nothing is not listed, though something reads the tier that it would have made",
    arguments: [
      ("b=0", "class=-/-"), ("b=9", "class=-/- missing=a"), ("a=2 b=9", "class=x/r 1/month/o flags=f/medium"),
    ])
  func idle(customer: String, decision: String) { #expect(Self.idle.decide(customer) == decision) }

  static let forms = Fixture(
    """
    params:
      large: 500000
    facts:
      id: {type: string, key: true}
      sales: {type: number, missing: unknown}
      overdue: {type: integer, missing: unknown}
      channel: {type: enum, values: [mall, supermarket, convenience, hotel], missing: unknown}
      new: {type: bool, missing: unknown}
    classify:
      scale:
        bands: {of: sales, at_least: {A: params.large, B: 100000}}
        else: C
        unknown: B
      risk:
        bands: {of: overdue, at_most: {low: 30, middle: 60}}
        else: high
      kind:
        match: {on: channel, cases: {modern: [mall, supermarket], small: convenience}}
        else: other
      age:
        match: {on: new, cases: {fresh: true, old: false}}
    """)

  @Test(
    "bands reach their thresholds, cases name their values",
    arguments: [
      (
        "sales=500000 overdue=30 channel=mall new=yes",
        "scale=A/scale.A risk=low/risk.low kind=modern/kind.modern age=fresh/age.fresh"
      ),
      (
        "sales=499999.99 overdue=31 channel=supermarket new=否",
        "scale=B/scale.B risk=middle/risk.middle kind=modern/kind.modern age=old/age.old"
      ),
      (
        "sales=1e5 overdue=60 channel=convenience new=0",
        "scale=B/scale.B risk=middle/risk.middle kind=small/kind.small age=old/age.old"
      ),
      (
        "sales=-1 overdue=61 channel=hotel new=N",
        "scale=C/scale.else risk=high/risk.else kind=other/kind.else age=old/age.old"
      ),
      (
        "", "scale=B/scale.unknown risk=high/risk.else kind=other/kind.else age=-/- missing=sales,overdue,channel,new"
      ),
    ])
  func forms(customer: String, decision: String) { #expect(Self.forms.decide(customer) == decision) }

  static let score = Fixture(
    """
    facts:
      id: {type: string, key: true}
      coop: {type: number, missing: unknown}
      sales: {type: number, missing: unknown}
      loyal: {type: bool, missing: unknown}
    classify:
      value:
        score:
          parts:
            - {id: loyal, when: loyal, points: 20}
            - {id: coop, of: coop, weight: 0.7}
            - {id: sales, of: sales, weight: 0.1}
          at_least: {A: 80, B: 63}
        else: C
        unknown: C
    """)

  @Test(
    "a score adds points and weighted values, as on paper, and is unknown as soon as a part is",
    arguments: [
      ("coop=80 sales=40 loyal=true", "value=A/value.A"),
      ("coop=90 sales=0 loyal=false", "value=B/value.B"),
      ("coop=89.99 sales=0 loyal=false", "value=C/value.else"),
      ("coop=100 sales=100", "value=C/value.unknown missing=loyal"),
      ("loyal=true", "value=C/value.unknown missing=coop,sales"),
    ])
  func score(customer: String, decision: String) { #expect(Self.score.decide(customer) == decision) }

  static let chain = Fixture(
    """
    facts:
      id: {type: string, key: true}
      sales: {type: number, missing: unknown}
      last_sales: {type: number, missing: unknown}
    derive:
      doubled: growth * 2
      growth: {value: (sales - last_sales) / last_sales}
    classify:
      final:
        tiers: [up, down]
        first: [{id: f, when: trend == 'rising' && doubled > 0.5, then: up}]
        else: down
      trend:
        tiers: [rising, falling]
        first:
          - {id: r, when: growth > 0, then: rising}
          - {id: s, when: growth <= 0, then: falling}
    """)

  @Test(
    "derived values and dimensions come about in the order in which they need each other, and are listed as written",
    arguments: [
      ("sales=150 last_sales=100", "final=up/f trend=rising/r"),
      ("sales=110 last_sales=100", "final=down/final.else trend=rising/r"),
      ("sales=90 last_sales=100", "final=down/final.else trend=falling/s"),
      ("sales=90", "final=down/final.else trend=-/- missing=last_sales"),
    ])
  func chain(customer: String, decision: String) { #expect(Self.chain.decide(customer) == decision) }
}
