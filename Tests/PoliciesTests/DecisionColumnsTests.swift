import Expressions
import Policies
import SourceText
import Testing

/// What decisions may say, before any is made.
struct DecisionColumnsTests {
  private static let policy = """
    policy: shops
    version: "1"
    facts: {id: {type: string, key: true}, region: string, coop: number}
    classify:
      grade:
        label: {zh: 客户分类}
        tiers: {good: {zh: 较好}, general: {}}
        first: [{id: strong, when: coop > 50, then: good}]
        else: general
    flags: [{id: weak, label: {en: Too weak}, when: coop < 10, severity: high, owner: manager, due: 7d}]
    outputs:
      first: {value: coop > 5}
    """

  private static let north = """
    policy: north
    version: "1"
    governs: {region: [north]}
    facts: {id: {type: string, key: true}, region: string, coop: number}
    classify:
      grade: {tiers: [top, good], first: [{id: strong, when: coop > 90, then: top}], else: good}
      other: {tiers: [x], first: [{id: always, when: coop > 0, then: x}], else: x}
    flags: [{id: weak, when: coop < 20, severity: low}]
    outputs:
      second: {value: coop > 6}
    """

  private func load(_ files: [String: String]) throws -> PolicySet {
    let loaded = PolicySet.load(files.keys.sorted(), from: .memory(files), asOf: CalendarDate(days: 20_000))
    return try #require(loaded.value, "\(loaded.diagnostics.map(\.message))")
  }

  private func told(_ columns: DecisionColumns) -> [String] {
    let dimensions = columns.dimensions.map { dimension in
      "\(dimension.name)(\(told(dimension.label))): "
        + dimension.tiers.map { "\($0.name)(\(told($0.label)))" }.joined(separator: " ")
    }
    let flags = columns.flags.map {
      "!\($0.id)(\(told($0.label))) \($0.severity) \($0.owner ?? "-") \($0.due?.description ?? "-")"
    }
    return [columns.key] + dimensions + columns.outputs.map(\.name) + flags
  }

  private func told(_ label: LocalizedText) -> String { label.text(in: "zh") ?? "" }

  @Test func `a policy tells its key, dimensions, outputs and flags with their labels`() throws {
    let set = try load(["a.yaml": Self.policy])
    #expect(
      told(set.columns) == ["id", "grade(客户分类): good(较好) general()", "first", "!weak(Too weak) high manager 7"])
    #expect(set.columns == set.policies[0].columns)
  }

  @Test func `a set tells what any of its policies may say, the most specific first`() throws {
    let set = try load(["a.yaml": Self.policy, "b.yaml": Self.north])
    #expect(
      told(set.columns) == [
        "id", "grade(): top() good() general()", "other(): x()", "second", "first", "!weak() low - -",
      ])
  }
}
