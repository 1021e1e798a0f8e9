import Expressions
import Policies
import SourceText
import Testing

/// Editions, and who decides whom.
struct PolicySetTests {
  private static func policy(_ name: String, _ header: String = "", version: String = "1") -> String {
    """
    policy: \(name)
    version: "\(version)"
    \(header)
    facts:
      id: {type: string, key: true}
      region: string
      channel: {type: enum, values: [mall, shop]}
    """
  }

  private static let pairs: [(String, String, [String])] = [
    ("governs: {region: [a]}", "governs: {region: [b]}", []),
    ("", "governs: {region: [b]}", []),
    ("governs: {region: [a, b]}", "governs: {region: [b]}", []),
    ("governs: {region: [b]}", "governs: {region: [b], channel: [mall]}", []),
    ("governs: none", "", []),
    ("", "", ["equally-specific"]),
    ("governs: {region: [a, b]}", "governs: {region: [b, c]}", ["equally-specific"]),
    ("governs: {region: [a]}", "governs: {channel: [mall]}", ["equally-specific"]),
    ("governs: {region: [a]}", "governs: {regio: [b]}", ["unknown-fact"]),
    ("governs: {channel: [mal]}", "governs: {region: [b]}", ["unknown-value"]),
    ("governs: all", "", ["bad-governs"]),
  ]

  @Test(arguments: pairs)
  func `two policies that could claim the same customer need one to be more specific`(
    _ first: String, _ second: String, _ codes: [String]
  ) {
    let found = diagnostics(["a.yaml": Self.policy("a", first), "b.yaml": Self.policy("b", second)])
    #expect(found.map(\.code) == codes, "\(found.said)")
  }

  private static let editions: [(String, String, [String])] = [
    ("effective: {until: 2026-01-01}", "effective: {from: 2026-01-01}", []),
    ("effective: {until: 2026-01-01}", "effective: {from: 2026-02-01}", ["editions-gap"]),
    ("effective: {until: 2026-03-01}", "effective: {from: 2026-02-01}", ["editions-overlap"]),
    ("", "effective: {from: 2026-02-01}", ["editions-overlap"]),
    (
      "effective: {from: 2026-02-01, until: 2026-01-01}", "governs: none\neffective: {from: 2027-01-01}",
      ["empty-period"]
    ),
    ("effective: {from: 2026-02-30}", "effective: {until: 2026-02-28}", ["not-a-date"]),
  ]

  @Test(arguments: editions)
  func `editions follow each other without gap or overlap`(_ first: String, _ second: String, _ codes: [String]) {
    let files = ["a.yaml": Self.policy("p", first), "b.yaml": Self.policy("p", second, version: "2")]
    #expect(Set(diagnostics(files).map(\.code)).isSuperset(of: codes))
    #expect(diagnostics(files).isEmpty == codes.isEmpty, "\(diagnostics(files).said)")
  }

  @Test(arguments: [("2025-12-31", "1"), ("2026-01-01", "2")])
  func `the as-of date picks the edition`(_ day: String, _ version: String) throws {
    let files = [
      "a.yaml": Self.policy("p", "effective: {until: 2026-01-01}"),
      "b.yaml": Self.policy("p", "effective: {from: 2026-01-01}", version: "2"),
    ]
    let date = try #require(CalendarDate(day))
    let set = try #require(PolicySet.load(["a.yaml", "b.yaml"], from: .memory(files), asOf: date).value)
    #expect(set.policies.map(\.version) == [version])
  }

  @Test func `a day that no edition covers is said`() throws {
    let files = ["a.yaml": Self.policy("p", "effective: {until: 2026-01-01}")]
    let date = try #require(CalendarDate("2026-01-01"))
    let loaded = PolicySet.load(["a.yaml"], from: .memory(files), asOf: date)
    #expect(loaded.diagnostics.map(\.code) == ["nothing-in-force"])
    #expect(loaded.diagnostics.map(\.message) == ["no edition of the policy is in force on 2026-01-01"])
    #expect(loaded.value == nil)
  }

  @Test func `an overlay extends the edition of its base that is in force`() throws {
    let files = [
      "base/a.yaml": Self.policy("p", "governs: none\neffective: {until: 2026-01-01}\nparams: {x: 1}"),
      "base/b.yaml": Self.policy("p", "governs: none\neffective: {from: 2026-01-01}\nparams: {x: 2}", version: "2"),
      "o.yaml": "policy: o\nversion: \"1\"\nextends: base\n",
    ]
    for (day, value) in [("2025-06-01", "1"), ("2026-06-01", "2")] {
      let date = try #require(CalendarDate(day))
      let set = try #require(PolicySet.load(["o.yaml"], from: .memory(files), asOf: date).value)
      #expect(set.policies.first?.params.first?.value.text == value)
    }
  }

  private static let routed: [([String?], String?)] = [
    (["mall", "b"], "c"), (["shop", "b"], "b"), (["shop", "z"], "a"), (["mall", nil], "a"), ([nil, "b"], "b"),
  ]

  @Test(arguments: routed)
  func `the most specific policy that governs a customer decides`(_ values: [String?], _ name: String?) throws {
    let files = [
      "a.yaml": Self.policy("a"), "b.yaml": Self.policy("b", "governs: {region: [b, d]}"),
      "c.yaml": Self.policy("c", "governs: {region: [b], channel: [mall]}"),
    ]
    let set = try #require(PolicySet.load(files.keys.sorted(), from: .memory(files), asOf: someDay).value)
    #expect(set.routingFacts.map(\.name) == ["channel", "region"])
    #expect(set.policyIndex(governing: values).map { set.policies[$0].name } == name)
  }

  @Test func `a policy that only serves as a base decides nobody`() {
    let files = ["a.yaml": Self.policy("a", "governs: none")]
    let loaded = PolicySet.load(["a.yaml"], from: .memory(files), asOf: someDay)
    #expect(loaded.diagnostics.map(\.code) == ["governs-nobody"])
  }

  private static let sets: [(String, [String: String], String)] = [
    (
      "ambiguous-base",
      [
        "b/x.yaml": policy("x", "governs: none"), "b/y.yaml": policy("y", "governs: none"),
        "o.yaml": "policy: o\nversion: \"1\"\nextends: b\n",
      ], "o.yaml:3:10"
    ),
    ("bad-policy-name", ["a.yaml": policy("a b")], "a.yaml:1:9"),
    (
      "base-not-in-force",
      [
        "b.yaml": policy("b", "governs: none\neffective: {until: 2026-01-01}"),
        "o.yaml": "policy: o\nversion: \"1\"\nextends: b\neffective: {from: 2026-01-01}\n",
      ], "o.yaml:4:12"
    ),
    ("governs-number", ["a.yaml": policy("a", "governs: {size: [1]}") + "\n  size: number\n"], "a.yaml:3:11"),
    ("no-key", ["a.yaml": "policy: a\nversion: \"1\"\nfacts: {id: string}\n"], "a.yaml:3:1"),
    ("bad-key-type", ["a.yaml": "policy: a\nversion: \"1\"\nfacts: {id: {type: bool, key: true}}\n"], "a.yaml:3:9"),
    (
      "optional-key",
      ["a.yaml": "policy: a\nversion: \"1\"\nfacts: {id: {type: string, key: true, missing: unknown}}\n"], "a.yaml:3:9"
    ),
    (
      "keys-differ",
      [
        "a.yaml": policy("a", "governs: {region: [a]}"),
        "b.yaml":
          "policy: b\nversion: \"1\"\ngoverns: {region: [b]}\nfacts: {nr: {type: string, key: true}, region: string}\n",
      ], "b.yaml:4:9"
    ),
    (
      "routing-fact-missing",
      [
        "a.yaml": policy("a", "governs: {region: [a]}"),
        "b.yaml": "policy: b\nversion: \"1\"\nfacts: {id: {type: string, key: true}}\n",
      ], "b.yaml:3:9"
    ),
    (
      "routing-facts-differ",
      [
        "a.yaml": policy("a", "governs: {region: [a]}"),
        "b.yaml":
          "policy: b\nversion: \"1\"\ngoverns: {region: [b]}\nfacts: {id: {type: string, key: true}, region: {type: string, column: 省份}}\n",
      ], "b.yaml:4:40"
    ),
    (
      "column-roles-differ",
      [
        "a.yaml": policy("a", "governs: {region: [a]}\noutputs: {o: {value: id}}"),
        "b.yaml": policy("b", "governs: {region: [b]}\nclassify: {o: {match: {on: channel, cases: {x: mall}}}}"),
      ], "b.yaml:4:12"
    ),
  ]

  @Test(arguments: sets)
  func `a fault of a file or a set is said once, at its place`(
    _ code: String, _ files: [String: String], _ place: String
  ) {
    let found = diagnostics(
      files, paths: files.keys.sorted().filter { !$0.hasPrefix("b/") && $0 != "b.yaml" || files["o.yaml"] == nil })
    #expect(found.map { "\($0.code) \($0.range)" } == ["\(code) \(place)"], "\(found.said)")
  }

  @Test func `editions of a base are checked though nobody asks for them by name`() {
    let files = [
      "b/x.yaml": Self.policy("x", "governs: none\neffective: {until: 2026-03-01}"),
      "b/y.yaml": Self.policy("x", "governs: none\neffective: {from: 2026-02-01}", version: "2"),
      "o.yaml": "policy: o\nversion: \"1\"\nextends: b\n",
    ]
    #expect(diagnostics(files, paths: ["o.yaml"]).map(\.code) == ["editions-overlap"])
  }

  @Test func `a customer is routed by an enum's values of all policies`() throws {
    let other = Self.policy("b", "governs: {channel: [kiosk]}").replacing(
      "values: [mall, shop]", with: "values: [kiosk]")
    let files = ["a.yaml": Self.policy("a", "governs: {channel: [mall]}"), "b.yaml": other]
    let set = try #require(PolicySet.load(files.keys.sorted(), from: .memory(files), asOf: someDay).value)
    #expect(set.routingFacts.map(\.kind.enumNames) == [["mall", "shop", "kiosk"]])
  }
}
