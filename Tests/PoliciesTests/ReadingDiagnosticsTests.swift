import SourceText
import Testing

/// Each fault of a policy's keys and values: its code, its words and the place that it points at.
struct ReadingDiagnosticsTests {
  typealias Case = (code: String, message: String, sections: String)

  private static let structure: [Case] = [
    ("unknown-key", "the policy has no key 'classfy'", "⟦classfy⟧: {}"),
    ("expected-mapping", "derive has to be a mapping of keys to values", "derive: ⟦[a]⟧"),
    ("expected-mapping", "dimension 'd' has to be a mapping of keys to values", "classify: {d: ⟦first⟧}"),
    ("expected-list", "flags has to be a list", "flags: ⟦{id: x}⟧"),
    (
      "bad-name", "'a-b' cannot name a derived value: in a condition it would read as a subtraction",
      "derive: {⟦a-b⟧: amount}"
    ),
    ("bad-name", "'1a' cannot name a derived value", "derive: {⟦1a⟧: amount}"),
    ("bad-name", "'等级１' cannot name a derived value", "derive: {⟦等级１⟧: amount}"),
    ("bad-name", "'package' cannot name a derived value", "derive: {⟦package⟧: amount}"),
    ("reserved-name", "'flags' is a word of the language, not free for a derived value", "derive: {⟦flags⟧: amount}"),
    ("name-taken", "the name 'amount' of this derived value is taken", "derive: {⟦amount⟧: count}"),
    ("circle", "these derived values need each other: a → b → a", "derive: {⟦a⟧: b + 1, b: a + 1}"),
    ("repeated-id", "another rule of this list is called 'x'", "flags: [{id: x, when: promo}, {id: ⟦x⟧, when: promo}]"),
    ("bad-id", "'a;b' cannot be a rule's id", "flags: [{id: ⟦a;b⟧, when: promo}]"),
    ("missing-key", "a rule of flags has no 'id'", "flags: [⟦{when: promo}⟧]"),
    ("missing-key", "a rule of flags has no 'when'", "flags: [⟦{id: x}⟧]"),
    (
      "not-boolean", "floor: 'yes' is neither true nor false",
      "cadence: {obligations: [{id: x, visits: 1/month, floor: ⟦yes⟧}]}"
    ),
    (
      "escalation-without-due", "a flag without `due` is never overdue, and so never goes to the next level",
      "flags: [{id: x, when: promo, escalate: ⟦[{owner: a, after: 7d}]⟧}]"
    ),
    (
      "missing-key", "a level of escalate has no 'owner'",
      "flags: [{id: x, when: promo, due: 1d, escalate: [⟦{after: 7d}⟧]}]"
    ),
    (
      "missing-key", "a level of escalate has no 'after'",
      "flags: [{id: x, when: promo, due: 1d, escalate: [⟦{owner: a}⟧]}]"
    ),
    ("expected-list", "escalate has to be a list", "flags: [{id: x, when: promo, due: 1d, escalate: ⟦{owner: a}⟧}]"),
    (
      "unknown-key", "'off' has nothing to act on: there is no such thing in a base",
      "flags: [{id: x, when: promo, ⟦off⟧: true}]"
    ),
  ]

  private static let params: [Case] = [
    ("param-outside-limits", "'p' is 70, but must be at most 60", "params: {p: {value: ⟦70⟧, min: 30, max: 60}}"),
    ("param-outside-limits", "'p' is 20, but must be at least 30", "params: {p: {value: ⟦20⟧, min: 30, max: 60}}"),
    ("bad-literal", "param 'p': 'x' is not a number", "params: {p: ⟦x⟧}"),
    ("bad-literal", "param 'p': '1.5' is not a whole number", "params: {p: {type: integer, value: ⟦1.5⟧}}"),
    ("unknown-value", "'int' is no type", "params: {p: {type: ⟦int⟧, value: 1}}"),
    ("empty-limits", "no value can lie within the limits of 'p'", "params: {p: {value: 20, min: ⟦60⟧, max: 30}}"),
    ("unread-param", "nothing reads the param 'p'", "params: {p: ⟦20⟧, q: 3}\nderive: {d: amount + params.q}"),
    ("limits-on-text", "'p' is no number and cannot have limits", "params: {p: {type: string, value: a, min: ⟦1⟧}}"),
  ]

  private static let dimensions: [Case] = [
    ("no-form", "nothing says how 'd' is decided", "classify: {⟦d⟧: {tiers: [a]}}"),
    (
      "two-forms", "'d' is decided twice: by `first` and by `bands`",
      "classify: {d: {tiers: [a], first: [{id: x, when: promo, then: a}], bands: ⟦{of: amount, at_least: {a: 1}}⟧}}"
    ),
    (
      "unknown-value", "'c' is no tier of 'd'",
      "classify: {d: {tiers: [a, b], first: [{id: x, when: promo, then: ⟦c⟧}, {id: y, when: promo, then: a}], else: b}}"
    ),
    (
      "repeated-value", "'a' is listed twice",
      "classify: {d: {tiers: [a, ⟦a⟧], first: [{id: x, when: promo, then: a}]}}"
    ),
    (
      "unordered-thresholds", "'b' can never be reached: 'a' takes all of it",
      "classify: {d: {tiers: [a, b], bands: {of: amount, at_least: {a: 1, b: ⟦2⟧}}}}"
    ),
    ("thresholds", "'d' needs thresholds, of one kind", "classify: {d: {tiers: [a], bands: ⟦{of: amount}⟧, else: a}}"),
    (
      "incomplete-part", "the part 'x' has to add either points or a value",
      "classify: {d: {tiers: [a], score: {parts: [⟦{id: x, when: promo}⟧], at_least: {a: 1}}}}"
    ),
    (
      "cell-count", "the row has 1 cell, the table 2 inputs",
      "classify: {d: {tiers: [a], table: {inputs: [amount, channel], rows: [{id: x, when: ⟦[\"-\"]⟧, then: a}]}, else: a}}"
    ),
    (
      "unknown-value", "'mal' is no value of 'channel'",
      "classify: {d: {tiers: [a], table: {inputs: [channel], rows: [{id: x, when: [\"shop, ⟦mal⟧\"], then: a}]}, else: a}}"
    ),
    (
      "overlap", "'y' and 'x' of 'd' can match together",
      "classify: {d: {tiers: [a, b], table: {inputs: [amount], rows: [{id: x, when: [\"<= 10\"], then: a}, ⟦{id: y, when: [\">= 10\"], then: b}⟧]}}}"
    ),
    (
      "overlap", "'y' and 'x' of 'd' can match together and say different things",
      "classify: {d: {tiers: [a, b], table: {hit: any, inputs: [amount], rows: [{id: x, when: [\"[1..5]\"], then: a}, ⟦{id: y, when: [\"(4..9)\"], then: b}⟧]}}}"
    ),
    (
      "collect-not-allowed", "'d' takes one answer; it cannot collect several",
      "classify: {d: {tiers: [a], table: ⟦{hit: collect, collect: sum, inputs: [amount], rows: [{id: x, when: [\"1\"], then: a}]}⟧}}"
    ),
    (
      "circle", "these dimensions need each other: d → e → d",
      "classify: {⟦d⟧: {tiers: [a, b], first: [{id: x, when: \"e == 'a'\", then: a}], else: b}, e: {tiers: [a, b], first: [{id: y, when: \"d == 'a'\", then: a}], else: b}}"
    ),
    (
      "unused-tier", "no rule of 'd' gives the tier 'b'",
      "classify: {⟦d⟧: {tiers: [a, b], first: [{id: x, when: channel == 'mall', then: a}]}}"
    ),
    (
      "best-tier-by-default", "a customer whose 'amount' is missing can get 'a', the best tier",
      "classify: {d: {tiers: [a, b], first: [{id: x, when: amount < 1, then: b}], else: a, unknown: ⟦a⟧}}"
    ),
    (
      "best-tier-by-default",
      "`else` is the best tier, 'a': a customer whose 'amount' is missing gets the next that a rule might give",
      "classify: {d: {tiers: [a, b], first: [{id: x, when: amount < 1, then: b}], else: ⟦a⟧}}"
    ),
  ]

  private static let more: [Case] = [
    (
      "form-without-name", "'first' says how something is decided, but not what",
      "classify:\n  ⟦first⟧:\n    - {id: x, when: promo, then: a}"
    ),
    (
      "empty-interval", "no number lies in this interval",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: [\"[⟦200⟧..100]\"], then: a}]}}}"
    ),
    (
      "empty-interval", "no number lies in this interval",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: [\"[⟦100⟧...200)\"], then: a}]}}}"
    ),
    (
      "overlap", "'o.b' and 'o.a' of 'o' can match together",
      "outputs: {o: {match: {on: channel, cases: {a: [mall, shop], ⟦b⟧: shop}}}}"
    ),
    (
      "never-reached", "'x' always holds, so y can never be reached",
      "outputs: {o: {first: [{id: x, when: ⟦true⟧, then: a}, {id: y, when: promo, then: b}]}}"
    ),
    (
      "never-true", "'x' can never hold: its condition is false",
      "outputs: {o: {first: [{id: x, when: ⟦1 > 2⟧, then: a}]}}"
    ),
    ("not-a-language", "label: '需走访' is no language", "flags: [{id: x, when: promo, label: {zh: 长期未订货, ⟦需走访⟧: }}]"),
    ("not-a-language", "label: 'cn' is no language", "flags: [{id: x, when: promo, label: {⟦cn⟧: 长期未订货}}]"),
  ]

  private static let tables: [Case] = [
    (
      "interval-brackets", "an interval stands between brackets",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: [⟦1..5⟧], then: a}]}}}"
    ),
    (
      "cell-count", "the row has 2 cells, the table 1 input",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: ⟦[1, 2]⟧, then: a}]}}}"
    ),
    (
      "circle", "these derived values need each other: a → a",
      "derive: {⟦a⟧: a + 1}\nflags: [{id: x, when: a}, {id: y, when: a > 1}]"
    ),
    (
      "incomplete-part", "the part 'x' has to add either points or a value",
      "classify: {d: {tiers: [a, b], score: {parts: [⟦{id: x, when: promo, of: amount, points: 1}⟧], at_least: {a: 1}}, else: b}}"
    ),
    (
      "equality-cell", "a cell needs no '!='",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: [\"⟦!= 5⟧\"], then: a}]}}}"
    ),
    (
      "bad-literal", "a cell: 'params.q' is not a number",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: [\"> ⟦params.q⟧\"], then: a}]}}}"
    ),
    (
      "two-elses", "'o' has an `else` already",
      "outputs: {o: {match: {on: channel, cases: {a: mall}, else: b}, else: ⟦c⟧}}"
    ),
    (
      "repeated-id", "a row of this table is called 'x' too",
      "outputs: {o: {first: [{id: x, when: promo, then: a}], else: ⟦{then: b, id: x}⟧}}"
    ),
    (
      "bad-id", "'a;b' cannot be a rule's id",
      "outputs: {o: {first: [{id: x, when: promo, then: a}], else: {then: b, id: ⟦a;b⟧}}}"
    ),
    (
      "collect-type", "'o' is not of a type that has a sum",
      "outputs: {⟦o⟧: {table: {hit: collect, collect: sum, inputs: [amount], rows: [{id: x, when: [\"> 1\"], then: 5}]}}}"
    ),
    (
      "collect-fallback", "where no row matches, the count is 0; `else` and `unknown` cannot say otherwise",
      "outputs: {o: {type: integer, table: {hit: collect, collect: count, inputs: [amount], rows: [{id: x, when: [\"> 1\"], then: 5}]}, else: ⟦3⟧}}"
    ),
    (
      "not-testable", "an input of type list(int) has no values to list",
      "outputs: {o: {match: {on: \"[1, 2]\", cases: {a: ⟦x⟧}}}}"
    ),
    (
      "bad-literal", "a cell of a true-or-false input names one of the two",
      "outputs: {o: {table: {inputs: [promo], rows: [{id: x, when: [\"⟦true⟧, false\"], then: a}]}}}"
    ),
    (
      "bad-literal", "'1O' is not a number, as the input is",
      "outputs: {o: {table: {inputs: [amount], rows: [{id: x, when: [\">= ⟦1O⟧\"], then: a}]}}}"
    ),
    (
      "bad-literal", "'31.1.2026' is not a date, as the input is",
      "outputs: {o: {table: {inputs: [opened], rows: [{id: x, when: [\"< ⟦31.1.2026⟧\"], then: a}]}}}"
    ),
    (
      "bad-literal", "a cell: 'params.q' is not a text",
      "outputs: {o: {table: {inputs: [town], rows: [{id: x, when: [⟦params.q⟧], then: a}]}}}"
    ),
    (
      "bad-literal", "output 'o': 'params.q' is not a text",
      "outputs: {o: {first: [{id: x, when: promo, then: ⟦params.q⟧}]}}"
    ),
    (
      "expected-mapping", "cases of 'o' has to be a mapping of keys to values",
      "outputs: {o: {match: {on: channel, cases: ⟦[mall]⟧}}}"
    ),
    (
      "expected-mapping", "`then` beside `by` has to be a mapping of keys to values",
      "outputs: {o: {by: channel, then: ⟦[mall]⟧}}"
    ),
    (
      "bad-value-name", "'a;b' cannot name a value: lists in decisions are joined by ';'",
      "classify: {d: {tiers: [⟦a;b⟧, c], first: [{id: x, when: promo, then: a;b}], else: c, unknown: c}}"
    ),
    (
      "repeated-id", "an obligation is called 'x' too",
      "cadence: {obligations: [{id: x, visits: 1/month}], adjust: [⟦{id: x, multiply: 2}⟧]}"
    ),
    (
      "not-exact", "multiply: the number is too large or too fine to be counted exactly",
      "cadence: {adjust: [{id: x, multiply: ⟦1e30⟧}]}"
    ),
    (
      "per-with-multiply", "'x' multiplies, which needs no `per`",
      "cadence: {adjust: [{id: x, multiply: ⟦2⟧, per: month}]}"
    ),
    (
      "tier-without-cadence", "'x' demands nothing of shop, hotel",
      "cadence: {obligations: [{id: x, by: channel, visits: ⟦{mall: 1/month}⟧}]}"
    ),
    ("expected-value", "owner has to be a single value", "flags: [{id: x, when: promo, owner: ⟦[a]⟧}]"),
  ]

  private static let cadence: [Case] = [
    (
      "unknown-value", "'goood' is no value of 'channel'",
      "cadence: {obligations: [{id: x, by: channel, visits: {⟦goood⟧: 1/month}}]}"
    ),
    ("bad-cadence", "`mth` is no unit of time", "cadence: {obligations: [{id: x, visits: ⟦2/mth⟧}]}"),
    ("empty-obligation", "the obligation 'x' demands nothing", "cadence: {obligations: [⟦{id: x, when: promo}⟧]}"),
    (
      "tiers-without-dimension", "'x' lists tiers, but not of which dimension",
      "cadence: {obligations: [{id: x, visits: ⟦{a: 1/week}⟧}]}"
    ),
    (
      "not-a-tier", "'town' is neither a dimension nor an enum",
      "cadence: {obligations: [{id: x, by: ⟦town⟧, visits: 1/week}]}"
    ),
    (
      "one-step", "the adjustment 'x' has to do one thing",
      "cadence: {adjust: [⟦{id: x, multiply: 2, add: 1, per: month}⟧]}"
    ),
    ("add-without-per", "'x' adds visits, but does not say per what", "cadence: {adjust: [⟦{id: x, add: 1}⟧]}"),
    (
      "negative-factor", "visits cannot be multiplied by a negative number",
      "cadence: {adjust: [{id: x, multiply: ⟦-1⟧}]}"
    ),
    (
      "cap-below-floor", "at most 2/month contradicts the floor 'x', which is 4/month",
      "cadence: {obligations: [{id: x, visits: 4/month, floor: true}], bounds: {at_most: ⟦2/month⟧}}"
    ),
    ("empty-spacing", "no two visits can keep this spacing", "cadence: {spacing: ⟦{min: 9d, max: 2d}⟧}"),
    ("not-days", "min: '9' is not a number of days", "cadence: {spacing: {min: ⟦9⟧}}"),
    ("unknown-value", "'sideways' is no round", "cadence: {round: ⟦sideways⟧}"),
    ("unknown-value", "'urgent' is no severity", "flags: [{id: x, when: promo, severity: ⟦urgent⟧}]"),
  ]

  private static let outputs: [Case] = [
    ("no-form", "nothing says how 'o' is decided", "outputs: {⟦o⟧: {type: string}}"),
    (
      "fields-need-table", "'o' has fields, which one expression cannot fill",
      "outputs: {⟦o⟧: {fields: {a: string}, value: amount}}"
    ),
    (
      "missing-key", "an outcome with fields has no 'b'",
      "outputs: {o: {fields: {a: string, b: string}, first: [{id: x, when: promo, then: ⟦{a: 1}⟧}]}}"
    ),
    (
      "bad-literal", "output 'o': 'x' is not a whole number",
      "outputs: {o: {type: integer, first: [{id: x, when: promo, then: ⟦x⟧}]}}"
    ),
    ("not-a-tier", "'amount' is neither a dimension nor an enum", "outputs: {o: {by: ⟦amount⟧, then: {a: 1}}}"),
    (
      "collect-how", "nothing says what becomes of the values that 'o' collects",
      "outputs: {o: {table: ⟦{hit: collect, inputs: [amount], rows: [{id: x, when: [\"1\"], then: a}]}⟧}}"
    ),
  ]

  @Test(arguments: structure + params + dimensions + more + tables + cadence + outputs)
  func `a fault is said once, at its place`(_ fault: Case) {
    expectFault(fault.code, fault.message, .head(with: fault.sections))
  }

  private static let facts: [Case] = [
    ("missing-key", "fact 'x' has no 'type'", "  x: ⟦{label: X}⟧"),
    ("unknown-value", "'strng' is no type", "  x: ⟦strng⟧"),
    ("missing-key", "fact 'x' has no 'values'", "  x: ⟦{type: enum}⟧"),
    ("values-without-enum", "fact 'x' lists values but is no enum", "  x: {type: string, ⟦values⟧: [a]}"),
    ("bad-missing", "'zero' does not say what a missing value means", "  x: {type: number, missing: ⟦zero⟧}"),
    ("bad-literal", "default of fact 'x': 'a' is not a number", "  x: {type: number, missing: {default: ⟦a⟧}}"),
    (
      "default-outside-range", "the default 20 lies outside the range of fact 'x'",
      "  x: {type: number, range: [0, 10], missing: ⟦{default: 20}⟧}"
    ),
    ("bad-range", "fact 'x' has no usable range", "  x: {type: string, range: ⟦[1, 2]⟧}"),
    ("empty-range", "no value can lie in the range of fact 'x'", "  x: {type: number, range: ⟦[2, 1]⟧}"),
    (
      "ambiguous-label", "'M' in a customer file could mean 'a' and 'b'",
      "  x: {type: enum, ⟦values⟧: {a: {en: M}, b: {zh: M}}}"
    ),
    ("two-keys", "another fact is the key already", "  ⟦x⟧: {type: string, key: true}"),
    ("column-taken", "another fact, 'town', reads the column 'town' too", "  ⟦x⟧: {type: string, column: town}"),
  ]

  @Test(arguments: facts)
  func `a fault of a fact is said at its place`(_ fault: Case) {
    expectFault(fault.code, fault.message, .head(facts: fault.sections, with: ""))
  }

  @Test(arguments: ["measure", "指标"])
  func `a section that there is not is told once, not what follows from it`(_ name: String) {
    let sections =
      "events: {v: {key: id, time: day}}\n⟦\(name)⟧: {n: {of: v, count: true}, m: {of: v, last: day}}\n"
      + "population: {p: {share: n, within: m}}\nderive: {d: n + 1}\nflags: [{id: f, when: n > 3}]\n"
      + "cadence: {schedule: {last_visit: m}}"
    expectFault("unknown-key", "the policy has no key '\(name)'", .head(with: sections))
  }

  @Test func `a section whose name is misspelled is read as it was meant`() {
    let policy = MarkedPolicy.head(with: "derives: {d: amount + 1, e: amont}\noutputs: {o: {value: d}}")
    #expect(diagnostics(["p.yaml": policy.text]).map(\.code) == ["unknown-key", "unknown-name"])
  }

  private static let freezes: [Case] = [
    ("unknown-season", "the calendar has no season 'paek'", "in_season(⟦'paek'⟧)"),
    ("unknown-name", "there is no 'amont'", "⟦amont⟧ > 3"),
  ]

  @Test(arguments: freezes)
  func `a fault of what freezes a tier is told once, at its place`(_ fault: Case) {
    let hold = "hold: {freeze: \"\(fault.sections)\"}"
    expectFault(
      fault.code, fault.message,
      .head(with: "classify: {k: {tiers: [a, b], bands: {of: amount, at_least: {a: 1}}, else: b, \(hold)}}"))
  }

  @Test func `a count of decisions that is none is told alone`() {
    expectFault(
      "not-a-count", "demote_after: '0' is no number of decisions",
      .head(
        with:
          "classify: {k: {tiers: [a, b], bands: {of: amount, at_least: {a: 1}}, else: b, hold: {demote_after: ⟦0⟧}}}"))
  }

  @Test func `a circle of dimensions names each once`() {
    let hold = "else: b, hold: {demote_after: 2}"
    expectFault(
      "circle", "these dimensions need each other: k → l → k",
      .head(
        with: "classify: {⟦k⟧: {tiers: [a, b], first: [{id: x, when: l == 'c', then: a}], \(hold)},"
          + " l: {tiers: [c, d], first: [{id: y, when: k == 'a', then: c}], else: d}}"))
  }

  private static let literals = [
    ("params: {p: {value: \"1,000\"}}\nderive: {d: params.p}", "write 1000"),
    ("params: {p: {value: 4０}}\nderive: {d: params.p}", "write 40"),
    ("derive: {d: nothing}", "declare it under 'facts', 'measures', 'params' or 'derive'"),
    ("flags: [{id: f, when: in_season(peak)}]", "write 'peak'"),
    ("flags:\n  -id: f\n", "write a blank after the dash: `- id: f`"),
  ]

  @Test(arguments: literals)
  func `a hint repairs what was written`(_ sections: String, _ hint: String) {
    #expect(diagnostics(["p.yaml": MarkedPolicy.head(with: sections).text]).map(\.hint) == [hint])
  }
}
