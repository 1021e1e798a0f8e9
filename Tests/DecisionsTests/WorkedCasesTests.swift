import Decisions
import Policies
import SourceText
import Testing

@Suite("The cases worked by hand")
struct WorkedCasesTests {
  static let tobacco = Fixture(
    """
    params:
      weak_cooperation: {value: 40, min: 30, max: 60}
    facts:
      id: {type: string, key: true}
      cooperation: {type: number, range: [0, 100], missing: unknown}
      potential: {type: number, range: [0, 100], missing: unknown}
      overdue_days: {type: integer, missing: {default: 0}}
      value_class: {type: enum, values: [A, B, C, D], missing: unknown}
      in_season: {type: bool, missing: {default: false}}
      complaint: {type: bool, missing: {default: false}}
      competitor: {type: bool, missing: {default: false}}
      manager_delta: {type: integer, missing: {default: 0}}
    classify:
      class:
        tiers: [good, general, problem]
        first:
          - {id: uncooperative, when: cooperation < params.weak_cooperation || overdue_days > 30, then: problem}
          - {id: exemplary, when: cooperation >= 75 && potential >= 60, then: good}
        else: general
    cadence:
      obligations:
        - id: by-class
          by: class
          visits: {good: 1/month, general: 2/month, problem: 4/month}
          floor: true
          mode: {good: general, general: deeper, problem: deep}
        - {id: weekly, when: value_class == 'A', visits: 1/week}
      adjust:
        - {id: complaint, when: complaint, add: 1, per: month}
        - {id: peak, when: in_season, multiply: 1.5}
        - {id: competitor, when: competitor, add: 1, per: month}
        - {id: manager, add: manager_delta, per: month}
      bounds: {at_most: 8/month}
    """)

  @Test(
    "classes, visits and modes by cooperation and potential",
    arguments: [
      ("cooperation=80 potential=70 value_class=C", "class=good/exemplary 1/month/by-class mode=general/by-class"),
      ("cooperation=75 potential=60 value_class=C", "class=good/exemplary 1/month/by-class mode=general/by-class"),
      ("cooperation=80 potential=30 value_class=C", "class=general/class.else 2/month/by-class mode=deeper/by-class"),
      ("cooperation=40 potential=99 value_class=C", "class=general/class.else 2/month/by-class mode=deeper/by-class"),
      ("cooperation=20 potential=90 value_class=C", "class=problem/uncooperative 4/month/by-class mode=deep/by-class"),
      ("cooperation=39.9 value_class=C", "class=problem/uncooperative 4/month/by-class mode=deep/by-class"),
      (
        "cooperation=90 potential=90 overdue_days=31 value_class=C",
        "class=problem/uncooperative 4/month/by-class mode=deep/by-class"
      ),
    ])
  func classes(customer: String, decision: String) { #expect(Self.tobacco.decide(customer) == decision) }

  @Test(
    "a missing fact never makes a customer good, and is named",
    arguments: [
      (
        "potential=90 value_class=C",
        "class=general/class.else 2/month/by-class mode=deeper/by-class missing=cooperation"
      ),
      (
        "potential=10 value_class=C",
        "class=general/class.else 2/month/by-class mode=deeper/by-class missing=cooperation"
      ),
      (
        "cooperation=90 value_class=C",
        "class=general/class.else 2/month/by-class mode=deeper/by-class missing=potential"
      ),
      ("value_class=C", "class=general/class.else 2/month/by-class mode=deeper/by-class missing=cooperation,potential"),
      ("overdue_days=31", "class=problem/uncooperative 4/month/by-class mode=deep/by-class missing=value_class"),
    ])
  func missing(customer: String, decision: String) { #expect(Self.tobacco.decide(customer) == decision) }

  @Test(
    "adjustments multiply first, then add; floors and the cap hold",
    arguments: [
      (
        "cooperation=50 potential=50 value_class=C in_season=yes complaint=yes competitor=yes manager_delta=-2",
        "class=general/class.else 3/month<2/month/by-class mode=deeper/by-class steps=peak:3/month,complaint:4/month,competitor:5/month,manager:3/month"
      ),
      (
        "cooperation=50 potential=50 value_class=C manager_delta=-1",
        "class=general/class.else 2/month/by-class mode=deeper/by-class steps=manager:1/month,by-class:2/month"
      ),
      (
        "cooperation=10 value_class=C in_season=1 manager_delta=3",
        "class=problem/uncooperative 8/month<4/month/by-class mode=deep/by-class steps=peak:6/month,manager:9/month,at_most:8/month"
      ),
      (
        "cooperation=80 potential=80 value_class=C in_season=1",
        "class=good/exemplary 2/month<1/month/by-class mode=general/by-class steps=peak:1.5/month,round:2/month"
      ),
    ])
  func adjustments(customer: String, decision: String) { #expect(Self.tobacco.decide(customer) == decision) }

  @Test(
    "the strongest obligation holds by the year, its unit is kept, and the deepest mode stays",
    arguments: [
      ("cooperation=10 value_class=A", "class=problem/uncooperative 1/week/weekly mode=deep/by-class"),
      (
        "cooperation=10 value_class=A manager_delta=1",
        "class=problem/uncooperative 6/month<1/week/weekly mode=deep/by-class steps=manager:16/3 per month,round:6/month"
      ),
      (
        "cooperation=10 value_class=A manager_delta=-1",
        "class=problem/uncooperative 4/month<1/week/weekly mode=deep/by-class steps=manager:10/3 per month,round:4/month"
      ),
      (
        "cooperation=10 value_class=A manager_delta=-3",
        "class=problem/uncooperative 4/month<1/week/weekly mode=deep/by-class steps=manager:4/3 per month,round:2/month,by-class:4/month"
      ),
    ])
  func strongest(customer: String, decision: String) { #expect(Self.tobacco.decide(customer) == decision) }

  @Test("reasons name every rule that had a part, once")
  func reasons() throws {
    let customer = Fixture.facts("cooperation=10 value_class=A in_season=1 manager_delta=9")
    #expect(
      try Self.tobacco.policies.decide(customer).get().reasons
        == ["uncooperative", "weekly", "by-class", "peak", "manager", "at_most"])
  }

  @Test("an overlay that loosens the floor is refused, with the place of both lines")
  func loosenedFloor() {
    let base = """
      policy: base
      version: "1"
      facts:
        id: {type: string, key: true}
        score: number
      classify:
        class: {tiers: [good, general], first: [{id: g, when: score > 9, then: good}], else: general}
      cadence:
        obligations:
          - {id: by-class, by: class, floor: true, visits: {good: 1/month, general: 2/month}}
      """
    let overlay = """
      policy: region
      version: "1"
      extends: base
      cadence:
        obligations:
          - {id: by-class, visits: {good: 1/2 months}}
      """
    let loaded = PolicySet.load(
      ["region.yaml"], from: .memory(["base.yaml": base, "region.yaml": overlay]), asOf: Fixture.asOf)
    let faults = loaded.diagnostics.map { fault in
      ["\(fault.range)"] + fault.notes.map { "\($0.range)" }
    }
    #expect(faults == [["region.yaml:6:37", "base.yaml:10:61"]])
    #expect(loaded.value == nil)
  }
}
