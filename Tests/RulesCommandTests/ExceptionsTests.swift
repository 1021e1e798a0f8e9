import Testing

@Suite("rules evaluate --exceptions")
struct ExceptionsTests {
  private static let exceptions = """
    客户编号,visits,until,by,why
    c1,1/quarter,2026-03-31,省区主管,装修
    c2,1/week,2026-03-01,大区经理,新品铺货
    c3,on_demand,2026-02-28,省区主管,到期
    c9,1/month,2026-12-31,省区主管,不在名单
    c8,1/month,2026-02-01,省区主管,不在名单，且已到期

    """

  private func evaluate(_ files: [String: String], _ more: String = "") throws -> Workspace.Run {
    let space = try Workspace.withPolicy(files.merging(["in.csv": Workspace.customers]) { own, _ in own })
    return try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-03-01 --exceptions ex.csv \(more)")
  }

  private static let decided = """
    id,visits,per,reasons
    c1,1,month,strong;by-grade;exception
    c2,1,week,grade.else;by-grade;late;extra;exception
    c3,6,month,weak;by-grade;late

    """

  @Test(
    "customers get their own cadence while it lasts, and never less than a floor; those that no row names are listed",
    arguments: ["", "--jobs 3", "--input-format csv"])
  func decides(options: String) throws {
    let run = try evaluate(["ex.csv": Self.exceptions], "--columns id,visits,per,reasons \(options)")
    #expect(run.output == Self.decided)
    #expect(run.status == 0)
    #expect(run.errors.contains("rules: ex.csv: no row names 1 customer: c9\n"))
    #expect(
      run.errors.contains(
        """
        exceptions
          in force                   2
          over                       2
          of customers in no row     1

        """))
  }

  @Test("where no policy plans visits, there is nothing to make an exception from")
  func withoutCadence() throws {
    let policy = "policy: p\nversion: \"1\"\nfacts: {id: {type: string, key: true}}\n"
    let space = try Workspace(["p.yaml": policy, "in.csv": "id\nc1\n", "ex.csv": "id,visits,until,by,why\n"])
    for command in ["evaluate p.yaml in.csv", "explain p.yaml in.csv --id c1"] {
      let run = try space.shell("$RULES \(command) --as-of 2026-03-01 --exceptions ex.csv")
      #expect(run.status == 2)
      #expect(run.errors == "rules: --exceptions ex.csv: no policy says how often to visit, under `cadence:`\n")
    }
  }

  @Test("exceptions of customers whose own policy plans no visits are told", arguments: ["in.csv", "in.jsonl"])
  func partlyWithoutCadence(input: String) throws {
    let policy = { (name: String, more: String) in
      """
      policy: \(name)
      version: "1"
      governs: {area: [\(name)]}
      facts: {id: {type: string, key: true}, area: {type: string}}
      \(more)

      """
    }
    let space = try Workspace([
      "set/a.yaml": policy("a", "cadence: {obligations: [{id: all, visits: 1/month}]}"), "set/b.yaml": policy("b", ""),
      "in.csv": "id,area\nc1,a\nc2,b\nc3,b\n",
      "in.jsonl":
        "{\"id\":\"c1\",\"area\":\"a\"}\n{\"id\":\"\\u00632\",\"area\":\"b\"}\n{\"id\":\"c3\",\"area\":\"b\"}\n",
      "ex.csv": "id,visits,until,by,why\n"
        + ["c1", "c2", "c3"].map { "\($0),1/week,2026-03-31,省区主管,x\n" }.joined(),
    ])
    let run = try space.shell(
      "$RULES evaluate set \(input) --as-of 2026-03-01 --exceptions ex.csv --columns id,visits,per --format csv")
    #expect(run.output == "id,visits,per\nc1,1,week\nc2,,\nc3,,\n")
    #expect(
      run.errors.hasSuffix(
        "rules: ex.csv: 2 customers have a policy without `cadence:`, and no visits: c2, c3\n"), "\(run.errors)")
    #expect(run.errors.contains(/\n  in force +1\n  where no visits are planned +2\n/))
  }

  @Test("the file has the encoding of the inputs")
  func encoding() throws {
    let space = try Workspace.withPolicy()
    let run = try space.shell(
      """
      printf '客户编号,coop,overdue\nc1,90,0\n' | iconv -t gb18030 > in.csv
      printf '客户编号,visits,until,by,why\nc1,2/month,2026-03-31,省区主管,装修\n' | iconv -t gb18030 > ex.csv
      $RULES evaluate policy.yaml in.csv --as-of 2026-03-01 --exceptions ex.csv --columns id,trace --trace --encoding gb18030
      """)
    #expect(run.output.contains("exception by 省区主管 until 2026-03-31: 装修 = 2/month"), "\(run.errors)")
  }

  @Test("a trace tells who asked, why, and until when")
  func trace() throws {
    let run = try evaluate(["ex.csv": Self.exceptions], "--columns id,trace --trace")
    #expect(
      run.output.contains(
        "c1,by-grade 1/month; exception by 省区主管 until 2026-03-31: 装修 = 1/quarter; by-grade floor = 1/month; "))
  }

  @Test("JSON Lines say it in the step; rows of JSON are found too")
  func json() throws {
    let space = try Workspace.withPolicy([
      "ex.jsonl": #"{"id":"c2","visits":"1/week","until":"2026-03-01","by":"大区经理","why":"新品"}"#,
      "in.jsonl": """
      {"id":"c1","coop":90,"overdue":0}
      {"id":"c2","coop":90,"overdue":0,"x":{"y":1}}
      {"id":"\\u00632","coop":90,"overdue":0}
      """,
    ])
    let run = try space.shell(
      "$RULES evaluate policy.yaml in.jsonl --as-of 2026-03-01 --exceptions ex.jsonl --format jsonl")
    let step = """
      "steps":[{"rule":"exception","kind":"exception","asked_by":"大区经理","why":"新品","until":"2026-03-01","result":"1/week"}]
      """
    #expect(run.output.split(separator: "\n").map { $0.contains(step) } == [false, true, true])
    #expect(!run.errors.contains("no row names"))
  }

  @Test("all faults of the file are told, and the run does not start")
  func faults() throws {
    let file = """
      id,visits,until,by,why
      c1,3 a month,2026-03-31,省区主管,x
      c1,1/month,2026-03-31,省区主管,y
      ,1/month,2026-03-31,省区主管,y
      c2,1/month,,,
      c3,1/month,2026-02-30,省区主管,y
      c4,1/month,2026-03-31,省区主管,y,z
      """
    let run = try evaluate(["ex.csv": file], "-o out.csv")
    #expect(run.status == 4)
    #expect(run.output.isEmpty)
    #expect(
      run.errors == """
        rules: ex.csv:2: visits: `3 a month` is not a cadence; write a number of visits and a period, such as `2/month` or `1/2 months`, or `on_demand`
        rules: ex.csv:3: 'c1' stands in line 2 already; keep one of the two
        rules: ex.csv:4: 客户编号: name the customer
        rules: ex.csv:5: until: say on which day it ends, such as 2026-12-31
        rules: ex.csv:5: by: say who asked for it
        rules: ex.csv:5: why: give the reason
        rules: ex.csv:6: until: '2026-02-30' is not a date, such as 2026-12-31
        rules: ex.csv:7: the header has 5 fields, this record has 6; is a comma not quoted?

        """)
  }

  @Test("a file without its columns is refused, and one that is not there")
  func columns() throws {
    let run = try evaluate(["ex.csv": "id,visits,end\nc1,1/month,2026-03-31\n"])
    #expect(run.status == 4)
    #expect(
      run.errors == """
        rules: ex.csv: not looked at: 'end'
        rules: ex.csv:1: there is no column 'until'
        rules: ex.csv:1: there is no column 'by'
        rules: ex.csv:1: there is no column 'why'

        """)
    #expect(try evaluate([:]).status == 4)
  }

  @Test("explain tells it, in both languages")
  func explain() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers, "ex.csv": Self.exceptions])
    let line = "$RULES explain policy.yaml in.csv --as-of 2026-03-01 --id c1 --exceptions ex.csv"
    #expect(
      try space.shell(line).output.contains(
        "  → exception until 2026-03-31, asked for by 省区主管: 装修 → 1 visit per quarter\n"))
    #expect(
      try space.shell(line + " --lang zh").output.contains("  → 例外，至 2026-03-31，申请人 省区主管：装修 → 每季度 1 次\n"))
  }
}

@Suite("The days of visits, told")
struct ScheduleExplanationTests {
  private static let policy = """
    policy: p
    version: "1"
    facts:
      id: {type: string, key: true}
      last: {type: date, missing: unknown, label: {en: Last visit, zh: 上次拜访}}
    cadence:
      obligations: [{id: all, visits: 1/month}]
      schedule: {last_visit: last, source: "004"}
    flags:
      - {id: late, when: days_overdue > 0}

    """

  private func explain(_ last: String, _ asOf: String, _ language: String) throws -> String {
    let space = try Workspace(["p.yaml": Self.policy, "in.csv": "id,last\nc1,\(last)\n"])
    return try space.rules("explain", "p.yaml", "in.csv", "--as-of", asOf, "--id", "c1", "--lang", language).output
  }

  @Test("explain tells the next visit and what made its day")
  func english() throws {
    #expect(
      try explain("2023-01-31", "2023-03-02", "en") == """
        Customer c1
        decided by p@1, as of 2023-03-02

        Visits: 1 visit per month
          all asks for 1 visit per month: p.yaml:7
          start: 1 visit per month, the strongest: all
          next visit: 2023-02-28, at the latest 2023-02-28, 2 days overdue
            last visit 2023-01-31 and 30 days: 2023-03-02
            moved earlier: the visits of the period have to be made by 2023-02-28
            the latest day: the visits of the period have to be made by 2023-02-28
            rule: p.yaml:8, source 004
            facts: Last visit (last) = 2023-01-31

        Flags
          late: severity medium
            rule: p.yaml:10
            condition: days_overdue > 0
            facts: days overdue (days_overdue) = 2

        Missing facts
          nothing that a rule asked for was missing

        """)
  }

  @Test("explain tells it in Chinese")
  func chinese() throws {
    let text = try explain("", "2026-06-14", "zh")
    #expect(
      text.contains(
        """
          下次拜访：2026-06-15，最迟 2026-06-15
            此前没有计入的拜访，为首次拜访
            调至工作日：当天休息
            最迟日：首次拜访须在 2026-06-14 前完成
            规则：p.yaml:8，出处 004
            依据：上次拜访（last） = 未知
        """), "\(text)")
  }
}
