import Testing

@Suite("Tables and their cells")
struct TableTests {
  static let unique = Fixture(
    """
    params:
      limit: 500000
    facts:
      id: {type: string, key: true}
      channel: {type: enum, values: [mall, supermarket, chain, shop], missing: unknown}
      sales: {type: number, missing: unknown}
    classify:
      scale:
        tiers: [large, medium, small]
        table:
          inputs: [channel, sales]
          rows:
            - {id: l, when: ["mall, supermarket, chain", ">= params.limit"], then: large}
            - {id: m, when: ["mall, supermarket, chain", "< params.limit"], then: medium}
            - {id: s, when: ["not(mall, supermarket, chain)", "-"], then: small}
    """)

  @Test(
    "a unique table: one row holds, and a missing input leaves open only the rows that need it",
    arguments: [
      ("channel=mall sales=500000", "scale=large/l"), ("channel=chain sales=499999", "scale=medium/m"),
      ("channel=shop sales=900000", "scale=small/s"), ("channel=shop", "scale=small/s"),
      ("channel=mall", "scale=-/- missing=sales"), ("sales=1", "scale=-/- missing=channel"),
    ])
  func unique(customer: String, decision: String) { #expect(Self.unique.decide(customer) == decision) }

  static let cells = Fixture(
    """
    facts:
      id: {type: string, key: true}
      n: {type: number, missing: unknown}
      opened: {type: date, missing: unknown}
      vip: {type: bool, missing: unknown}
    outputs:
      band:
        table:
          hit: first
          inputs: [n]
          rows:
            - {id: closed, when: ["[10..20]"], then: closed}
            - {id: open, when: ["(20..30)"], then: open}
            - {id: mixed, when: ["< 0, [50..60), 99"], then: mixed}
            - {id: not, when: ["not(40, 41)"], then: other}
            - {id: cel, when: ["n == 40 && vip"], then: cel}
          else: none
      since:
        table:
          hit: first
          inputs: [opened, vip]
          rows:
            - {id: day, when: ["2026-01-31", "-"], then: day}
            - {id: old, when: ["< 2026-01-01", true], then: old}
            - {id: year, when: ["[2026-01-01..2027-01-01)", "-"], then: year}
          else: none
        unknown: unknown
    """)

  @Test(
    "cells: intervals, lists, negations, dates, truths, and conditions of their own",
    arguments: [
      ("n=10 opened=2026-01-31 vip=no", "band=closed/closed since=day/day"),
      ("n=20 opened=2025/12/31 vip=yes", "band=closed/closed since=old/old"),
      ("n=20.5 opened=2026/6/1 vip=yes", "band=open/open since=year/year"),
      ("n=30 opened=2025-12-31 vip=no", "band=other/not since=none/since.else"),
      ("n=-1 opened=2027-01-01 vip=no", "band=mixed/mixed since=none/since.else"),
      ("n=50 opened=2026-12-31 vip=no", "band=mixed/mixed since=year/year"),
      ("n=60 opened=2026-12-31 vip=no", "band=other/not since=year/year"),
      ("n=99 opened=2026-12-31", "band=mixed/mixed since=year/year"),
      ("n=40 opened=2025-01-01 vip=yes", "band=cel/cel since=old/old"),
      ("n=41 opened=2025-01-01", "band=none/band.else since=unknown/since.unknown missing=vip"),
      ("vip=no", "band=none/band.else since=unknown/since.unknown missing=n,opened"),
    ])
  func cells(customer: String, decision: String) { #expect(Self.cells.decide(customer) == decision) }

  static let several = Fixture(
    """
    facts:
      id: {type: string, key: true}
      a: {type: number, missing: unknown}
      b: {type: number, missing: unknown}
    outputs:
      agreed:
        table:
          hit: any
          inputs: [a, b]
          rows:
            - {id: aa, when: ["> 0", "-"], then: same}
            - {id: bb, when: ["-", "> 0"], then: same}
      total:
        type: integer
        table:
          hit: collect
          collect: sum
          inputs: [a, b]
          rows:
            - {id: t1, when: ["> 0", "-"], then: 1}
            - {id: t2, when: ["-", "> 0"], then: 2}
            - {id: t3, when: ["> 10", "> 10"], then: 4}
      most:
        type: number
        table:
          hit: collect
          collect: max
          inputs: [a, b]
          rows: [{id: m1, when: ["> 0", "-"], then: 1.5}, {id: m2, when: ["-", "> 0"], then: 2.5}]
          else: -1
      count:
        type: integer
        table:
          hit: collect
          collect: count
          inputs: [a]
          rows: [{id: c1, when: ["> 0"], then: 1}, {id: c2, when: ["> 1"], then: 1}]
      tips:
        table:
          hit: collect
          collect: list
          inputs: [a, b]
          rows: [{id: x, when: ["> 0", "-"], then: call}, {id: y, when: ["-", "> 0"], then: visit}]
        unknown: ask
    """)

  @Test(
    "rows that agree, and rows that add up",
    arguments: [
      ("a=1 b=1", "agreed=same/aa total=3/t1+t2 most=2.5/m1+m2 count=1/c1 tips=call;visit/x+y"),
      ("a=20 b=20", "agreed=same/aa total=7/t1+t2+t3 most=2.5/m1+m2 count=2/c1+c2 tips=call;visit/x+y"),
      ("a=0 b=1", "agreed=same/bb total=2/t2 most=2.5/m2 count=0 tips=visit/y"),
      ("a=0 b=0", "agreed=- total=- most=-1/most.else count=0 tips="),
      ("a=2", "agreed=same/aa total=1/t1 most=1.5/m1 count=2/c1+c2 tips=ask/tips.unknown missing=b"),
    ])
  func several(customer: String, decision: String) { #expect(Self.several.decide(customer) == decision) }

  static let clash = Fixture(
    """
    facts:
      id: {type: string, key: true}
      a: number
      b: number
    outputs:
      one:
        table:
          inputs: [a]
          rows: [{id: r1, when: ["a > b"], then: x}, {id: r2, when: ["a > 0"], then: y}]
    """)

  @Test(
    "two rows of a unique table at once, which no check could foresee, are an error and no decision",
    arguments: [
      ("a=1 b=2", "one=y/r2"), ("a=-1 b=-2", "one=x/r1"),
      ("a=2 b=1", "evaluation-error: r2 (p.yaml:11): holds together with r1, but only one row of the table may hold"),
    ])
  func clash(customer: String, decision: String) { #expect(Self.clash.decide(customer) == decision) }
}
