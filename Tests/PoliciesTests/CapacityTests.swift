import Cadences
import Expressions
import Policies
import SourceText
import Testing

/// What `capacity:` means, and each of its faults.
struct CapacityTests {
  private static let rest = "capacity: {rep: town, day: {visiting: 420, private: 60}, visit: 30"

  /// Minutes of each day, minutes by mode, days, areas and owner, in a line.
  private static func read(_ capacity: String, calendar: String = "", asOf: String = "2026-06-10") throws -> String {
    let policy = MarkedPolicy.head(with: calendar + capacity)
    let day = try #require(CalendarDate(asOf))
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": policy.text]), asOf: day)
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics.said)")
    let plan = try #require(loaded.value?.policies.first?.capacity)
    let facts = try #require(loaded.value?.policies.first?.facts)
    let visits = VisitMode.allCases.map { plan.minutesPerVisit[$0]?.description ?? "?" }.joined(separator: "/")
    let parts = [
      facts[plan.representative].name, told(plan.minutesOfDays), visits, "\(plan.days)",
      plan.areas.map { facts[$0].name }.joined(separator: "+"), plan.owner ?? "",
    ]
    return parts.joined(separator: " ")
  }

  /// `10×420+11×480`.
  private static func told(_ minutes: [Rational]) -> String {
    var runs: [(count: Int, minutes: Rational)] = []
    for minutes in minutes {
      if runs.last?.minutes == minutes { runs[runs.count - 1].count += 1 } else { runs.append((1, minutes)) }
    }
    return runs.map { "\($0.count)×\($0.minutes)" }.joined(separator: "+")
  }

  private static let peak = "calendar: {seasons: {peak: {from: 11-15, until: 02-10}}}\n"

  private static let meanings: [(capacity: String, day: String, meaning: String)] = [
    (rest + "}", "2026-06-10", "town 22×420 30/30/30 22  "),
    (rest + "}", "2026-02-10", "town 20×420 30/30/30 20  "),
    (rest + ", days: 21}", "2026-06-10", "town 22×420 30/30/30 21  "),
    (
      rest + ", days: 21, owner: area_manager, areas: [channel, town]}", "2026-06-10",
      "town 22×420 30/30/30 21 channel+town area_manager"
    ),
    (rest + ", areas: channel, days: 0}", "2026-06-10", "town 22×420 30/30/30 0 channel "),
    (rest + ", travel: 12.5, days: 21}", "2026-06-10", "town 22×420 42.5/42.5/42.5 21  "),
    (
      "capacity: {rep: channel, day: {visiting: 400}, visit: {general: 20, deeper: 40, deep: 60}, travel: {general: 10, deeper: 10, deep: 15}, days: 20}",
      "2026-06-10", "channel 22×400 30/50/75 20  "
    ),
    (
      rest + ", days: 21, shifts: [{id: peak, when: in_season('peak'), from: private, to: visiting, minutes: 60}]}",
      "2026-12-10", "town 23×480 30/30/30 21  "
    ),
    (
      rest + ", days: 21, shifts: [{id: peak, when: in_season('peak'), from: private, to: visiting, minutes: 60}]}",
      "2026-06-10", "town 22×420 30/30/30 21  "
    ),
    (
      rest + ", days: 21, shifts: [{id: course, from: visiting, to: private, minutes: 45}]}", "2026-06-10",
      "town 22×375 30/30/30 21  "
    ),
    (
      rest
        + ", days: 21, shifts: [{id: one, from: private, to: visiting, minutes: 40}, {id: two, from: private, to: visiting, minutes: 40}]}",
      "2026-06-10", "town 22×480 30/30/30 21  "
    ),
    (
      rest + ", days: 21, shifts: [{id: all, from: visiting, to: private, minutes: 420}]}", "2026-06-10",
      "town 22×0 30/30/30 21  "
    ),
  ]

  @Test("say how much time there is and what a visit takes", arguments: meanings)
  func meaning(capacity: String, day: String, meaning: String) throws {
    #expect(try Self.read(capacity, calendar: Self.peak, asOf: day) == meaning)
  }

  private static let shifted =
    rest + ", shifts: [{id: peak, when: in_season('peak'), from: private, to: visiting, minutes: 60}]}"

  @Test(
    "let a shift hold on the days on which its condition does, whichever day of the month it is",
    arguments: ["2026-11-01", "2026-11-14", "2026-11-15", "2026-11-30"])
  func beginningPeak(day: String) throws {
    #expect(try Self.read(Self.shifted, calendar: Self.peak, asOf: day) == "town 10×420+11×480 30/30/30 21  ")
  }

  @Test("ask a shift of the days of the books' month, and of all days where none is worked on")
  func shiftedMonths() throws {
    let closed = "calendar: {close: 25, seasons: {peak: {from: 11-15, until: 02-10}}}\n"
    #expect(
      try Self.read(Self.shifted, calendar: closed, asOf: "2026-10-26") == "town 15×420+8×480 30/30/30 23  ")
    let idle =
      "calendar: {holidays: {2026-11-01..2026-11-30: x}, seasons: {peak: {from: 11-15, until: 02-10}}}\n"
    #expect(try Self.read(Self.shifted, calendar: idle, asOf: "2026-11-03") == "town 14×420+16×480 30/30/30 0  ")
    let byDay = Self.shifted.replacing("in_season('peak')", with: "day(as_of) <= 7")
    #expect(try Self.read(byDay, asOf: "2026-06-30") == "town 5×480+17×420 30/30/30 22  ")
  }

  @Test("count the days of the books' month")
  func fiscalMonth() throws {
    let calendar = "calendar: {close: 25}\n"
    // 26 May to 25 June, 26 June to 25 July.
    #expect(try Self.read(Self.rest + "}", calendar: calendar, asOf: "2026-06-25") == "town 23×420 30/30/30 23  ")
    #expect(try Self.read(Self.rest + "}", calendar: calendar, asOf: "2026-06-26") == "town 21×420 30/30/30 21  ")
  }

  @Test("let a region change what it names, shifts by their ids")
  func overlay() throws {
    let base = MarkedPolicy.head(
      with: Self.rest
        + ", days: 21, shifts: [{id: course, from: visiting, to: private, minutes: 45}, {id: peak, from: private, to: visiting, minutes: 60}]}"
    )
    let region = """
      policy: region
      version: "1"
      extends: p.yaml
      governs: {town: [north]}
      capacity: {day: {visiting: 400}, visit: {general: 20, deeper: 30, deep: 40}, shifts: [{id: course, off: true}]}
      """
    let loaded = PolicySet.load(
      ["p.yaml", "r.yaml"], from: .memory(["p.yaml": base.text, "r.yaml": region]), asOf: someDay)
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics.said)")
    let plans = (loaded.value?.policies ?? []).compactMap(\.capacity)
    #expect(plans.map { Set($0.minutesOfDays) } == [[460], [435]])
    #expect(plans.map { $0.minutesPerVisit[.deep] } == [40, 30])
  }

  typealias Case = (code: String, message: String, sections: String)

  private static let faults: [Case] = [
    ("expected-mapping", "capacity has to be a mapping of keys to values", "capacity: ⟦[town]⟧"),
    ("missing-key", "capacity has no 'rep'", "capacity: ⟦{day: {visiting: 420}, visit: 30}⟧"),
    ("missing-key", "capacity has no 'day'", "capacity: ⟦{rep: town, visit: 30}⟧"),
    ("missing-key", "capacity has no 'visit'", "capacity: ⟦{rep: town, day: {visiting: 420}}⟧"),
    ("unknown-key", "capacity has no key 'dys'", rest + ", ⟦dys⟧: 21}"),
    (
      "unknown-fact", "'twon' is no fact by which customers are grouped",
      "capacity: {rep: ⟦twon⟧, day: {visiting: 420}, visit: 30}"
    ),
    ("unknown-fact", "'county' is no fact by which customers are grouped", rest + ", areas: [⟦county⟧]}"),
    ("expected-value", "areas has to be a single value", rest + ", areas: [⟦[town]⟧]}"),
    (
      "names-nobody", "'count' is no text and names nobody and no area",
      "capacity: {rep: ⟦count⟧, day: {visiting: 420}, visit: 30}"
    ),
    ("names-nobody", "'opened' is no text and names nobody and no area", rest + ", areas: [⟦opened⟧]}"),
    ("repeated-value", "'town' is listed twice", rest + ", areas: [town, ⟦town⟧]}"),
    ("expected-mapping", "day has to be a mapping of keys to values", "capacity: {rep: town, day: ⟦420⟧, visit: 30}"),
    ("no-visiting-time", "the day has no time for visits", "capacity: {rep: town, day: ⟦{private: 60}⟧, visit: 30}"),
    (
      "not-minutes", "visiting: '1500' is no number of minutes of a day",
      "capacity: {rep: town, day: {visiting: ⟦1500⟧}, visit: 30}"
    ),
    (
      "day-too-long", "the parts of the day come to more than 24 hours",
      "capacity: {rep: town, day: ⟦{visiting: 1000, private: 500}⟧, visit: 30}"
    ),
    (
      "not-minutes", "visit: '-5' is no number of minutes of a day",
      "capacity: {rep: town, day: {visiting: 420}, visit: ⟦-5⟧}"
    ),
    (
      "no-minutes", "'visit' does not say how long a visit of the mode 'deep' takes",
      "capacity: {rep: town, day: {visiting: 420}, visit: ⟦{general: 20, deeper: 30}⟧}"
    ),
    ("unknown-value", "'depe' is no visit mode", rest + ", travel: {general: 1, deeper: 1, deep: 1, ⟦depe⟧: 2}}"),
    ("not-days-of-month", "days: '32' is no number of working days of a month", rest + ", days: ⟦32⟧}"),
    ("not-days-of-month", "days: '20.5' is no number of working days of a month", rest + ", days: ⟦20.5⟧}"),
    ("missing-key", "a rule of shifts has no 'id'", rest + ", shifts: [⟦{from: private, to: visiting, minutes: 10}⟧]}"),
    ("missing-key", "a rule of shifts has no 'minutes'", rest + ", shifts: [⟦{id: x, from: private, to: visiting}⟧]}"),
    (
      "unknown-value", "'privat' is no part of the day",
      rest + ", shifts: [{id: x, from: ⟦privat⟧, to: visiting, minutes: 10}]}"
    ),
    (
      "shifts-too-much", "'x' takes more minutes from 'private' than it has",
      rest + ", shifts: [⟦{id: x, from: private, to: visiting, minutes: 61}⟧]}"
    ),
    (
      "shifts-nowhere", "'x' takes the minutes from where it puts them",
      rest + ", shifts: [⟦{id: x, from: private, to: private, minutes: 10}⟧]}"
    ),
    (
      "shift-asks-customers", "a shift of time cannot depend on the customer",
      rest + ", shifts: [{id: x, when: ⟦amount > 3⟧, from: private, to: visiting, minutes: 10}]}"
    ),
    (
      "shift-without-answer", "the condition has no answer on 2026-02-03",
      rest + ", shifts: [{id: x, when: ⟦1 % (day(as_of) - 3) == 0⟧, from: private, to: visiting, minutes: 10}]}"
    ),
    (
      "repeated-id", "another rule of this list is called 'x'",
      rest
        + ", shifts: [{id: x, from: private, to: visiting, minutes: 10}, {id: ⟦x⟧, from: private, to: visiting, minutes: 10}]}"
    ),
  ]

  @Test("report each fault at its place", arguments: faults)
  func fault(code: String, message: String, sections: String) {
    expectFault(code, message, .head(with: sections))
  }

  private static let alone: [Case] = [
    (
      "bad-literal", "visiting: '4h' is not a number",
      "capacity: {rep: town, day: {visiting: ⟦4h⟧, private: 60}, visit: 30, shifts: [{id: x, from: private, to: visiting, minutes: 10}]}"
    ),
    (
      "bad-literal", "private: '1h' is not a number",
      "capacity: {rep: town, day: {visiting: 420, private: ⟦1h⟧}, visit: 30, shifts: [{id: x, from: private, to: visiting, minutes: 10}]}"
    ),
    (
      "no-visiting-time", "the day has no time for visits",
      "capacity: {rep: town, day: ⟦{private: 60}⟧, visit: 30, shifts: [{id: x, from: private, to: visiting, minutes: 10}]}"
    ),
    (
      "unknown-value", "'一般' is no visit mode",
      "capacity: {rep: town, day: {visiting: 420}, visit: {⟦一般⟧: 30, deeper: 1, deep: 1}}"
    ),
  ]

  @Test("report a fault without what follows from it", arguments: alone)
  func lonely(code: String, message: String, sections: String) {
    expectFault(code, message, .head(with: sections))
  }

  @Test("say the fact whose column or label is written")
  func labelled() {
    let policy = MarkedPolicy.head(
      facts: "  rep: {type: string, missing: unknown, column: 经理编号}\n",
      with: "capacity: {rep: 经理编号, day: {visiting: 420}, visit: 30}")
    #expect(diagnostics(["p.yaml": policy.text]).map(\.hint) == ["write rep"])
  }
}
