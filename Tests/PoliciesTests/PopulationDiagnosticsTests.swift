import Policies
import SourceText
import Testing

/// Each fault of the population's measures and of the dimensions that ask for a standing: code, words and place.
struct PopulationDiagnosticsTests {
  typealias Case = (code: String, message: String, sections: String)

  private static let population: [Case] = [
    ("expected-mapping", "population has to be a mapping of keys to values", "population: ⟦[a]⟧"),
    ("expected-mapping", "population measure 'p' has to be a mapping of keys to values", "population: {p: ⟦rank⟧}"),
    ("no-form", "nothing says how 'p' is measured", "population: {⟦p⟧: {within: town}}"),
    (
      "two-forms", "'p' is measured twice: by `share` and by `rank`", "population: {p: {rank: ⟦amount⟧, share: amount}}"
    ),
    ("unknown-key", "population measure 'p' has no key 'of'", "population: {p: {rank: amount, ⟦of⟧: amount}}"),
    ("wrong-type", "this has to be a number; it is text (string)", "population: {p: {share: ⟦town⟧}}"),
    (
      "needs-no-value", "'count' counts the customers, or those whose value is known",
      "population: {p: {count: ⟦false⟧}}"
    ),
    (
      "wrong-type", "this has to be true or false; it is a number (double)",
      "population: {p: {rank: count, over: ⟦amount⟧}}"
    ),
    (
      "unknown-fact", "'twn' is no fact by which customers are grouped",
      "population: {p: {rank: amount, within: ⟦twn⟧}}"
    ),
    (
      "unknown-fact", "'upper(town)' is no fact by which customers are grouped",
      "population: {p: {rank: amount, within: [town, ⟦upper(town)⟧]}}"
    ),
    (
      "groups-by-number", "'amount' is a number: hardly two customers would be in one group",
      "population: {p: {rank: count, within: [town, ⟦amount⟧]}}"
    ),
    ("repeated-value", "'town' is listed twice", "population: {p: {rank: amount, within: [town, ⟦town⟧]}}"),
    (
      "unavailable-name", "'q' cannot be used here: a population measure cannot be made of another",
      "population: {p: {rank: ⟦q⟧ + 1}, q: {rank: amount}}"
    ),
    (
      "unavailable-name", "'d' cannot be used here: it is computed after customers are compared with their peers",
      "derive: {d: amount * 2}\npopulation: {p: {rank: ⟦d⟧}}"
    ),
    (
      "unavailable-name", "'k' cannot be used here: it is computed after customers are compared with their peers",
      "classify: {k: {tiers: [a, b], first: [{id: x, when: promo, then: a}], else: b}}\npopulation: {p: {rank: amount, over: \"⟦k⟧ == 'a'\"}}"
    ),
    ("bad-name", "'排名１' cannot name a population measure", "population: {⟦排名１⟧: {rank: amount}}"),
  ]

  private static let standings: [Case] = [
    ("expected-mapping", "share has to be a mapping of keys to values", "classify: {k: {tiers: [A], share: ⟦80%⟧}}"),
    ("expected-mapping", "share has to be a mapping of keys to values", "classify: {k: {tiers: [A], share: ⟦⟧}}"),
    ("missing-key", "share has no 'of'", "classify: {k: {tiers: [A], share: ⟦{cuts: {A: 80%}}⟧}}"),
    ("missing-key", "top has no 'cuts'", "classify: {k: {tiers: [A], top: ⟦{of: amount, else: A}⟧}}"),
    (
      "unknown-key", "top has no key 'zero'",
      "classify: {k: {tiers: [A, B], top: {of: amount, cuts: {A: 20%}, else: B, ⟦zero⟧: B}}}"
    ),
    (
      "two-forms", "'k' is decided twice: by `share` and by `top`",
      "classify: {k: {tiers: [A], share: {of: amount, cuts: {A: 80%}}, top: ⟦{of: amount, cuts: {A: 80%}}⟧}}"
    ),
    (
      "unknown-value", "'E' is no tier of 'k'",
      "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: 80%, ⟦E⟧: 95%}, else: B}}}"
    ),
    (
      "unknown-value", "'Z' is no tier of 'k'",
      "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: 80%}, else: B, zero: ⟦Z⟧}}}"
    ),
    (
      "expected-mapping", "cuts of 'k' has to be a mapping of keys to values",
      "classify: {k: {tiers: [A], share: {of: amount, cuts: ⟦[80%]⟧, else: A}}}"
    ),
    (
      "unordered-thresholds", "'B' can never be reached: 'A' takes all of it",
      "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: 80%, B: ⟦0.8⟧}}}}"
    ),
    (
      "unordered-thresholds", "'A' can never be reached: 'B' takes all of it",
      "classify: {k: {tiers: [A, B], top: {of: amount, cuts: {B: 50%, A: ⟦20%⟧}}}}"
    ),
    (
      "two-elses", "'k' has an `else` already",
      "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: 80%}, else: B}, else: ⟦B⟧}}"
    ),
    (
      "repeated-id", "a row of this table is called 'x' too",
      "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: 80%}, zero: {then: B, id: x}, else: ⟦{then: B, id: x}⟧}}}"
    ),
    (
      "unused-tier", "no rule of 'k' gives the tier 'C'",
      "classify: {⟦k⟧: {tiers: [A, B, C], share: {of: amount, cuts: {A: 80%, B: 95%}}}}"
    ),
    (
      "best-tier-by-default", "a customer whose 'k.share' is missing can get 'A', the best tier",
      "classify: {k: {tiers: [A, B], share: {of: count + 1, cuts: {A: 80%}, else: B}, unknown: ⟦A⟧}}"
    ),
    ("no-form", "nothing says how 'o' is decided", "outputs: {⟦o⟧: {type: string, else: a}}"),
    (
      "unknown-key", "output 'o' has no key 'share'",
      "outputs: {o: {value: amount, ⟦share⟧: {of: amount, cuts: {A: 80%}}}}"
    ),
  ]

  @Test(arguments: population + standings)
  func `a fault is said once, at its place`(_ fault: Case) {
    expectFault(fault.code, fault.message, .head(with: fault.sections))
  }

  private static let cuts: [(text: String, said: String)] = [
    ("0%", ""), ("0", ""), ("-5%", ""), ("100.1%", ""), ("120%", ""), ("1.5", ""), ("80", ""), ("A", ""), ("80％", ""),
    ("８０%", ""), ("8e1%", ""), ("80%%", ""), ("nan", ""), ("params.big", " (it is 80.0)"),
    ("params.word", ""),
  ]

  @Test(arguments: cuts)
  func `what is no part of a whole is no cut`(_ text: String, _ said: String) {
    let params =
      "params: {big: 80, share: 0.8, word: {type: string, value: a}}\n"
      + "outputs: {o: {value: \"amount > params.big + params.share || town == params.word\"}}\n"
    expectFault(
      "not-a-cut", "cut: '\(text)'\(said) is no part of a whole",
      .head(with: params + "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: ⟦\(text)⟧}, else: B}}}"))
  }

  @Test func `a cut's param that is not there is asked for by name`() {
    expectFault(
      "bad-literal", "cut: 'params.shar' is no param that is a number",
      .head(
        with:
          "params: {share: 0.8}\nclassify: {k: {tiers: [A, B], top: {of: amount + params.share, cuts: {A: ⟦params.shar⟧}, else: B}}}"
      ))
  }

  @Test func `a full-width percent sign is told apart`() {
    let found = diagnostics([
      "p.yaml": MarkedPolicy.head(with: "classify: {k: {share: {of: amount, cuts: {A: 80％}}}}").text
    ])
    #expect(found.map(\.hint) == ["`％` is a letter here; write `80%`"])
  }

  private static let hints = [
    ("classify: {k: {share: {of: amount, cuts: {A: 80}}}}", "write `80%`"),
    ("classify: {k: {share: {of: amount, cuts: {A: 前20%}}}}", "write `20%`"),
    ("population: {p: {share: amount, within: 县}}", "write county"),
    ("population: {p: {share: amount, within: 城}}", "write town_name"),
    ("population: {p: {share: amount, within: tow}}", "did you mean 'town'?"),
    (
      "population: {p: {share: amount, within: nowhere}}",
      "name one of id, amount, count, opened, promo, channel, town, county, town_name"
    ),
    (
      "population: {p: {share: amount, within: a + b}}",
      "name one of id, amount, count, opened, promo, channel, town, county, town_name; what is computed belongs into `of` or `over`"
    ),
    ("population: {p: {share: amount}, within: town}", "indent it below 'p', like what else that says"),
  ]

  @Test(arguments: hints)
  func `a hint names what was meant`(_ sections: String, _ hint: String) {
    let facts =
      "  county: {type: string, missing: unknown, label: {zh: 县}}\n  town_name: {type: string, missing: unknown, column: 城}\n"
    let found = diagnostics(["p.yaml": MarkedPolicy.head(facts: facts, with: sections).text])
    #expect(found.map(\.hint) == [hint])
  }

  private static let faultless = [
    "population: {p: {share: amount, within: [town, channel], over: promo}, q: {rank: amount + count}, r: {z: count}}",
    "population: {p: {count: true, within: channel}, q: {count: amount}, r: {total: amount}, s: {average: count}, t: {percentile: amount}, u: {ahead: amount}}",
    "population: {占比: {share: amount, label: {zh: 累计占比}, unit: x, source: ours}}\nderive: {d: 占比 * 100}",
    "classify: {k: {share: {of: amount, within: [town], over: promo, cuts: {A: 80%, B: 0.95, C: 100 %}, else: D, zero: E}}}",
    "classify: {k: {tiers: [A, B], top: {of: \"promo ? amount : 0\", cuts: {A: 33.3%}}, else: B, unknown: B}}",
    "params: {cut: 0.8, all: {type: integer, value: 1}}\nclassify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: params.cut, B: params.all}}}}",
    "classify: {k: {tiers: [A, B], share: {of: amount, cuts: {A: 80%}, else: B}}}\nflags: [{id: x, when: \"k.share < 0.5 && k == 'A'\"}]",
    "events: {v: {key: id, time: day}}\nmeasures: {m: {of: v, count: true}, n: {of: v, last: day}}\npopulation: {p: {share: m, within: n}}",
  ]

  @Test(arguments: faultless)
  func `what may be asked of the population has no fault`(_ sections: String) {
    let found = diagnostics(["p.yaml": MarkedPolicy.head(with: sections).text])
    #expect(found == [], "\(found.said)")
  }

  @Test func `a faulty measure of the population is no fault of what reads it`() {
    for (population, code) in [
      ("{rank: town}", "wrong-type"), ("{within: town}", "no-form"), ("5", "expected-mapping"),
      ("{rank: amount, within: nothing}", "unknown-fact"),
    ] {
      let sections = "population: {p: \(population)}\nderive: {d: p + 1}\nflags: [{id: x, when: p > 3}]"
      let found = diagnostics(["p.yaml": MarkedPolicy.head(with: sections).text])
      #expect(found.map(\.code) == [code], "\(found.said)")
    }
  }
}
