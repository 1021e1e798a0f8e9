import Testing

/// Policies with events, measures and a population, where columns of the customer file give what is measured.
@Suite("Measures given as columns")
struct MeasuresInColumnsTests {
  static let policy = """
    policy: peers
    version: "1"
    facts:
      id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, unit: CNY, missing: unknown, label: {en: Sales, zh: 销售额}}
    events:
      calls:
        key: id
        time: day
        fields: {mode: {type: enum, values: {deep: {zh: 深度走访}, general: {zh: 一般走访}}}, minutes: {type: number, unit: minutes}, met: bool}
    measures:
      calls_30d: {of: calls, count: true, within: 30d, where: met, unit: visits, label: {en: Calls in 30 days, zh: 近30天走访}}
      last_mode: {of: calls, last: mode, label: {zh: 最近走访方式}}
      time_spent: {of: calls, sum: minutes, within: last month}
      change: {of: calls, trend: minutes, within: this quarter, label: {en: Change, zh: 变化}}
      idle: {of: calls, days_since: true}
    classify:
      value:
        label: {en: Value, zh: 价值}
        tiers: {A: {zh: 重点}, B: {}, C: {}, D: {}}
        share: {of: sales, within: [region], over: "region != 'x'", cuts: {A: 80%, B: 95%}, else: C, zero: D}
      size:
        top: {of: sales, cuts: {big: 20%}, else: small}
    flags:
      - {id: quiet, when: idle > 30 && calls_30d == 0 || change < -0.2}
    outputs:
      told: {value: "last_mode == 'deep' ? time_spent : 0", type: number}

    """

  static let customers = """
    id,region,sales,calls_30d,last_mode,time_spent,change,idle,value.share,size.ahead
    c1,n,20,0,深度走访,12.5,-0.256,40,0.79999,0.2
    c2,n,0,,,,,,1,0.57
    c3,,5,1,general,0,,3,,

    """

  private func run(_ arguments: String, _ more: String = "") throws -> String {
    let space = try Workspace(["p.yaml": Self.policy, "c.csv": Self.customers])
    return try space.shell("$RULES \(arguments) p.yaml \(more)").output
  }

  private func explain(_ id: String, _ language: String) throws -> [Substring] {
    try run("explain", "c.csv --as-of 2026-03-01 --id \(id) --lang \(language)").split(separator: "\n")
  }

  @Test("are decided by like any other fact")
  func evaluate() throws {
    #expect(
      try run("evaluate", "c.csv --as-of 2026-03-01 --columns id,value,size,flags,told,reasons,missing 2> /dev/null")
        == """
        id,value,size,flags,told,reasons,missing
        c1,A,small,quiet,12.5,value.A;size.else,
        c2,D,small,,,value.zero;size.else,calls_30d;last_mode;time_spent;change;idle
        c3,,,,0,,change;value.share;size.ahead

        """)
  }

  @Test("are explained in English, shares in percent beside their cuts")
  func english() throws {
    #expect(
      try explain("c1", "en").dropFirst(2).joined(separator: "\n") == """
        Classes
          Value (value): A
            rule: value.A, p.yaml:22
            condition: value.share < 80%
            facts: Sales (sales) = 20 CNY, share of those ahead (value.share) = 79.999%
          size: small
            rule: otherwise (size.else), p.yaml:24
            facts: customers ahead (size.ahead) = 20%
        Flags
          quiet: severity medium
            rule: p.yaml:26
            condition: idle > 30 && calls_30d == 0 || change < -0.2
            facts: Calls in 30 days (calls_30d) = 0 visits, Change (change) = -25.6%, idle = 40 days
        Outputs
          told: 12.5
            computed as: last_mode == 'deep' ? time_spent : 0
            facts: last_mode = deep, time_spent = 12.5 minutes
        Missing facts
          nothing that a rule asked for was missing
        """)
  }

  @Test("are explained in Chinese, shares in percent beside their cuts")
  func chinese() throws {
    #expect(
      try explain("c1", "zh").dropFirst(2).joined(separator: "\n") == """
        分类
          价值（value）：重点（A）
            规则：重点（value.A），p.yaml:22
            条件：value.share < 80%
            依据：销售额（sales） = 20 元，前列累计占比（value.share） = 79.999%
          size：small
            规则：其他情况（size.else），p.yaml:24
            依据：前列客户占比（size.ahead） = 20%
        预警
          quiet：级别中
            规则：p.yaml:26
            条件：idle > 30 && calls_30d == 0 || change < -0.2
            依据：近30天走访（calls_30d） = 0 次，变化（change） = -25.6%，idle = 40 天
        其他结果
          told：12.5
            计算方式：last_mode == 'deep' ? time_spent : 0
            依据：最近走访方式（last_mode） = 深度走访（deep），time_spent = 12.5 分钟
        缺失的信息
          规则所需的信息齐全
        """)
    #expect(
      try explain("c2", "zh")[4...6].joined(separator: "\n") == """
            规则：无份额时（value.zero），p.yaml:22
            条件：sales <= 0
            依据：销售额（sales） = 0 元，前列累计占比（value.share） = 100%
        """)
    #expect(try explain("c3", "zh").contains("    依据：前列客户占比（size.ahead） = 未知"))
  }

  @Test(
    "a tier that is held says so in words, beside what is computed",
    arguments: [("en", heldInEnglish), ("zh", heldInChinese)])
  func held(_ language: String, _ lines: String) throws {
    let policy = Self.policy.replacing("tiers: {A:", with: "hold: {demote_after: 2}\n    tiers: {A:")
    let space = try Workspace(["p.yaml": policy, "c.csv": "id,sales,value.share,previous.value\nc1,5,0.96,A\n"])
    let run = try space.shell("$RULES explain p.yaml c.csv --id c1 --as-of 2026-03-01 --lang \(language)")
    #expect(run.output.contains(lines), "\(run.output)")
  }

  private static let heldInEnglish = """
      Value (value): A
        rule: kept: not asked for often enough to change (value.hold), p.yaml:21
        facts: previous.value = A, previous.value_pending = not known, Value (value.computed) = C
      Value (value.computed): C
        rule: otherwise (value.else), p.yaml:23
        facts: Sales (sales) = 5 CNY, share of those ahead (value.share) = 96%

    """
  private static let heldInChinese = """
      价值（value）：重点（A）
        规则：保持：连续次数不足，暂不调整（value.hold），p.yaml:21
        依据：previous.value = A，previous.value_pending = 未知，价值（value.computed） = C
      价值（value.computed）：C
        规则：其他情况（value.else），p.yaml:23
        依据：销售额（sales） = 5 元，前列累计占比（value.share） = 96%

    """

  @Test(
    "a part of a whole is never shown on the other side of a cut",
    arguments: [
      ("0", "0%"), ("0.57", "57%"), ("0.569999999", "57%"), ("0.00005", "0.01%"), ("0.0105", "1.05%"), ("1", "100%"),
      ("0.2", "20%"), ("0.199999", "19.9999%"), ("0.1999999999999", "19.99999999999%"),
      ("0.200004", "20.0004%"),
      ("1e-300", "0%"), ("12.345", "1234.5%"), ("-0.5", "-50%"), ("-0.00001", "0%"), ("1e300", "1e+302%"),
    ])
  func percent(_ part: String, _ text: String) throws {
    let space = try Workspace(["p.yaml": Self.policy, "c.csv": "id,size.ahead\nc1,\(part)\n"])
    let run = try space.shell("$RULES explain p.yaml c.csv --id c1 --as-of 2026-03-01")
    #expect(run.output.contains("facts: customers ahead (size.ahead) = \(text)\n"), "\(run.output)")
  }

  @Test("are checked, and the plan tells what is asked of events and of customers among their peers")
  func check() throws {
    #expect(try run("check", "2>&1") == "rules: no faults: 1 policy in force, 7 rules\n")
    #expect(
      try run("check", "--plan --as-of 2026-03-01 2> /dev/null") == """
        peers@1: 5 expressions, all by columns
          columns        p.yaml:22:12  value.share
          columns        p.yaml:22:17  sales <= 0
          columns        p.yaml:24:10  size.ahead
          columns        p.yaml:26:23  idle > 30 && calls_30d == 0 || change < -0.2
          once per text  p.yaml:28:17  last_mode == 'deep' ? time_spent : 0

        peers@1: 7 measures of events and of customers among their peers
          events 'calls'               p.yaml:13:3  calls_30d: count where met from 2026-01-31 to 2026-03-01
          events 'calls'               p.yaml:14:3  last_mode: last of mode
          events 'calls'               p.yaml:15:3  time_spent: sum of minutes from 2026-02-01 to 2026-02-28
          events 'calls'               p.yaml:16:3  change: trend of minutes from 2026-01-01 to 2026-03-01 against 2025-10-01 to 2025-11-29
          events 'calls'               p.yaml:17:3  idle: days_since
          customers among their peers  p.yaml:19:3  value.share: share of sales within region over region != 'x'
          customers among their peers  p.yaml:23:3  size.ahead: top of sales

        peers@1, asked of each of the events 'calls': 4 expressions, all by columns
          columns  p.yaml:10:11  day
          columns  p.yaml:13:59  met
          columns  p.yaml:14:32  mode
          columns  p.yaml:15:32  minutes

        peers@1, asked of each customer that is compared with its peers: 3 expressions, all by columns
          columns        p.yaml:22:17  sales
          columns        p.yaml:22:33  region
          once per text  p.yaml:22:48  region != 'x'

        """)
  }
}
