import Testing

@Suite("Flags and outputs read what was decided before them")
struct FlagAndOutputTests {
  static let all = Fixture(
    """
    facts:
      id: {type: string, key: true}
      failed: {type: integer, missing: unknown}
      sales: {type: number, missing: unknown}
    classify:
      class:
        tiers: [good, problem]
        first: [{id: p, when: failed >= 3, then: problem}]
        else: good
    cadence:
      obligations:
        - {id: c, by: class, visits: {problem: 1/week}, mode: {problem: deep}}
    flags:
      - {id: tiered-visit, when: class == 'problem' && visit_mode == 'deep', severity: high, owner: district_manager, due: 20d}
      - {id: busy, when: visits_per_month > 4.0}
      - {id: many, when: visits_per_year >= 52 && sales > 0, severity: low}
    outputs:
      urgency:
        type: integer
        value: size(flags) * 10
      share:
        type: number
        value: sales / 4
      level: {by: class, then: {problem: manager}, else: rep}
      service:
        fields: {ordering: string, cycle_days: integer}
        first:
          - {id: s1, when: urgency > 0, then: {ordering: online, cycle_days: 7}}
        else: {then: {ordering: phone, cycle_days: 30}}
    """)

  @Test(
    "flags by tier, mode and visits; outputs by flags and each other",
    arguments: [
      (
        "failed=1 sales=6",
        "class=good/class.else urgency=0 share=1.5 level=rep/level.else service.ordering=phone,service.cycle_days=30/service.else"
      ),
      (
        "failed=3 sales=0",
        """
        class=problem/p 1/week/c mode=deep/c urgency=20 share=0 level=manager/level.problem \
        service.ordering=online,service.cycle_days=7/s1 flags=tiered-visit/high/district_manager/2026-07-05,busy/medium
        """
      ),
      (
        "failed=3",
        """
        class=problem/p 1/week/c mode=deep/c urgency=20 share=- level=manager/level.problem \
        service.ordering=online,service.cycle_days=7/s1 flags=tiered-visit/high/district_manager/2026-07-05,busy/medium missing=sales
        """
      ),
      (
        "sales=4",
        """
        class=problem/class.unknown 1/week/c mode=deep/c urgency=30 share=1 level=manager/level.problem \
        service.ordering=online,service.cycle_days=7/s1 \
        flags=tiered-visit/high/district_manager/2026-07-05,busy/medium,many/low missing=failed
        """
      ),
    ])
  func all(customer: String, decision: String) { #expect(Self.all.decide(customer) == decision) }

  static let failing = Fixture(
    """
    facts:
      id: {type: string, key: true}
      n: {type: integer, missing: unknown}
      m: {type: integer, missing: unknown}
    derive:
      product: n * m
    classify:
      class:
        tiers: [good, bad]
        first:
          - {id: guarded, when: m < 10 && product > 100, then: bad}
          - {id: bare, when: n > 5 && product > 100, then: bad}
        else: good
    """)

  @Test(
    "an error is neither false nor missing: it ends the decision, unless something else settles the rule",
    arguments: [
      ("n=20 m=9", "class=bad/guarded"), ("n=1 m=1", "class=good/class.else"),
      ("n=5 m=9223372036854775807", "class=good/class.else"),
      (
        "n=6 m=9223372036854775807",
        "evaluation-error: bare (p.yaml:14): 6 * 9223372036854775807 goes beyond the range of its type"
      ),
      ("n=6", "class=bad/class.unknown missing=m"),
    ])
  func errors(customer: String, decision: String) { #expect(Self.failing.decide(customer) == decision) }
}
