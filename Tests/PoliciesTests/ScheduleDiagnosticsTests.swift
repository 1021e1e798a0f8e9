import Cadences
import Expressions
import Policies
import SourceText
import Testing

/// Each fault of a schedule and of spacing: its code, its words and the place that it points at.
struct ScheduleDiagnosticsTests {
  typealias Case = (code: String, message: String, sections: String)

  private static func cadence(_ text: String) -> String {
    "cadence: {obligations: [{id: o, visits: 1/month}], \(text)}"
  }

  /// A schedule that counts visits of events.
  private static func counting(_ made: String) -> String {
    "events: {v: {key: id, time: day, fields: {met: bool, note: string}}}\nmeasures: {n: {of: v, count: true, within: this month}}\n"
      + cadence("schedule: {last_visit: opened, made: \(made)}")
  }

  private static let faults: [Case] = [
    ("missing-key", "made has no 'of'", counting("⟦{where: met}⟧")),
    ("unknown-key", "made has no key 'whre'", counting("{of: v, ⟦whre⟧: met}")),
    ("unknown-events", "there are no events 'visits'", counting("{of: ⟦visits⟧}")),
    ("wrong-type", "this has to be true or false; it is text (string)", counting("{of: v, where: ⟦note⟧}")),
    (
      "made-of-window",
      "'n' counts the visits of one window, but what counts is the week, month, quarter or year of the last visit, "
        + "whichever the cadence is for", counting("⟦n⟧")
    ),
    ("expected-mapping", "schedule has to be a mapping of keys to values", cadence("schedule: ⟦opened⟧")),
    ("missing-key", "schedule has no 'last_visit'", cadence("schedule: ⟦{made: count}⟧")),
    ("unknown-key", "schedule has no key 'last'", cadence("schedule: {last_visit: opened, ⟦last⟧: opened}")),
    ("expected-value", "last_visit has to be a single value", cadence("schedule: {last_visit: ⟦[opened]⟧}")),
    (
      "wrong-type", "this has to be a date or time; it is a number (double)",
      cadence("schedule: {last_visit: ⟦amount⟧}")
    ),
    (
      "wrong-type", "this has to be a number; it is text (string)",
      cadence("schedule: {last_visit: opened, made: ⟦town⟧}")
    ),
    (
      "wrong-type", "this has to be a date or time; it is a whole number (int)",
      cadence("schedule: {last_visit: opened, since: ⟦count⟧}")
    ),
    ("unknown-name", "there is no 'opend'", cadence("schedule: {last_visit: ⟦opend⟧}")),
    (
      "unknown-value", "'before' is no move", cadence("schedule: {last_visit: opened, move: ⟦before⟧}")
    ),
    ("no-day-between", "min: two visits are at least a day apart", cadence("spacing: {min: ⟦0d⟧}")),
    ("no-day-between", "max: two visits are at least a day apart", cadence("spacing: {max: ⟦0w⟧}")),
    ("empty-spacing", "no two visits can keep this spacing", cadence("spacing: ⟦{min: 5d, max: 4d}⟧")),
    (
      "unavailable-name",
      "'next_due' cannot be used here: it is known only when the cadence is; flags and outputs may read it",
      "derive: {d: ⟦next_due⟧}\n" + cadence("schedule: {last_visit: opened}")
    ),
    (
      "unavailable-name", "'days_overdue' cannot be used here: the policy's cadence has no schedule",
      "flags: [{id: f, when: ⟦days_overdue⟧ > 0}]"
    ),
  ]

  @Test(arguments: faults)
  func `a fault is told at its place`(one: Case) { expectFault(one.code, one.message, .head(with: one.sections)) }

  private static let faulty = [
    "spacing: {min: 50d, max: 45d}, schedule: {last_visit: opened}",
    "spacing: {min: 3}, schedule: {last_visit: opened}",
    "schedule: {last_visit: opend}", "schedule: {last_visit: amount}", "schedule: {made: count}", "schedule: opened",
  ]

  @Test(arguments: faulty)
  func `a faulty schedule is no fault of what reads its dates`(_ schedule: String) {
    let policy = MarkedPolicy.head(
      with: Self.cadence(schedule) + "\nflags: [{id: f, when: days_overdue > 0}]\noutputs: {o: {value: next_due}}")
    let found = diagnostics(["p.yaml": policy.text])
    #expect(found.count == 1, "\(found.said)")
  }

  @Test func `a schedule in which nothing is written is none`() {
    expectFault(
      "unavailable-name", "'days_overdue' cannot be used here: the policy's cadence has no schedule",
      .head(
        with:
          "cadence: {obligations: [{id: o, visits: 1/month}], schedule: }\nflags: [{id: f, when: ⟦days_overdue⟧ > 0}]"))
  }

  private static let lengths = [
    ("9", "write 9d"), ("９d", "write 9d"), ("5D", "write 5d"), ("a week", "write 7d or 2w"),
    ("1 month", "write 7d or 2w"),
  ]

  @Test(arguments: lengths)
  func `days that are written otherwise are repaired`(_ text: String, _ hint: String) {
    let found = diagnostics(["p.yaml": MarkedPolicy.head(with: Self.cadence("spacing: {min: \(text)}")).text])
    #expect(found.map(\.hint) == [hint])
  }

  @Test(arguments: [("5天", 5), ("5 days", 5), ("2周", 14), ("2 weeks", 14), ("2w", 14)])
  func `days may be written in words and in Chinese`(_ text: String, _ days: Int) throws {
    let policy = MarkedPolicy.head(with: Self.cadence("spacing: {min: \(text)}"))
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy.text]), asOf: someDay)
    #expect(loaded.value?.policies.first?.cadence?.spacing?.min == days)
  }

  private static let cadences = [
    ("每周1次", "write `1/week`"), ("weekly", "write `1/week`"), ("1次/季度", "write `1/quarter`"),
    ("1／month", "write `1/month`"),
    ("按需", "write `on_demand`"),
    ("often", "write a number of visits and a period, such as `2/month` or `1/2 months`, or `on_demand`"),
  ]

  @Test(arguments: cadences)
  func `a cadence that is written otherwise is repaired`(_ text: String, _ hint: String) {
    let policy = MarkedPolicy.head(with: "cadence: {obligations: [{id: o, visits: \(text)}]}")
    #expect(diagnostics(["p.yaml": policy.text]).map(\.hint) == [hint])
  }

  @Test(arguments: ["interval_days", "next_due", "latest", "days_overdue", "due_reason"])
  func `the names of what a schedule says are its own`(_ name: String) {
    let schedule = Self.cadence("schedule: {last_visit: opened}")
    let message = "the name '\(name)' of this fact is taken"
    expectFault("name-taken", message, .head(facts: "  ⟦\(name)⟧: {type: integer, missing: unknown}\n", with: schedule))
    let output = MarkedPolicy.head(with: "\(schedule)\noutputs: {⟦\(name)⟧: {value: amount}}")
    expectFault("name-taken", "the name '\(name)' of this output is taken", output)
    #expect(diagnostics(["p.yaml": output.text]).first?.notes.first?.range.position.line == 11)
    let free = MarkedPolicy.head(
      facts: "  \(name): {type: integer, missing: unknown}\n", with: "derive: {d: \(name) + 1}")
    #expect(diagnostics(["p.yaml": free.text]).isEmpty)
  }

  @Test func `an overlay changes a schedule key by key, gives one, and its spacing and calendar count`() throws {
    let base = MarkedPolicy.head(with: Self.cadence("spacing: {max: 30d}, schedule: {last_visit: opened, move: next}"))
    let overlay = """
      policy: o
      version: "1"
      extends: p
      calendar: {close: 25}
      cadence: {spacing: {min: 2d}, schedule: {made: count, move: nearest}}
      """
    let loaded = PolicySet.load(
      ["o.yaml"], from: .memory(["p.yaml": base.text, "o.yaml": overlay]), asOf: someDay)
    let schedule = try #require(loaded.value?.policies.first?.cadence?.schedule, "\(loaded.diagnostics.said)")
    #expect(schedule.lastVisit.source.text == "opened")
    #expect(schedule.made?.expression.source.text == "count")
    #expect(schedule.since == nil)
    #expect(schedule.terms.moving == .nearest)
    #expect([schedule.terms.spacing.min, schedule.terms.spacing.max] == [2, 30])
    #expect(schedule.terms.calendar.fiscalClose == .day(25))
  }
}
