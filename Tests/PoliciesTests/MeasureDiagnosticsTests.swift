import Policies
import SourceText
import Testing

/// Each fault of events and measures: its code, its words and the place that it points at.
struct MeasureDiagnosticsTests {
  typealias Case = (code: String, message: String, sections: String)

  private static let visits =
    "events: {visits: {key: id, time: day, fields: {mode: {type: enum, values: [general, deep]}, met: bool, minutes: number, note: string}}}\n"

  private static func measures(_ text: String) -> MarkedPolicy { .head(with: visits + "measures: {\(text)}") }

  private static let events: [Case] = [
    ("expected-mapping", "events has to be a mapping of keys to values", "events: ⟦[visits]⟧"),
    ("expected-mapping", "events 'v' has to be a mapping of keys to values", "events: {v: ⟦id⟧}"),
    (
      "bad-name", "'a-b' cannot name a event table: in a condition it would read as a subtraction",
      "events: {⟦a-b⟧: {key: id, time: day}}"
    ),
    ("missing-key", "events 'v' has no 'key'", "events: {v: ⟦{time: day}⟧}"),
    ("missing-key", "events 'v' has no 'time'", "events: {v: ⟦{key: id}⟧}"),
    ("unknown-key", "events 'v' has no key 'tme'", "events: {v: {key: id, time: day, ⟦tme⟧: day}}"),
    ("expected-value", "key has to be a single value", "events: {v: {key: ⟦[id]⟧, time: day}}"),
    (
      "expected-mapping", "fields of events 'v' has to be a mapping of keys to values",
      "events: {v: {key: id, time: day, fields: ⟦[met]⟧}}"
    ),
    ("missing-key", "field 'x' has no 'type'", "events: {v: {key: id, time: day, fields: {x: ⟦{label: X}⟧}}}"),
    (
      "unknown-value", "'nubmer' is no type",
      "events: {v: {key: id, time: day, fields: {x: ⟦nubmer⟧}}}\nmeasures: {m: {of: v, sum: x}}"
    ),
    (
      "reserved-name", "'as_of' is a word of the language, not free for a field",
      "events: {v: {key: id, time: ⟦as_of⟧}}"
    ),
    ("bad-name", "'a b' cannot name a field", "events: {v: {key: ⟦a b⟧, time: day}}"),
    (
      "wrong-field-type", "the key of the events has to be a text, and the field 'shop' is not",
      "events: {v: {key: ⟦shop⟧, time: day, fields: {shop: integer}}}"
    ),
    (
      "wrong-field-type", "the time of the events has to be a date, and the field 'day' is not",
      "events: {v: {key: id, time: ⟦day⟧, fields: {day: string}}}"
    ),
    (
      "wrong-field-type", "the time of the events has to be a date, and the field 'id' is not",
      "events: {v: {key: id, time: ⟦id⟧}}"
    ),
    (
      "key-of-field", "the field 'shop' cannot say itself that it is the key",
      "events: {v: {key: shop, time: day, fields: {shop: {type: string, ⟦key⟧: true}}}}"
    ),
    (
      "column-taken", "another field, 'met', reads the column 'met' too",
      "events: {v: {key: id, time: day, fields: {met: bool, ⟦kept⟧: {type: bool, column: met}}}}"
    ),
    (
      "not-a-language", "label: 'cn' is no language",
      "events: {v: {key: id, time: day, fields: {x: {type: bool, label: {⟦cn⟧: 是}}}}}"
    ),
  ]

  @Test(arguments: events)
  func `a fault of events is said once, at its place`(_ fault: Case) {
    expectFault(fault.code, fault.message, .head(with: fault.sections))
  }

  private static let forms: [Case] = [
    ("expected-mapping", "measure 'm' has to be a mapping of keys to values", "m: ⟦5⟧"),
    ("missing-key", "measure 'm' has no 'of'", "m: ⟦{count: true}⟧"),
    ("unknown-events", "there are no events 'visit'", "m: {of: ⟦visit⟧, count: true}"),
    ("unknown-key", "measure 'm' has no key 'whre'", "m: {of: visits, count: true, ⟦whre⟧: met}"),
    ("no-form", "nothing says how 'm' is measured", "⟦m⟧: {of: visits, within: 30d}"),
    ("two-forms", "'m' is measured twice: by `count` and by `sum`", "m: {of: visits, sum: ⟦minutes⟧, count: true}"),
    (
      "needs-no-value", "'count' measures the events themselves, not a value of theirs",
      "m: {of: visits, count: ⟦false⟧}"
    ),
    (
      "needs-no-value", "'count' measures the events themselves, not a value of theirs", "m: {of: visits, count: ⟦met⟧}"
    ),
    (
      "needs-no-value", "'days_since' measures the events themselves, not a value of theirs",
      "m: {of: visits, days_since: ⟦day⟧}"
    ),
    ("unknown-field", "'minuts' is no field of the events 'visits'", "m: {of: visits, last: ⟦minuts⟧}"),
    ("unknown-field", "'minutes + 1' is no field of the events 'visits'", "m: {of: visits, distinct: ⟦minutes + 1⟧}"),
    ("unknown-field", "'town' is no field of the events 'visits'", "m: {of: visits, first: ⟦town⟧}"),
    ("wrong-type", "this has to be a number; it is text (string)", "m: {of: visits, sum: ⟦note⟧}"),
    ("wrong-type", "this has to be true or false; it is a number (double)", "m: {of: visits, streak: ⟦minutes⟧}"),
    ("wrong-type", "this has to be true or false; it is text (string)", "m: {of: visits, count: true, where: ⟦note⟧}"),
    (
      "wrong-type", "this has to be a number; it is true or false (bool)",
      "m: {of: visits, trend: ⟦false⟧, within: 30d}"
    ),
    ("unknown-name", "there is no 'minuts'", "m: {of: visits, sum: ⟦minuts⟧}"),
    ("expected-value", "where has to be a single value", "m: {of: visits, count: true, where: ⟦[met]⟧}"),
    (
      "trend-without-window", "'m' compares a window with the one before it, but has none",
      "⟦m⟧: {of: visits, trend: true}"
    ),
    ("not-a-window", "within: 'a while' is no stretch of time", "m: {of: visits, trend: true, within: ⟦a while⟧}"),
    (
      "unavailable-name",
      "'amount' cannot be used here: it belongs to the customer, and what is asked of an event reads the event's fields",
      "m: {of: visits, count: true, where: ⟦amount⟧ > 1}"
    ),
    (
      "unavailable-name",
      "'m' cannot be used here: it belongs to the customer, and what is asked of an event reads the event's fields",
      "m: {of: visits, count: true}, n: {of: visits, sum: ⟦m⟧}"
    ),
    ("name-taken", "the name 'amount' of this measure is taken", "⟦amount⟧: {of: visits, count: true}"),
    (
      "reserved-name", "'visits' is a word of the language, not free for a measure",
      "⟦visits⟧: {of: visits, count: true}"
    ),
    ("bad-name", "'次数１' cannot name a measure", "⟦次数１⟧: {of: visits, count: true}"),
    ("not-a-language", "label: 'cn' is no language", "m: {of: visits, count: true, label: {⟦cn⟧: 次数}}"),
  ]

  @Test(arguments: forms)
  func `a fault of a measure is said once, at its place`(_ fault: Case) {
    expectFault(fault.code, fault.message, Self.measures(fault.sections))
  }

  private static let windows = [
    "0d", "30", "d", "+3d", "3x", "36501d", "1001 months", "0 months", "3 moons", "3  months ago", "this", "this moon",
    "this 2 months", "last", "last 0 months", "last -1 month", "month", "next month", "本月", "３０d", "30 d", "30D",
  ]

  @Test(arguments: windows)
  func `what is no stretch of time is refused`(_ text: String) {
    expectFault(
      "not-a-window", "within: '\(text)' is no stretch of time",
      Self.measures("m: {of: visits, count: true, within: ⟦\(text)⟧}"))
  }

  @Test func `a unit alone may mean two windows, and the hint names both`() {
    let found = diagnostics(["p.yaml": Self.measures("m: {of: visits, count: true, within: month}").text])
    #expect(found.map(\.hint) == ["write `this month`, `last month`, or `1 month` back from the as-of date"])
  }

  private static let meant = [
    ("30", "30d"), ("30D", "30d"), ("30 d", "30d"), ("３０d", "30d"), ("3m", "3 months"), ("1y", "1 year"),
    ("本月", "this month"), ("上个月", "last month"), ("最近30天", "30d"), ("近3个月", "3 months"), ("last 4w", "last 4 weeks"),
  ]

  @Test(arguments: meant)
  func `a window that is written otherwise is repaired`(_ text: String, _ window: String) {
    let found = diagnostics(["p.yaml": Self.measures("m: {of: visits, count: true, within: \(text)}").text])
    #expect(found.map(\.hint) == ["write `\(window)`"])
  }

  @Test func `a time that is no date is no fault of what keeps it`() {
    let events = "events: {v: {key: id, time: ⟦day⟧, fields: {day: string}}}\nmeasures: {m: {of: v, last: day}}\n"
    expectFault(
      "wrong-field-type", "the time of the events has to be a date, and the field 'day' is not",
      .head(with: events + "cadence: {schedule: {last_visit: m}}"))
  }

  @Test func `fields and tables that there are are named`() {
    let hints = { (measure: String) in diagnostics(["p.yaml": Self.measures(measure).text]).map(\.hint) }
    #expect(hints("m: {of: 访问, count: true}") == ["declare them in `events:`, or write visits"])
    let fields = hints("m: {of: visits, sum: 停留时间}") + hints("m: {of: visits, last: 停留时间}")
    #expect(fields.count == 2 && fields[0] == fields[1])
    #expect(fields[0]?.hasPrefix("declare it in the events' `fields:`, or write one of them: ") == true)
  }

  @Test func `what is not indented below its measure is told at its place`() {
    expectFault(
      "outdented", "'within' says something of what it does not stand below",
      Self.measures("m: {of: visits, count: true}, ⟦within⟧: 30d"))
    let found = diagnostics(["p.yaml": Self.measures("m: {of: visits, count: true}, within: 30d").text])
    #expect(found.map(\.hint) == ["indent it below 'm', like what else that says"])
  }

  private static let faultless = [
    "m: {of: visits, count: true, where: \"mode == 'deep' && !met\", within: 30d}",
    "m: {of: visits, trend: minutes, within: last 2 quarters}, n: {of: visits, trend: true, within: this year}",
    "走访次数: {of: visits, count: true, label: {zh: 走访}, unit: visits, source: \"004\", note: x, locked: true}",
    "m: {of: visits, last: mode}, n: {of: visits, first: day}, o: {of: visits, distinct: note}",
    "m: {of: visits, streak: met, where: has(minutes)}, n: {of: visits, days_since: true}",
    "m: {of: visits, max: minutes / 60}, n: {of: visits, avg: \"met ? 1 : 0\"}, o: {of: visits, count: true, where: day > as_of}",
  ]

  @Test(arguments: faultless)
  func `what may be measured has no fault`(_ measures: String) {
    #expect(diagnostics(["p.yaml": Self.measures(measures).text]) == [])
  }

  @Test func `a faulty measure, field or table is no fault of what reads it`() {
    let faulty: [(measures: String, code: String)] = [
      ("m: {of: visits, sum: note}", "wrong-type"), ("m: {of: visits}", "no-form"),
      ("m: {of: visit, count: true}", "unknown-events"),
      ("m: 5", "expected-mapping"), ("m: {count: true}", "missing-key"),
    ]
    let readers = "\nderive: {d: m + 1}\nflags: [{id: x, when: m > 3}]\npopulation: {r: {rank: m}}"
    for (measures, code) in faulty {
      let found = diagnostics(["p.yaml": Self.measures(measures).text + readers])
      #expect(found.map(\.code) == [code], "\(found.said)")
    }
    let table = "events: {v: {key: id}}\nmeasures: {m: {of: v, count: true}}" + readers
    #expect(diagnostics(["p.yaml": MarkedPolicy.head(with: table).text]).map(\.code) == ["missing-key"])
    let field =
      "events: {v: {key: id, time: day, fields: {x: 5, y: [a]}}}\nmeasures: {m: {of: v, sum: x + y}, n: {of: v, last: y}}"
    #expect(
      diagnostics(["p.yaml": MarkedPolicy.head(with: field).text]).map(\.code) == ["unknown-value", "expected-value"])
  }

  @Test func `a policy whose facts are all faulty does not stop the reading of its events`() {
    for facts in ["{}", "{id: [a]}", "{id: number}", "{id: {type: date, key: true}}"] {
      let text =
        "policy: p\nversion: \"1\"\nfacts: \(facts)\nevents: {v: {key: id, time: day}}\nmeasures: {m: {of: v, count: true}}\n"
      #expect(diagnostics(["p.yaml": text]).count == 1, "\(facts): \(diagnostics(["p.yaml": text]).said)")
    }
  }

  @Test func `fields may bear the names of facts and the words of decisions`() {
    let sections =
      "events: {v: {key: id, time: day, fields: {amount: string, visits: integer, mode: string, missing: bool}}}\n"
      + "measures: {m: {of: v, sum: visits, where: \"amount == 'x' && mode != 'y' && !missing\"}}\nderive: {d: amount + m}"
    #expect(diagnostics(["p.yaml": MarkedPolicy.head(with: sections).text]) == [])
  }

  @Test func `names are the policy's own, whatever declares them`() {
    let clashes = [
      "measures: {m: {of: visits, count: true}}\nderive: {⟦m⟧: amount}",
      "measures: {m: {of: visits, count: true}}\npopulation: {⟦m⟧: {rank: amount}}",
      "population: {m: {rank: amount}}\nderive: {⟦m⟧: amount}",
      "population: {m: {rank: amount}}\nclassify: {⟦m⟧: {tiers: [a, b], first: [{id: x, when: promo, then: a}], else: b}}",
      "measures: {m: {of: visits, count: true}}\noutputs: {⟦m⟧: {value: amount}}",
    ]
    for clash in clashes {
      let policy = MarkedPolicy.head(with: Self.visits + clash)
      let found = diagnostics(["p.yaml": policy.text])
      #expect(found.map(\.code) == ["name-taken"], "\(found.said)")
      #expect(found.first.map { $0.range.start..<$0.range.end } == policy.mark)
    }
  }

  @Test func `a column belongs to a fact or a measure, not to both`() {
    expectFault(
      "column-taken", "another fact, 'x', reads the column 'm' too",
      .head(facts: "  x: {type: number, column: m}\n", with: Self.visits + "measures: {⟦m⟧: {of: visits, count: true}}")
    )
  }

  @Test func `a param that only a measure reads is read`() {
    let text =
      "params: {p: 20, q: 0.8}\n" + Self.visits
      + "measures: {m: {of: visits, count: true, where: minutes > params.p}}\npopulation: {s: {rank: amount, over: amount > params.q}}"
    #expect(diagnostics(["p.yaml": MarkedPolicy.head(with: text).text]) == [])
  }

  @Test func `customers are governed by facts that are given`() {
    let head = MarkedPolicy.head(with: Self.visits + "measures: {m: {of: visits, last: mode}}\ngoverns: {⟦m⟧: [deep]}")
    expectFault(
      "governs-measured", "`governs` tells customers apart before anything is measured, and 'm' is", head)
  }
}
