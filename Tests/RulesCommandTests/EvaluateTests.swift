import Foundation
import Testing

@Suite("rules evaluate")
struct EvaluateTests {
  @Test("decides every row of a CSV, in order, on standard output")
  func csv() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01")
    #expect(run.output == Workspace.decisions)
    #expect(run.status == 0)
  }

  @Test(
    "the spelling of the input does not matter",
    arguments: [
      "\u{FEFF}" + Workspace.customers, Workspace.customers.replacing("\n", with: "\r\n"),
      Workspace.customers.replacing("\n", with: "\n\n"), Workspace.customers.replacing("c1,90", with: "\"c1\",\"90\""),
      Workspace.customers.replacing("客户编号", with: "id"), String(Workspace.customers.dropLast()),
      Workspace.customers.replacing(",31", with: ",31,x,").replacing(",70", with: ",70,,").replacing(",0", with: ",0,,")
        .replacing("due\n", with: "due,x1,x2\n"),
    ])
  func spelling(_ text: String) throws {
    let space = try Workspace.withPolicy(["in.csv": text])
    #expect(try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01").output == Workspace.decisions)
  }

  @Test("reads JSON Lines by header or fact name, and numbers as text or numbers")
  func jsonLines() throws {
    let lines = """
      {"客户编号":"c1","coop":90,"overdue":0,"else":[1]}
      {"id":"c2","coop":null,"overdue":"70"}

      {"overdue":31,"coop":10.0,"id":"c3"}
      """
    let space = try Workspace.withPolicy(["in.jsonl": lines])
    #expect(
      try space.rules("evaluate", "policy.yaml", "in.jsonl", "--as-of", "2026-03-01").output == Workspace.decisions)
  }

  @Test("writes JSON Lines with the cadence's steps")
  func writesJSONLines() throws {
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\nc2,,70\n"])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "-o", "out.jsonl")
    #expect(run.output.isEmpty)
    #expect(
      space.text(of: "out.jsonl") == """
        {"id":"c2","policy":"shop@1","as_of":"2026-03-01","tiers":{"grade":{"tier":"general","rule":"grade.else"}},\
        "cadence":{"visits":4,"per":"month","visits_per_year":48,"mode":"deeper","mode_obligation":"by-grade",\
        "obligation":"by-grade","base":"2/month","steps":[\
        {"rule":"late","kind":"multiply","by":1.5,"result":"3/month"},\
        {"rule":"extra","kind":"add","by":1,"per":"month","result":"4/month"}]},\
        "flags":[{"id":"chase","severity":"high","owner":"manager","due":"2026-03-08"}],"outputs":{"priority":2},\
        "reasons":["grade.else","by-grade","late","extra"],"missing":["coop"]}

        """)
  }

  @Test("several inputs are one run, each with its own header; - is standard input")
  func severalInputs() throws {
    let space = try Workspace.withPolicy([
      "a.csv": "id,coop,overdue\nc1,90,0\n", "b.jsonl": #"{"id":"c2","overdue":70,"coop":null}"#,
    ])
    let run = try space.rules(
      "evaluate", "policy.yaml", "a.csv", "b.jsonl", "-", "--as-of", "2026-03-01",
      input: Data("overdue,id,coop\n31,c3,10".utf8))
    #expect(run.output == Workspace.decisions)
    #expect(run.errors.hasPrefix("rows\n  in                  3  100.0%\n"))
  }

  @Test("input in another encoding, broken bytes included")
  func encoding() throws {
    let space = try Workspace.withPolicy()
    var bytes: [UInt8] = [0xBF, 0xCD, 0xBB, 0xA7, 0xB1, 0xE0, 0xBA, 0xC5]  // 客户编号
    bytes += Array(",coop,overdue\nc1,90,0\n".utf8) + [0xFF] + Array(",90,0\nc3,10,31\n".utf8)
    try space.write(Data(bytes), to: "in.csv")
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--encoding", "gb18030", "--allow-rejects")
    #expect(run.output.split(separator: "\n").map { $0.prefix(2) } == ["id", "c1", "c3"])
    #expect(run.errors.contains("in.csv: 1 place with bytes that are no text in this encoding, the first at byte 30"))
    #expect(run.status == 0)
  }

  static let broken = """
    id,coop,overdue
    c1,90,0
    c2,200,0
    c3,90
    c4,90,
    c5,"x
    c6,9O,1
    """

  @Test("rejected rows keep their line, their reason and their text")
  func rejects() throws {
    let space = try Workspace.withPolicy(["in.csv": Self.broken])
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--rejects", "no.csv", "-o", "out.csv")
    #expect(run.status == 3)
    let rows = try #require(space.text(of: "no.csv")).split(separator: "\n").map(String.init)
    let starts = [
      "input,line,key,code,subject,reason,record", "in.csv,3,c2,out-of-range,coop,", "in.csv,4,,wrong-field-count,,",
      "in.csv,5,c4,missing-fact,overdue,", "in.csv,6,,unclosed-quote,,", "in.csv,7,c6,bad-value,coop,",
    ]
    #expect(rows.count == starts.count)
    #expect(zip(rows, starts).allSatisfy { $0.hasPrefix($1) })
    #expect(rows[1].hasSuffix(#","c2,200,0""#))
    #expect(space.text(of: "out.csv")?.split(separator: "\n").map { $0.prefix(2) } == ["id", "c1"])
    #expect(space.names == ["in.csv", "no.csv", "out.csv", "policy.yaml"])
  }

  @Test(
    "rejects fail the run unless they are allowed",
    arguments: [
      ([], 3), (["--allow-rejects"], 0), (["--allow-rejects", "5"], 0), (["--allow-rejects=5"], 0),
      (["--allow-rejects", "4"], 3), (["--allow-rejects", "84%"], 0), (["--allow-rejects", "83%"], 3),
      (["--allow-rejects", "0"], 3), (["--allow-rejects=many"], 2), (["--allow-rejects=101%"], 2),
    ] as [([String], Int32)])
  func allowance(_ arguments: [String], _ status: Int32) throws {
    let space = try Workspace.withPolicy(["in.csv": Self.broken])
    let line = (["$RULES evaluate", "policy.yaml"] + arguments + ["--as-of=2026-03-01", "in.csv"]).joined(
      separator: " ")
    #expect(try space.shell(line).status == status)
  }

  @Test("without a rejects file the first ten are shown")
  func shownRejects() throws {
    let rows = (1...12).map { "c\($0),90\n" }.joined()
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\n" + rows])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01")
    let shown = run.errors.split(separator: "\n").filter { $0.hasPrefix("rules: in.csv:") }
    #expect(shown.count == 10)
    #expect(
      shown.first
        == "rules: in.csv:2: the header has 3 fields, this record has 2; is a comma not quoted? [wrong-field-count]")
    #expect(run.errors.contains("rules: and 2 more rows; --rejects keeps them all"))
  }

  @Test("the summary counts everything, aligned")
  func summary() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers + "c4,1,x\n"])
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--rejects", "no.csv", "--allow-rejects")
    #expect(
      run.errors == """
        rows
          in                  4  100.0%
          decided             3   75.0%
          rejected            1   25.0%

        grade
          good                1   33.3%
          general             1   33.3%
          problem             1   33.3%

        visits
          a month, in total  11

        cadences
          6/month             1   33.3%
          4/month             1   33.3%
          1/month             1   33.3%

        visit modes
          general             1   33.3%
          deeper              1   33.3%
          deep                1   33.3%

        flags
          chase               1   33.3%

        rejected rows
          bad-value           1   25.0%

        missing facts
          coop                1   33.3%

        """)
  }

  @Test("a trace says how each decision came about")
  func trace() throws {
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\nc3,10,31\n"])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--trace")
    #expect(
      run.output == """
        id,grade,visits,per,mode,flags,priority,reasons,missing,policy,trace
        c3,problem,6,month,deep,,1,weak;by-grade;late,,shop@1,by-grade 4/month; late *1.5 = 6/month; \
        grade.weak: matched (coop=10); obligations.by-grade: matched (grade=problem); adjust.late: matched (overdue=31); \
        adjust.extra: not matched (overdue=31); flags.chase: not matched (overdue=31); \
        priority.priority: matched (grade=problem)

        """)
  }

  @Test("a trace adds up scores")
  func scores() throws {
    let policy = """
      policy: s
      version: "1"
      facts: {id: {type: string, key: true}, sales: {type: number, missing: unknown}}
      classify: {value: {score: {parts: [{id: big, when: sales > 9, points: 40}], at_least: {A: 40}}, else: B}}

      """
    let space = try Workspace(["p.yaml": policy, "in.csv": "id,sales\nc1,10\nc2,\n"])
    let table = try space.rules("evaluate", "p.yaml", "in.csv", "--as-of", "2026-03-01", "--trace")
    #expect(
      table.output == """
        id,value,visits,per,mode,flags,reasons,missing,policy,trace
        c1,A,,,,,value.A,,s@1,value score 40 (big 40); value.A: matched (sales=10)
        c2,B,,,,,value.else,sales,s@1,value score ? (big ?); value.A: unknown (sales=?); value.else: matched

        """)
    let lines = try space.rules(
      "evaluate", "p.yaml", "in.csv", "--as-of", "2026-03-01", "--trace", "--format", "jsonl")
    #expect(lines.output.contains(#""scores":[{"of":"value","total":40,"parts":{"big":40}}],"trace":[{"of":"value""#))
    #expect(lines.output.contains(#""scores":[{"of":"value","total":null,"parts":{"big":null}}]"#))
  }

  @Test("- is standard output, of decisions or rejects")
  func standardOutput() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers + "c4,x,1\n"])
    let arguments = ["evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--allow-rejects"]
    #expect(try space.shell("$RULES \(arguments.joined(separator: " ")) -o -").output == Workspace.decisions)
    let rejects = try space.shell("$RULES \(arguments.joined(separator: " ")) -o out.csv --rejects -").output
    #expect(rejects.hasPrefix("input,line,key,code,subject,reason,record\nin.csv,5,c4,bad-value,coop,"))
    #expect(space.names == ["in.csv", "out.csv", "policy.yaml"])
  }

  @Test("the day is said when nobody gave it")
  func today() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv")
    #expect(run.errors.hasPrefix("rules: as of 20"))
    #expect(run.output == Workspace.decisions)
  }

  @Test("a folder of policies decides each customer by its own")
  func policySet() throws {
    let space = try Workspace([
      "set/base.yml": Workspace.policy.replacing("facts:", with: "facts:\n  region: string"),
      "set/.hidden.yaml": "no policy", "set/notes.txt": "nor this",
      "set/south/fujian.YAML": """
      policy: shop-fujian
      version: "2"
      extends: ../base
      governs: {region: [fujian]}
      classify: {grade: {first: [{id: strong, when: coop >= 50}]}}

      """,
      "in.csv": "id,coop,overdue,region\na,60,0,fujian\nb,60,0,beijing\n",
    ])
    let run = try space.rules("evaluate", "set", "in.csv", "--as-of", "2026-03-01")
    #expect(
      run.output == """
        id,grade,visits,per,mode,flags,priority,reasons,missing,policy
        a,good,1,month,general,,2,strong;by-grade,,shop-fujian@2
        b,general,2,month,deeper,,2,grade.else;by-grade,,shop@1

        """)
    // A policy that decides nobody is told too: whom it governs may be misspelt.
    try space.write("id,coop,overdue,region\na,60,0,福建\n", to: "in.csv")
    let other = try space.rules("evaluate", "set", "in.csv", "--as-of", "2026-03-01")
    #expect(
      other.errors.contains(
        """

        policies
          shop-fujian@2      0    0.0%
          shop@1             1  100.0%

        """))
  }
}
