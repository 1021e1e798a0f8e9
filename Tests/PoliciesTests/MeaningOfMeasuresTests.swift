import Expressions
import Policies
import SourceText
import Testing

/// What events, measures, the population and standings become in the model.
struct MeaningOfMeasuresTests {
  private func policy(_ sections: String) throws -> Policy {
    let text = """
      policy: p
      version: "1"
      params: {cut: 0.8}
      facts:
        id: {type: string, key: true}
        region: string
        sales: {type: number, unit: CNY, missing: unknown}
        size: {type: integer, missing: unknown}
      events:
        v:
          key: id
          time: day
          fields:
            mode: {type: enum, values: {deep: {zh: 深度}, general: {}}}
            met: bool
            minutes: {type: number, unit: minutes}
      \(sections)
      """
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": text]), asOf: CalendarDate(days: 20_500))
    return try #require(loaded.value?.policies.first, "\(loaded.diagnostics.said)")
  }

  private func told(_ fact: Fact) -> String {
    let kind =
      switch fact.kind {
      case .enumeration(let values): "enum(\(values.map(\.name).joined(separator: " ")))"
      default: "\(fact.kind)"
      }
    return ["\(fact.name): \(kind)", fact.unit].compactMap(\.self).joined(separator: " in ")
  }

  @Test func `a measure is a fact of the type that its aggregate gives, in the unit of what it is made of`() throws {
    let policy = try policy(
      """
      measures:
        a: {of: v, count: true}
        b: {of: v, sum: minutes}
        c: {of: v, min: minutes / 60}
        d: {of: v, max: minutes, unit: min}
        e: {of: v, avg: minutes}
        f: {of: v, distinct: mode}
        g: {of: v, first: mode}
        h: {of: v, last: minutes}
        i: {of: v, last: day}
        j: {of: v, days_since: true}
        k: {of: v, streak: met}
        l: {of: v, trend: minutes, within: 30d}
        m: {of: v, last: id, unit: nobody}
      """)
    #expect(
      policy.facts.dropFirst(4).map(told) == [
        "a: integer", "b: number in minutes", "c: number", "d: number in min", "e: number in minutes", "f: integer",
        "g: enum(deep general)", "h: number in minutes", "i: date", "j: integer in days", "k: integer", "l: number",
        "m: string in nobody",
      ])
    #expect(policy.facts.dropFirst(4).map(\.origin) == (0..<13).map { .measure($0) })
    #expect(
      policy.measures.map(\.aggregate) == [
        .count, .sum, .min, .max, .average, .distinct, .first, .last, .last, .daysSince, .streak, .trend, .last,
      ])
    #expect(policy.measures.map(\.fact) == Array(4..<17))
  }

  @Test func `an event is asked each question once for each measure, and no other`() throws {
    let policy = try policy(
      """
      measures:
        a: {of: v, count: true, where: met}
        b: {of: v, sum: minutes, where: "mode == 'deep'"}
        c: {of: v, days_since: true}
        d: {of: v, max: minutes, where: met}
      """)
    let questions = policy.events[0].questions
    #expect(
      questions.facts.map(told) == [
        "mode: enum(deep general)", "met: bool", "minutes: number in minutes", "id: string", "day: date",
      ])
    #expect(questions.facts.map { "\($0.missing)" } == ["unknown", "unknown", "unknown", "reject", "reject"])
    #expect(questions.outputs.map(\.name) == ["0", "1", "2", "3"])
    #expect(policy.measures.map(\.filter) == [0, 1, nil, 0])
    #expect(policy.measures.map(\.value) == [nil, 2, nil, 2])
  }

  @Test func `the key and the date of an event are never unknown, though they are described`() throws {
    let text =
      "policy: p\nversion: \"1\"\nfacts: {id: {type: integer, key: true}}\n"
      + "events: {v: {key: shop, time: day, fields: {shop: {type: integer, column: 客户}, day: date}}}\nmeasures: {m: {of: v, count: true}}\n"
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": text]), asOf: CalendarDate(days: 20_500))
    let table = try #require(loaded.value?.policies[0].events.first)
    #expect(
      table.questions.facts.map { "\($0.name) \($0.column ?? "-") \($0.missing)" } == [
        "shop 客户 reject", "day - reject",
      ])
    #expect([table.keyField, table.timeField] == [0, 1])
  }

  @Test func `a measure of the population is a fact behind the others, whatever stands first in the file`() throws {
    let policy = try policy(
      """
      population:
        r: {rank: sales, within: [region], over: size > 1}
        n: {count: true}
        t: {total: sales}
        a: {average: size, unit: people}
        z: {z: sales + 1}
      measures:
        m: {of: v, count: true}
      classify:
        k: {share: {of: sales, within: region, cuts: {A: 80%}, else: B}}
        l: {top: {of: m, cuts: {A: 20%}, else: B}}
      """)
    #expect(
      policy.facts.dropFirst(4).map(told) == [
        "m: integer", "r: integer", "n: integer", "t: number in CNY", "a: number in people", "z: number",
        "k.share: number", "l.ahead: number",
      ])
    #expect(policy.population.map(\.kind) == [.rank, .count, .total, .average, .deviation, .share, .ahead])
    #expect(policy.population.map(\.within) == [["region"], [], [], [], [], ["region"], []])
    #expect(policy.population.map(\.fact) == Array(5..<12))
    let questions = try #require(policy.populationQuestions)
    #expect(questions.facts.map(\.name) == ["id", "region", "sales", "size", "m"])
    #expect(policy.population[0].filter == 1)
    #expect(policy.population.dropFirst().map(\.filter) == Array(repeating: nil, count: 6))
  }

  // MARK: - Tables

  /// A row as `id -> outcome: tests, conditions`.
  private func told(_ row: DecisionTable.Row, _ tiers: [Tier]) -> String {
    let tests = row.tests.map { test in
      guard case .intervals(let intervals, negated: false) = test.test else { return "?" }
      return intervals.map { "\($0.lower)..\($0.upper)" }.joined(separator: " ")
    }
    return "\(row.id) -> \(tiers[row.outcome].name): "
      + (tests + row.conditions.map(\.source.text)).joined(separator: ", ")
  }

  private func rows(_ dimension: String) throws -> [String] {
    let dimension = try #require(try policy("classify: {k: \(dimension)}").dimensions.first)
    let table = dimension.table
    #expect(table.otherwise == nil)
    if case .first = table.hit {} else { Issue.record("not the first that matches") }
    return table.rows.map { told($0, dimension.tiers) }
      + [table.ifUnknown].compactMap(\.self).map { told($0, dimension.tiers) }
  }

  @Test func `a share asks for nothing first, then for each cut, then for any standing`() throws {
    #expect(
      try rows("{tiers: [A, B, C, D], share: {of: sales, cuts: {A: 80%, B: 0.95}, else: C, zero: D}, unknown: D}") == [
        "k.zero -> D: unbounded..unbounded, sales <= 0", "k.A -> A: unbounded..excluding(0.8)",
        "k.B -> B: unbounded..excluding(0.95)", "k.else -> C: unbounded..unbounded", "k.unknown -> D: ",
      ])
  }

  @Test func `tiers that are not listed are named by cuts, else and zero, in this order`() throws {
    let policy = try policy(
      "classify: {k: {share: {of: sales + 1, zero: {then: D, id: none}, else: C, cuts: {A: params.cut}}}}")
    #expect(policy.dimensions[0].tiers.map(\.name) == ["A", "C", "D"])
    #expect(
      policy.dimensions[0].table.rows.map { told($0, policy.dimensions[0].tiers) } == [
        "none -> D: unbounded..unbounded, (sales + 1) <= 0", "k.A -> A: unbounded..excluding(0.8)",
        "k.else -> C: unbounded..unbounded",
      ])
  }

  @Test func `a cut is the number that is written, not one near it`() throws {
    #expect(
      try rows("{top: {of: sales, cuts: {A: 7%, B: 57 %, C: 99.99%, D: 100%}}}") == [
        "k.A -> A: unbounded..excluding(0.07)", "k.B -> B: unbounded..excluding(0.57)",
        "k.C -> C: unbounded..excluding(0.9999)", "k.D -> D: unbounded..excluding(1.0)",
      ])
  }

  @Test func `else may stand beside the form`() throws {
    #expect(
      try rows("{top: {of: sales, cuts: {A: 7%}}, else: {then: B, id: rest}}") == [
        "k.A -> A: unbounded..excluding(0.07)", "rest -> B: unbounded..unbounded",
      ])
  }

  // MARK: - Columns

  @Test func `decisions tell tiers of a standing, and no measure`() throws {
    let columns = try policy(
      "measures: {m: {of: v, count: true}}\nclassify: {k: {share: {of: sales, cuts: {A: 80%}, else: C, zero: D}}}\noutputs: {o: {value: m}}"
    ).columns
    #expect(columns.dimensions.map { "\($0.name): \($0.tiers.map(\.name))" } == [#"k: ["A", "C", "D"]"#])
    #expect(columns.outputs.map(\.name) == ["o"])
  }
}

/// Which policies of a set share what is measured of events.
struct EventSourceTests {
  private static let base = """
    policy: base
    version: "1"
    params: {least: 10, other: 1, flag: {type: bool, value: true}, words: {type: string, value: [a, b]}, pattern: {type: string, value: "^a"}}
    facts:
      id: {type: string, key: true}
      region: {type: enum, values: [north, south]}
      amount: {type: number, missing: unknown}
    events:
      visits: {key: id, time: day, fields: {minutes: {type: number, missing: {default: 0}}, note: string}}
      orders: {key: id, time: day, fields: {value: number}}
      unused: {key: id, time: day}
    measures:
      long: {of: visits, count: true, where: minutes > params.least, within: 30d}
      free: {of: visits, count: true, where: "!is_working_day(day)"}
      said: {of: visits, count: true, where: "params.flag ? note in params.words : note.matches(params.pattern)"}
      value: {of: orders, sum: value}
    flags: [{id: x, when: amount > params.other}]

    """

  private func sources(_ overlay: String) throws -> [String] {
    let file = "policy: north\nversion: \"1\"\nextends: base.yaml\ngoverns: {region: [north]}\n\(overlay)\n"
    let loaded = PolicySet.load(
      ["base.yaml", "north.yaml"], from: .memory(["base.yaml": Self.base, "north.yaml": file]),
      asOf: CalendarDate(days: 20_500))
    let set = try #require(loaded.value, "\(loaded.diagnostics.said)")
    #expect(set.policies.map(\.name) == ["north", "base"])
    return set.eventSources.map { "\($0.name) \($0.measures.map(\.name)) for \($0.policies)" }
  }

  private static let shared = [#"visits ["long", "free", "said"] for [0, 1]"#, #"orders ["value"] for [0, 1]"#]

  @Test(arguments: [
    "params: {other: 2}", "facts: {amount: {label: Amount}}", "measures: {long: {label: Long, unit: x}}",
    "events: {visits: {fields: {minutes: {label: {zh: 分钟}}}}}",
    "measures: {long: {where: minutes > params.least}}", "derive: {d: long + value}",
    "measures: {long: {within: 30 days}}",
    "events: {visits: {fields: {minutes: {missing: {default: 0}}}}}",
  ])
  func `what does not change what is measured leaves it shared`(_ overlay: String) throws {
    #expect(try sources(overlay) == Self.shared)
  }

  @Test(arguments: [
    "params: {least: 11}", "params: {flag: {value: false}}", "params: {words: {value: [a, c]}}",
    "params: {pattern: {value: \"^b\"}}",
    "calendar: {week: [mon, tue, wed, thu]}", "measures: {long: {within: 31d}}",
    "measures: {long: {where: minutes >= params.least}}",
    "events: {visits: {fields: {minutes: {missing: unknown}}}}",
    "events: {visits: {fields: {minutes: {range: [0, 100]}}}}",
    "events: {visits: {fields: {minutes: {column: 分钟}}}}", "measures: {long: {sum: minutes}}",
  ])
  func `what changes a measure is measured apart, and nothing else is`(_ overlay: String) throws {
    #expect(
      try sources(overlay) == [
        #"visits ["long", "free", "said"] for [0]"#, #"orders ["value"] for [0, 1]"#,
        #"visits ["long", "free", "said"] for [1]"#,
      ])
  }

  @Test func `measures that are switched off are not measured`() throws {
    #expect(
      try sources("measures: {long: {off: true}, value: {off: true}}") == [
        #"visits ["free", "said"] for [0]"#, #"visits ["long", "free", "said"] for [1]"#, #"orders ["value"] for [1]"#,
      ])
  }
}
