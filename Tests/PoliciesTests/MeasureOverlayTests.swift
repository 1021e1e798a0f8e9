import Expressions
import Policies
import SourceText
import Testing

/// What a region's overlay may write of events, measures and the population, and what it is refused.
struct MeasureOverlayTests {
  private static let measured =
    (OverlayTests.base
      + """

      events: {v: {key: id, time: day, fields: {mode: {type: enum, values: [a, b]}, minutes: number, met: bool}}}
      measures:
        long: {of: v, count: true, where: minutes > params.limit, within: 30d}
        kept: {of: v, sum: minutes, locked: true}
      population:
        share: {share: amount, within: [region]}
      derive:
        both: long + share
      """)
    .replacing("outputs:", with: "outputs:\n  shown: {value: kept}")
    .replacing(
      "cadence:",
      with: "  value: {tiers: [A, B], share: {of: amount, cuts: {A: 80%}, else: {then: B, locked: true}}}\ncadence:")

  private func checkMeasured(_ overlay: MarkedPolicy) -> [Diagnostic] {
    diagnostics(["base.yaml": Self.measured, "o.yaml": overlay.text], paths: ["o.yaml"])
  }

  private static let refusedMeasures: [(String, String, String)] = [
    ("locked", "'kept' is locked; an overlay may not change it", "measures: {⟦kept⟧: {within: 30d}}"),
    ("locked", "'kept' is locked; an overlay may not change it", "measures: {⟦kept⟧: {off: true}}"),
    ("locked", "'cuts' is locked; an overlay may not change it", "classify: {value: {share: {⟦cuts⟧: {A: 70%}}}}"),
    ("locked", "'within' is locked; an overlay may not change it", "classify: {value: {share: {⟦within⟧: [region]}}}"),
    (
      "locked", "'value' is locked; an overlay may not change it",
      "classify: {value: ⟦{top: {of: amount, cuts: {A: 20%}, else: B}}⟧}"
    ),
    ("nothing-to-switch-off", "the base has no 'lng' to switch off", "measures: {⟦lng⟧: {off: true}}"),
    ("nothing-to-switch-off", "the base has no 'shar' to switch off", "population: {⟦shar⟧: {off: true}}"),
    (
      "off-and-more", "what is switched off cannot say 'within' too",
      "measures: {long: {off: true, ⟦within⟧: 3d}}\nderive: {both: share}"
    ),
    ("fixed-by-base", "an overlay cannot change 'key' of 'v'", "events: {v: {⟦key⟧: shop}}"),
    ("fixed-by-base", "an overlay cannot change 'time' of 'v'", "events: {v: {⟦time⟧: noted}}"),
    ("fixed-by-base", "an overlay cannot change 'type' of 'met'", "events: {v: {fields: {met: {⟦type⟧: string}}}}"),
    (
      "two-forms", "'long' is measured twice: by `sum` and by `max`", "measures: {long: {sum: minutes, max: ⟦minutes⟧}}"
    ),
    ("unknown-name", "there is no 'minuts'", "measures: {long: {sum: ⟦minuts⟧}}"),
    ("not-a-window", "within: '30' is no stretch of time", "measures: {long: {within: ⟦30⟧}}"),
  ]

  @Test(arguments: refusedMeasures)
  func `an overlay of measures is refused at its own line`(_ code: String, _ message: String, _ sections: String) {
    let overlay = OverlayTests.overlay(sections)
    let found = checkMeasured(overlay)
    #expect(found.map(\.code) == [code], "\(found.said)")
    #expect(found.first?.message == message)
    #expect(found.first.map { $0.range.start..<$0.range.end } == overlay.mark)
  }

  @Test(arguments: [
    "measures: {long: {within: last month}}", "measures: {long: {sum: minutes}}",
    "population: {share: {rank: amount, within: []}}",
    "measures: {more: {of: v, last: mode}}", "events: {v: {fields: {met: {label: {zh: 见面}}, note: string}}}",
    "events: {w: {key: id, time: day}}\nmeasures: {long: {of: w, count: true, where: has(day)}}",
    "measures: {long: {off: true}}\nderive: {both: share}", "params: {limit: 50}",
    "events: {v: {fields: {mode: {values: [a, b, c]}}}}\nmeasures: {long: {where: \"mode == 'c'\"}}",
  ])
  func `an overlay of measures within its rights has no fault`(_ sections: String) {
    let found = checkMeasured(OverlayTests.overlay(sections))
    #expect(found == [], "\(found.said)")
  }

  @Test func `another aggregate takes the place of the base's and keeps the rest`() throws {
    let files = ["base.yaml": Self.measured, "o.yaml": OverlayTests.overlay("measures: {long: {avg: minutes}}").text]
    let set = try #require(PolicySet.load(["o.yaml"], from: .memory(files), asOf: someDay).value)
    let measure = try #require(set.policies[0].measures.first { $0.name == "long" })
    #expect(measure.aggregate == .average)
    #expect(measure.window == Measure.Window(first: someDay.days - 29, last: someDay.days))
    #expect(measure.filter != nil)
    #expect("\(measure.provenance.range)" == "o.yaml:4:12")
  }

  @Test func `what reads a measure that is switched off is told where`() {
    for (section, name) in [("measures", "long"), ("population", "share")] {
      let found = checkMeasured(OverlayTests.overlay("\(section): {\(name): {off: true}}"))
      #expect(
        found.map(\.message) == ["'\(name)' cannot be used here: it is switched off at o.yaml:4:\(section.count + 4)"],
        "\(found.said)")
      #expect(found.map(\.range.file.path) == ["base.yaml"])
    }
  }
}
