import Policies
import SourceText
import Testing

/// What a region's overlay may write, and what it is refused.
struct OverlayTests {
  static let base = """
    policy: base
    version: "1"
    governs: none
    params:
      limit: {value: 40, min: 30, max: 60}
      fixed: {value: 1, locked: true}
    facts:
      id: {type: string, key: true}
      amount: {type: number, missing: unknown}
      region: string
    classify:
      class:
        tiers: [good, poor]
        first:
          - {id: weak, when: amount < params.limit, then: poor}
          - {id: kept, when: amount > 900, then: good, locked: true}
        else: good
        unknown: poor
    cadence:
      obligations:
        - {id: by-class, by: class, visits: {good: 1/month, poor: 4/month}, floor: true}
        - {id: extra, when: amount > 500, visits: 1/week}
      bounds: {at_most: 8/month, at_least: 1/quarter}
    flags:
      - {id: low, when: amount < 1}
    outputs:
      size: {first: [{id: b, when: amount > 9, then: big}], else: small}
      told: {value: "size == 'big' ? 1 : 0"}
    """

  private func check(_ overlay: MarkedPolicy) -> [Diagnostic] {
    diagnostics(["base.yaml": Self.base, "o.yaml": overlay.text], paths: ["o.yaml"])
  }

  static func overlay(_ sections: String) -> MarkedPolicy {
    MarkedPolicy("policy: o\nversion: \"1\"\nextends: base\n\(sections)\n")
  }

  private static let refused: [(String, String, String)] = [
    ("locked", "'tiers' is locked; an overlay may not change it", "classify: {class: {⟦tiers⟧: [poor, good]}}"),
    ("bad-switch", "`off` takes `true` and nothing else", "flags: [{id: low, off: ⟦yes⟧}]"),
    (
      "off-and-more", "what is switched off cannot say 'severity' too",
      "flags: [{id: low, off: true, ⟦severity⟧: high}]"
    ),
    ("other-shape", "'limit' is a single value in the base", "params: {limit: ⟦[40]⟧}"),
    ("unread-param", "nothing reads the param 'limmit'", "params: {limmit: ⟦40⟧}"),
    ("unknown-key", "a rule of flags has no key 'of'", "flags: [{id: low, ⟦of⟧: true}]"),
    ("bad-literal", "param 'limit': '65分' is not a number", "params: {limit: ⟦65分⟧}"),

    ("param-outside-limits", "'limit' is 70, but must be at most 60", "params: {limit: ⟦70⟧}"),
    ("fixed-by-base", "an overlay cannot change 'max' of 'limit'", "params: {limit: {value: 50, ⟦max⟧: 99}}"),
    ("fixed-by-base", "an overlay cannot change 'type' of 'amount'", "facts: {amount: {⟦type⟧: string}}"),
    ("locked", "'fixed' is locked; an overlay may not change it", "params: {⟦fixed⟧: 2}"),
    (
      "locked", "'kept' is locked; an overlay may not change it",
      "classify: {class: {first: [{id: ⟦kept⟧, when: amount > 1}]}}"
    ),
    (
      "locked", "'kept' is locked; an overlay may not change it",
      "classify: {class: {first: [{id: ⟦kept⟧, off: true}]}}"
    ),
    (
      "locked", "'class' is locked; an overlay may not change it",
      "classify: {class: ⟦{bands: {of: amount, at_least: {good: 1}}, else: poor}⟧}"
    ),
    ("locked", "'class' is locked; an overlay may not change it", "classify: {⟦class⟧: {off: true}}"),
    (
      "floor-loosened", "1/year is less than the floor of the base, 1/quarter",
      "cadence: {bounds: {at_least: ⟦1/year⟧}}"
    ),
    ("nothing-to-switch-off", "the base has no 'lo' to switch off", "flags: [{id: ⟦lo⟧, off: true}]"),
    ("nothing-to-switch-off", "the base has no 'clas' to switch off", "classify: {⟦clas⟧: {off: true}}"),
    (
      "no-such-rule", "there is no rule 'week' to put this one beside",
      "classify: {class: {first: [{id: new, when: amount > 1, then: good, before: ⟦week⟧}]}}"
    ),
    (
      "floor-loosened", "1/2 months is less than the floor of the base, 1/month for 'good'",
      "cadence: {obligations: [{id: by-class, visits: {good: ⟦1/2 months⟧}}]}"
    ),
    (
      "floor-loosened", "on_demand is less than the floor of the base, 4/month for 'poor'",
      "cadence: {obligations: [{id: by-class, visits: {poor: ⟦on_demand⟧}}]}"
    ),
    (
      "floor-loosened", "'by-class' is a floor of the base (\"at least\"); it cannot be switched off",
      "cadence: {obligations: [⟦{id: by-class, off: true}⟧]}"
    ),
    (
      "floor-loosened", "'by-class' is a floor of the base (\"at least\"); it must stay one",
      "cadence: {obligations: [⟦{id: by-class, floor: false}⟧]}"
    ),
    (
      "floor-loosened", "'by-class' is a floor of the base; under another `when` it may hold for fewer customers",
      "cadence: {obligations: [⟦{id: by-class, when: amount > 1}⟧]}"
    ),
    (
      "looks-like-override", "this adds a new rule 'by-clas'",
      "cadence: {obligations: [{id: ⟦by-clas⟧, visits: 9/year}]}"
    ),
  ]

  @Test(arguments: refused)
  func `an overlay is refused at its own line`(_ code: String, _ message: String, _ sections: String) {
    let overlay = Self.overlay(sections)
    let found = check(overlay)
    #expect(found.map(\.code) == [code], "\(found.said)")
    #expect(found.first?.message == message)
    #expect(found.first.map { $0.range.start..<$0.range.end } == overlay.mark)
    #expect(found.first?.range.file.path == "o.yaml")
  }

  @Test func `a base's cell of tiers may be called off`() {
    #expect(
      check(
        Self.overlay(
          "classify: {extra: {tiers: [on, off], first: [{id: x, when: amount > 1, then: on}], else: off, unknown: off}}"
        )) == [])
  }

  @Test func `a loosened floor names both lines`() {
    let found = check(Self.overlay("cadence:\n  obligations:\n    - id: by-class\n      visits: {good: 1/2 months}"))
    #expect(found.map { "\($0.range)" } == ["o.yaml:7:22"])
    #expect(found.first?.notes.map { "\($0.range)" } == ["base.yaml:21:48"])
  }

  private static let accepted: [String] = [
    "params: {limit: 60}", "params: {limit: {value: 30, label: lower}}",
    "cadence: {obligations: [{id: by-class, visits: {good: 2/month}}]}",
    "cadence: {obligations: [{id: extra, off: true}]}",
    "classify: {class: {first: [{id: weak, when: amount < 5}]}}",
    "classify: {class: {first: [{id: new, when: amount > 1, then: good, before: kept}]}}",
    "outputs: {size: {bands: {of: amount, at_least: {big: 1}}, else: small}}",
    "facts: {sales: {type: number, missing: unknown}}\nclassify: {extent: {tiers: [big, small], bands: {of: sales, at_least: {big: 9}}, else: small}}",
    "flags: [{id: low, severity: high}, {id: high, when: amount > 9}]",
  ]

  @Test(arguments: accepted)
  func `an overlay within its rights has no fault`(_ sections: String) {
    #expect(check(Self.overlay(sections)) == [])
  }

  @Test func `what reads something switched off is told where`() {
    let found = check(Self.overlay("outputs: {size: {off: true}}"))
    #expect(found.map(\.message) == ["'size' cannot be used here: it is switched off at o.yaml:4:11"])
    #expect(found.map(\.range.file.path) == ["base.yaml"])
  }

  @Test func `a policy without facts is asked whether it extends another`() {
    let found = diagnostics(["a.yaml": "policy: a\nversion: \"1\"\nflags: [{id: x, when: y}]\n"])
    #expect(found.map(\.code) == ["no-facts"])
    #expect(found.first?.hint?.contains("extends: ../base") == true)
  }

  @Test func `every value of the result knows the file that had the last word`() throws {
    let overlay = Self.overlay("params: {limit: 45}\ncadence: {obligations: [{id: extra, visits: 2/week}]}")
    let files = ["base.yaml": Self.base, "o.yaml": overlay.text]
    let set = try #require(PolicySet.load(["o.yaml"], from: .memory(files), asOf: someDay).value)
    let policy = set.policies[0]
    #expect(policy.params.map { "\($0.name) \($0.provenance.range)" } == ["limit o.yaml:4:17", "fixed base.yaml:6:18"])
    let obligations = policy.cadence?.obligations.map { "\($0.id) \($0.provenance.range)" }
    #expect(obligations == ["by-class base.yaml:21:7", "extra o.yaml:5:25"])
    #expect(policy.files.map(\.path) == ["o.yaml", "base.yaml"])
  }

  @Test func `an overlay of an overlay sees the locks and floors of both`() {
    let middle =
      "policy: m\nversion: \"1\"\nextends: base\ncadence: {obligations: [{id: by-class, visits: {good: 2/month}}]}\n"
    let leaf =
      "policy: l\nversion: \"1\"\nextends: m\ncadence: {obligations: [{id: by-class, visits: {good: 1/month}}]}\n"
    let found = diagnostics(["base.yaml": Self.base, "m.yaml": middle, "l.yaml": leaf], paths: ["l.yaml"])
    #expect(found.map(\.message) == ["1/month is less than the floor of the base, 2/month for 'good'"])
    #expect(found.first?.notes.map(\.range.file.path) == ["m.yaml"])
  }

  private static let chains: [(String, [String: String], [String])] = [
    (
      "extends-circle",
      ["a.yaml": "policy: a\nversion: \"1\"\nextends: b\n", "b.yaml": "policy: b\nversion: \"1\"\nextends: a\n"],
      ["a.yaml:3:10", "b.yaml:3:10"]
    ),
    ("no-base", ["a.yaml": "policy: a\nversion: \"1\"\nextends: ../x\n"], ["a.yaml:3:10"]),
    ("no-policy", [:], ["nowhere:1:1"]),
  ]

  @Test(arguments: chains)
  func `a broken chain is a fault of the file that names it`(
    _ code: String, _ files: [String: String], _ places: [String]
  ) {
    let found = diagnostics(files, paths: files.isEmpty ? ["nowhere"] : nil)
    #expect(Set(found.map(\.code)) == [code])
    #expect(found.map { "\($0.range)" } == places)
  }

  @Test func `what a base switched off stays off`() {
    let off = "policy: m\nversion: \"1\"\nextends: base\ncadence: {obligations: [{id: extra, off: true}]}\n"
    let on = "policy: l\nversion: \"1\"\nextends: m\ncadence: {obligations: [{id: extra, visits: 2/week}]}\n"
    let found = diagnostics(["base.yaml": Self.base, "m.yaml": off, "l.yaml": on], paths: ["l.yaml"])
    #expect(found.map { "\($0.code) \($0.range)" } == ["switched-off l.yaml:4:30"])
  }

  @Test func `a value that an overlay changes does not keep the base's source`() throws {
    let base = Self.base.replacing("visits: 1/week}", with: "visits: 1/week, source: \"004\"}")
    for (change, source) in [("visits: 2/week", nil), ("visits: 2/week, source: ours", "ours"), ("label: x", "004")] {
      let overlay = Self.overlay("cadence: {obligations: [{id: extra, \(change)}]}").text
      let files = ["base.yaml": base, "o.yaml": overlay]
      let set = try #require(PolicySet.load(["o.yaml"], from: .memory(files), asOf: someDay).value)
      #expect(set.policies[0].cadence?.obligations.last?.provenance.source == source)
    }
  }
}
