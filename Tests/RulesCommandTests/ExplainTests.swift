import Testing

@testable import RulesCommand

@Suite("rules explain")
struct ExplainTests {
  private func explain(_ id: String, _ more: String...) throws -> Workspace.Run {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers])
    let options = more.joined(separator: " ")
    return try space.shell("$RULES explain policy.yaml in.csv --as-of 2026-03-01 --id \(id) \(options)")
  }

  @Test("tells a customer's decision in English")
  func english() throws {
    let run = try explain("c2")
    #expect(run.status == 0)
    #expect(
      run.output == """
        Customer c2
        decided by shop@1 (Shop visits), as of 2026-03-01

        Classes
          Grade (grade): general
            rule: otherwise (grade.else), policy.yaml:15
            facts: Cooperation (coop) = not known
            could not be answered: weak, strong

        Visits: 4 visits per month
          by-grade asks for at least 2 visits per month, deeper visit: policy.yaml:18, Grade (grade) = general
          start: 2 visits per month, the strongest: by-grade
          → late: times 1.5 → 3 visits per month: policy.yaml:24, when overdue > 30, overdue = 70
          → extra: +1 per month → 4 visits per month: policy.yaml:25, when overdue > 60, overdue = 70
          deeper visit, asked for by by-grade

        Flags
          chase: severity high, owner manager, due 2026-03-08
            rule: policy.yaml:28
            condition: overdue > 60
            facts: overdue = 70

        Outputs
          priority: 2
            computed as: grade == 'problem' ? 1 : 2
            facts: Grade (grade) = general

        Missing facts
          Cooperation (coop)

        """)
  }

  @Test("tells it in Chinese, with the policy's labels")
  func chinese() throws {
    let run = try explain("c3", "--lang zh")
    #expect(
      run.output == """
        客户 c3
        依据政策 shop@1（门店拜访），基准日 2026-03-01

        分类
          客户分类（grade）：问题（problem）
            规则：weak，policy.yaml:13，出处 004
            条件：coop < 40
            依据：配合度（coop） = 10

        拜访：每月 6 次
          by-grade 要求至少每月 4 次，深度走访：policy.yaml:18，客户分类（grade） = 问题（problem）
          起点：每月 4 次，要求最高的是 by-grade
          → late：乘以 1.5 → 每月 6 次：policy.yaml:24，条件 overdue > 30，overdue = 31
          深度走访，由 by-grade 要求

        其他结果
          priority：1
            计算方式：grade == 'problem' ? 1 : 2
            依据：客户分类（grade） = 问题（problem）

        缺失的信息
          规则所需的信息齐全

        """)
  }

  @Test("tells it to tools")
  func json() throws {
    let run = try explain("c1", "--format json")
    #expect(
      run.output.hasPrefix(#"{"id":"c1","policy":"shop@1","as_of":"2026-03-01","tiers":{"grade":{"tier":"good","#))
    #expect(
      run.output.contains(
        #""scores":[],"trace":[{"of":"grade","rule":"weak","verdict":"not matched","read":{"coop":90},"at":"policy.yaml:13:"#
      ))
    #expect(run.output.hasSuffix("}\n"))
  }

  static let scored = """
    policy: s
    version: "1"
    params:
      much: {value: 9, source: ours, label: {en: Enough, zh: 足够}}
      muchness: 1
    facts:
      id: {type: string, key: true}
      sales: {type: number, unit: CNY, missing: unknown, label: {zh: 销售额}}
      kind: {type: enum, values: {mall: {zh: 商场}, shop: {zh: 小店}}}
    classify:
      value:
        tiers: {A: {zh: 高}, B: {zh: 低}}
        score: {parts: [{id: big, when: "sales > params.much", points: 40}, {id: fixed, of: "double(params.muchness) + 3.0", weight: 0.5}], at_least: {A: 40}}
        else: B
        unknown: {then: B, source: ours}
    outputs:
      count: {value: size(flags), type: integer}
      where:
        table:
          inputs: [kind, sales]
          rows: [{id: far, when: [mall, "[5..50)"], then: away}, {id: both, when: ["-", "not(5, 6)"], then: here}]
          hit: first
    flags: [{id: never, when: sales > 1000}]
    """

  private func tell(_ row: String, _ more: String...) throws -> String {
    let space = try Workspace(["p.yaml": Self.scored, "in.csv": "id,sales,kind\n\(row)\n"])
    let options = more.joined(separator: " ")
    return try space.shell("$RULES explain p.yaml in.csv --as-of 2026-03-01 --id c1 \(options)").output
  }

  @Test("shows scores part by part, cells and the values of params, and labels what has no name of its own")
  func conditions() throws {
    #expect(
      try tell("c1,10,mall", "--lang zh").split(separator: "\n").dropFirst(2).joined(separator: "\n") == """
        分类
          value：高（A）
            规则：高（value.A），p.yaml:13
            条件：得分 >= 40
            得分：42
              big：40，条件 sales > params.much，其中 足够（much） = 9
              fixed：2，0.5 × double(params.muchness) + 3.0，其中 muchness = 1
            依据：销售额（sales） = 10 元
        其他结果
          count：0
            计算方式：size(flags)
            依据：已触发的预警（flags） = 无
          where：away
            规则：far，p.yaml:21
            条件：kind == mall && sales in [5..50)
            依据：销售额（sales） = 10 元，kind = 商场（mall）
        缺失的信息
          规则所需的信息齐全
        """)
    let unknown = try tell("c1,,mall", "--lang zh")
    #expect(unknown.contains("    规则：信息缺失时（value.unknown），p.yaml:15，自定默认值\n    得分：未知\n      big：未知，条件 "))
    #expect(
      try tell("c1,6,shop").contains(
        """
              big: 0, when sales > params.much, where Enough (much) = 9
              fixed: 2, 0.5 × double(params.muchness) + 3.0, where muchness = 1
        """))
  }

  @Test("says why there is nothing to tell")
  func nothing() throws {
    #expect(try explain("c9").errors == "rules: in.csv: no customer `c9`\n")
    #expect(try explain("c9", "--lang zh").errors == "rules: in.csv：没有客户“c9”\n")
  }

  @Test(
    "says why a customer was not decided, in either language",
    arguments: [
      ("c1,x,1", "coop: \"x\" is not a number [bad-value]", "配合度（coop）：“x”不是数字 [bad-value]"),
      ("c1,1,x", "overdue: \"x\" is not a whole number [bad-value]", "overdue：“x”不是整数 [bad-value]"),
      (
        "c1,1,9223372036854775808",
        "overdue: 9223372036854775808 is too large for a whole number; "
          + "it has to be between -9223372036854775808 and 9223372036854775807 [out-of-range]",
        "overdue：整数 9223372036854775808 过大，应在 -9223372036854775808 到 9223372036854775807 之间 [out-of-range]"
      ),
      ("c1,1,", "overdue: missing [missing-fact]", "overdue：缺失 [missing-fact]"),
      (
        "c1,101,1", "coop: 101 is out of range; it has to be between 0 and 100 [out-of-range]",
        "配合度（coop）：101 超出范围，应在 0 到 100 之间 [out-of-range]"
      ),
    ])
  func rejections(_ row: String, _ english: String, _ chinese: String) throws {
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\n\(row)\n"])
    let line = "$RULES explain policy.yaml in.csv --id c1 --as-of 2026-03-01"
    let run = try space.shell(line)
    #expect(run.status == 3)
    #expect(run.errors == "rules: in.csv:2: c1: \(english)\n")
    #expect(try space.shell(line + " --lang zh").errors == "rules: in.csv:2：客户 c1 未作出判定：\(chinese)\n")
  }

  @Test("says so when a customer has several rows, and tells the first")
  func repeated() throws {
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\nc1,90,0\nc2,1,0\nc1,10,0\n"])
    let line = "$RULES explain policy.yaml in.csv --as-of 2026-03-01"
    let run = try space.shell(line + " --id c1")
    #expect(run.status == 0)
    #expect(run.output.contains("Cooperation (coop) = 90"))
    #expect(run.errors == "rules: in.csv: c1 has 2 rows (lines 2, 4); the first is told\n")
    #expect(
      try space.shell(line + " --id c1 --lang zh").errors == "rules: in.csv：客户 c1 有 2 行（第 2、4 行），以下说明第一行\n")
    #expect(try space.shell(line + " --id c2").errors.isEmpty)
  }

  /// A customer's flags as told on the 20th, when they stand since the 1st.
  private func standing(_ clearing: String, _ row: String, _ more: String = "") throws -> (told: String, trace: String)
  {
    let space = try Workspace([
      "p.yaml": """
      policy: f
      version: "1"
      facts: {id: {type: string, key: true}, overdue: {type: number, missing: unknown}}
      flags: [{id: debt, when: overdue > 30, owner: anna, due: 7d\(clearing)}]
      """,
      "then.csv": "id,overdue\nc1,45\n", "now.csv": "id,overdue\n\(row)\n",
    ])
    _ = try space.shell("$RULES evaluate p.yaml then.csv --as-of 2026-11-01 --state s.sqlite")
    let told = try space.shell("$RULES explain p.yaml now.csv --id c1 --as-of 2026-11-20 --state s.sqlite \(more)")
      .output
    let trace = try space.shell(
      "$RULES evaluate p.yaml now.csv --as-of 2026-11-20 --state s.sqlite --trace --columns trace")
    let lines = told.split(separator: "\n").map(String.init)
    return (lines.dropFirst(3).prefix { $0.hasPrefix("  ") }.joined(separator: "\n"), trace.output)
  }

  @Test("a flag that stands from before tells since when, how long its day is past, and what it stands until")
  func standingFlag() throws {
    #expect(
      try standing(", clear_when: overdue == 0", "c1,5") == (
        """
          debt: severity medium, owner anna, due 2026-11-08, past for 12 days, since 2026-11-01
            rule: p.yaml:4
            stands until: overdue == 0 (not so yet)
            facts: overdue = 5
        """, "trace\nflags.debt: stands (overdue=5)\n"
      ))
    #expect(
      try standing(", clear_when: overdue == 0", "c1,", "--lang zh") == (
        """
          debt：级别中，负责人 anna，期限 2026-11-08，已逾期 12 天，自 2026-11-01 起
            规则：p.yaml:4
            解除条件：overdue == 0（无法判断）
            依据：overdue = 未知
            因信息缺失无法判断：debt
        """, "trace\nflags.debt: unknown (overdue=?)\n"
      ))
    #expect(
      try standing("", "c1,31") == (
        """
          debt: severity medium, owner anna, due 2026-11-08, past for 12 days, since 2026-11-01
            rule: p.yaml:4
            condition: overdue > 30
            facts: overdue = 31
        """, "trace\nflags.debt: stands (overdue=31)\n"
      ))
    #expect(try standing("", "c1,30").trace == "trace\nflags.debt: cleared (overdue=30)\n")
    #expect(try standing(", clear_when: overdue == 0", "c1,0").trace == "trace\nflags.debt: cleared (overdue=0)\n")
  }

  static let visited = """
    policy: v
    version: "1"
    facts: {id: {type: string, key: true}}
    events: {visits: {key: id, time: on, fields: {note: {type: string, missing: unknown}}}}
    measures: {last_visit: {of: visits, last: on}}
    cadence:
      obligations: [{id: all, visits: QUOTA}]
      schedule: {last_visit: last_visit, made: {of: visits}}
    """

  private func visits(_ quota: String, _ more: String) throws -> String {
    let space = try Workspace([
      "p.yaml": Self.visited.replacing("QUOTA", with: quota), "in.csv": "id\nc1\n",
      "v.csv": "id,on\nc1,2026-10-30\nc1,2026-11-04\n",
    ])
    let line = "$RULES explain p.yaml in.csv --events visits=v.csv --as-of 2026-11-10 --id c1"
    let lines = try space.shell("\(line) \(more)").output.split(separator: "\n").map(String.init)
    return lines.dropFirst(2).prefix { !$0.hasPrefix("    rule") && !$0.hasPrefix("    规则") }.joined(separator: "\n")
  }

  @Test("the latest day tells how many visits its stretch owes, and how many are made")
  func balance() throws {
    #expect(
      try visits("8/month", "") == """
        Visits: 8 visits per month
          all asks for 8 visits per month: p.yaml:7
          start: 8 visits per month, the strongest: all
          next visit: 2026-11-06, at the latest 2026-11-20
            last visit 2026-11-04 and 3 days: 2026-11-07
            moved to a working day: the day is closed
            the latest day: the visits of the period have to be made by 2026-11-30
            in that period: 8 visits, 1 made, 7 to go
        """)
    #expect(
      try visits("2/2 quarters", "--lang zh") == """
        拜访：每 2 个季度 2 次
          all 要求每 2 个季度 2 次：p.yaml:7
          起点：每 2 个季度 2 次，要求最高的是 all
          下次拜访：2026-12-31，最迟 2026-12-31
            上次拜访 2026-11-04，加 91 天为 2027-02-03
            提前：本期拜访须在 2026-12-31 前完成
            最迟日：本期拜访须在 2026-12-31 前完成
            该期应拜访 2 次，已完成至少 1 次，还需 1 次
        """)
  }

  @Test(
    "parts of a whole are shown to two places of a percent, or as many more as it takes to stay on their side of a limit",
    arguments: [
      (-1.0 / 3, [], "-33.33%"), (2.0 / 3, [0.7], "66.67%"), (2.0 / 3, [0.6667], "66.667%"),
      (2.0 / 3, [0.6667, 0.66667], "66.6667%"), (0.99999, [], "100%"), (0.99999, [1], "99.999%"),
      (0.33335, [], "33.34%"), (-0.33335, [], "-33.34%"), (1.00005, [], "100.01%"), (0.8, [0.8], "80%"),
      (0.800004, [0.8], "80.0004%"), (-0.00001, [0], "-0.001%"), (-0.00001, [], "0%"), (0, [0], "0%"),
      (0.005, [], "0.5%"),
      (0.0005, [], "0.05%"), (0.7999999999, [0.8], "79.99999999%"), (12_345_678, [], "1234567800%"), (3.5, [], "350%"),
    ] as [(Double, [Double], String)])
  func percent(_ part: Double, _ limits: [Double], _ text: String) {
    #expect(part.percentText(beside: limits) == text)
  }

  @Test("limits in tables, conditions and params count as limits")
  func limits() throws {
    let space = try Workspace([
      "p.yaml": """
      policy: p
      version: "1"
      params: {cut: 0.6667}
      facts: {id: {type: string, key: true}, s: number}
      population: {a: {ahead: s}}
      classify:
        k: {tiers: [x, y], bands: {of: a, at_least: {x: params.cut}}, else: y}
        m: {tiers: [x, y], first: [{id: few, when: a >= 0.3333 && a < 0.5, then: x}], else: y}
      flags: [{id: f, when: a > 0.1}]
      """,
      "in.csv": "id,s\nA,3\nB,2\nC,1\n",
    ])
    let told = try ["B", "C"].map { id in
      try space.shell("$RULES explain p.yaml in.csv --as-of 2026-11-01 --id \(id)").output.split(separator: "\n")
        .first { $0.contains("facts: a = ") }
    }
    #expect(told == ["    facts: a = 33.333%", "    facts: a = 66.667%"])
  }
}
