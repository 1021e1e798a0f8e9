import Foundation
import Testing

@testable import RulesCommand

@Suite("What a run leaves for the next in a file")
struct StateFileTests {
  static let run =
    "$RULES evaluate policy.yaml in.csv --state s.sqlite --columns id,value,value.pending,flag_states,flags_cleared"

  /// Runs as of days; the decisions of each without the header, or what went wrong.
  static func decide(_ space: Workspace, _ days: [(day: String, customers: String)]) throws -> [String] {
    try days.map { day, customers in
      try space.write(customers, to: "in.csv")
      let run = try space.shell("\(Self.run) --as-of \(day)")
      guard run.status == 0 else { return "\(run.status): \(run.errors)" }
      return run.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    }
  }

  static func space() throws -> Workspace { try Workspace(["policy.yaml": Branch.policy]) }

  static let days = [
    ("2026-03-17", Branch.customers("c1 150 3")), ("2026-03-18", Branch.customers("c1 50 3")),
    ("2026-03-18", Branch.customers("c1 50 3")), ("2026-03-25", Branch.customers("c1 50 3")),
    ("2026-03-26", Branch.customers("c2 5 0")), ("2026-04-01", Branch.customers("c1 50 0")),
    ("2026-05-05", Branch.customers("c1 50 3")),
  ]

  static let decided = [
    "c1,A,0,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
    "c1,A,-1,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
    // The same day again: nothing is counted twice.
    "c1,A,-1,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
    "c1,B,0,tiered-visit@2026-03-17 level 2 due 2026-03-31 regional_manager;down@2026-03-25 level 1,",
    "c2,C,0,,",
    // Who was left out for a run is remembered.
    "c1,B,0,,tiered-visit@2026-03-17;down@2026-03-25",
    "c1,B,0,tiered-visit@2026-05-05 level 1 due 2026-05-12 district_manager,",
  ]

  @Test("runs go on from one another; to repeat one changes nothing")
  func chain() throws { #expect(try Self.decide(try Self.space(), Self.days) == Self.decided) }

  static let story = [
    "en": """
    Customer c1
    2026-03-17 · branch@1
      value: A
      state: problem
      flag tiered-visit@2026-03-17 raised: level 1 due 2026-03-24 district_manager
    2026-03-18 · branch@1
      value: held, 1 decision in a row for a worse tier
      flag tiered-visit@2026-03-17 stands: level 1 due 2026-03-24 district_manager
    2026-03-25 · branch@1
      value: A → B
      flag tiered-visit@2026-03-17 goes on: level 2 due 2026-03-31 regional_manager
      flag down@2026-03-25 raised: level 1
    2026-04-01 · branch@1
      state: problem → good
      flag tiered-visit@2026-03-17 cleared
      flag down@2026-03-25 cleared
    2026-05-05 · branch@1
      state: good → problem
      flag tiered-visit@2026-05-05 raised: level 1 due 2026-05-12 district_manager
    now
      value: B, since 2026-03-25
      state: problem, since 2026-05-05
      flag tiered-visit@2026-05-05 stands: level 1 due 2026-05-12 district_manager

    """,
    "zh": """
    客户 c1
    2026-03-17 · branch@1
      value：A
      state：problem
      预警 tiered-visit@2026-03-17 发出：第 1 级，2026-03-24 前，district_manager
    2026-03-18 · branch@1
      value：保持不变，已连续 1 次判定为更低一类
      预警 tiered-visit@2026-03-17 持续：第 1 级，2026-03-24 前，district_manager
    2026-03-25 · branch@1
      value：A → B
      预警 tiered-visit@2026-03-17 转入：第 2 级，2026-03-31 前，regional_manager
      预警 down@2026-03-25 发出：第 1 级
    2026-04-01 · branch@1
      state：problem → good
      预警 tiered-visit@2026-03-17 解除
      预警 down@2026-03-25 解除
    2026-05-05 · branch@1
      state：good → problem
      预警 tiered-visit@2026-05-05 发出：第 1 级，2026-05-12 前，district_manager
    现状
      value：B，自 2026-03-25 起
      state：problem，自 2026-05-05 起
      预警 tiered-visit@2026-05-05 持续：第 1 级，2026-05-12 前，district_manager

    """,
  ]

  @Test("a customer's history is told", arguments: ["en", "zh"])
  func log(language: String) throws {
    let space = try Self.space()
    _ = try Self.decide(space, Self.days)
    let run = try space.shell("$RULES state log c1 --state s.sqlite --lang \(language)")
    #expect(run.output == Self.story[language], "\(run.errors)")
    let nobody = try space.shell("$RULES state log c9 --state s.sqlite")
    #expect(nobody.status == 4 && nobody.errors == "rules: s.sqlite: nothing is known of customer `c9`\n")
    #expect(try space.shell("$RULES state log c1 --state nowhere.sqlite").status == 4)
  }

  /// Two policies that plan visits, each for its own customers, and a second version of one.
  private static func visitPolicy(_ name: String, _ version: Int, _ visits: String) -> String {
    """
    policy: \(name)
    version: "\(version)"
    governs: {area: [\(name)]}
    facts:
      id: {type: string, key: true}
      area: {type: string}
      sales: {type: number, missing: unknown}
    classify: {value: {tiers: [A, B], bands: {of: sales, at_least: {A: 100}}, else: B}}
    cadence: {obligations: [{id: all, by: value, visits: \(visits)}]}

    """
  }

  private static let visitStory = [
    "en": """
    Customer c1
    2026-03-17 · north@1
      value: A
      Visits: 1 visit per week
    2026-03-18 · south@1
      Visits: 1 visit per week → 1 visit per 2 months
    2026-03-20 · south@2
      value: A → B
      Visits: 1 visit per 2 months → visits on demand
    2026-03-21 · south@2
      value: B, now none
      Visits: visits on demand, now none
    now

    """,
    "zh": """
    客户 c1
    2026-03-17 · north@1
      value：A
      拜访：每周 1 次
    2026-03-18 · south@1
      拜访：每周 1 次 → 每 2 个月 1 次
    2026-03-20 · south@2
      value：A → B
      拜访：每 2 个月 1 次 → 按需拜访
    2026-03-21 · south@2
      value：B，现无分类
      拜访：按需拜访，现不安排
    现状

    """,
  ]

  @Test("a history tells how often a customer was visited, and by which policy", arguments: ["en", "zh"])
  func cadences(language: String) throws {
    let space = try Workspace(["set/north.yaml": Self.visitPolicy("north", 1, "{A: 1/week}")])
    let none = Self.visitPolicy("south", 2, "{B: on_demand}").replacing("else: B", with: "unknown: B").replacing(
      "classify: {value: {tiers: [A, B], bands: {of: sales, at_least: {A: 100}}, unknown: B}}",
      with: "classify: {value: {tiers: [A, B], first: [{id: b, when: sales < 100, then: B}]}}")
    let south = Self.visitPolicy("south", 1, "{A: 1/2 months}")
    for (day, policy, row) in [
      ("2026-03-17", south, "c1,north,150"), ("2026-03-18", south, "c1,south,150"),
      ("2026-03-19", none.replacing("sales < 100", with: "sales < 0"), "c2,south,50"),
      ("2026-03-20", none, "c1,south,50"),
      ("2026-03-21", none, "c1,south,150"),
    ] {
      try space.write(policy, to: "set/south.yaml")
      try space.write("id,area,sales\n\(row)\n", to: "in.csv")
      let run = try space.shell("$RULES evaluate set in.csv --state s.sqlite --as-of \(day)")
      #expect(run.status == 0, "\(run.errors)")
    }
    let run = try space.shell("$RULES state log c1 --state s.sqlite --lang \(language)")
    #expect(run.output == Self.visitStory[language], "\(run.errors)")
  }

  @Test("explanations go on from the last run too, and leave the file as it is")
  func explained() throws {
    let space = try Self.space()
    _ = try Self.decide(space, Array(Self.days.prefix(4)))
    let before = try Data(contentsOf: space.folder.appendingPathComponent("s.sqlite"))
    let explain = "$RULES explain policy.yaml in.csv --id c1 --state s.sqlite"
    for (day, line) in [
      ("2026-03-17", "severity high, owner district_manager, due 2026-03-24"),
      ("2026-03-25", "severity critical, owner regional_manager, due 2026-03-31, since 2026-03-17, level 2"),
    ] {
      let run = try space.shell("\(explain) --as-of \(day)")
      #expect(run.output.contains("  tiered-visit: \(line)\n"), "\(run.output) \(run.errors)")
    }
    #expect(try space.shell("\(explain) --as-of 2026-03-25 --lang zh").output.contains("自 2026-03-17 起，第 2 级"))
    #expect(try space.shell("\(explain) --as-of 2026-03-25 --format json").output.contains("\"level\":2,\"new\":false"))
    #expect(try Data(contentsOf: space.folder.appendingPathComponent("s.sqlite")) == before)
    #expect(try space.shell("$RULES explain policy.yaml in.csv --id c1 --state nowhere.sqlite").status == 4)
  }

  @Test("a run that is repeated writes the same bytes, and replaces what it left")
  func repeated() throws {
    let space = try Self.space()
    _ = try Self.decide(space, Array(Self.days.prefix(2)))
    let outputs = try (0..<2).map { _ in try space.shell("\(Self.run) --as-of 2026-03-18").output }
    #expect(outputs[0] == outputs[1])
    // Had the day gone otherwise, the next would not remember what it left first.
    try space.write(Branch.customers("c1 150 0"), to: "in.csv")
    _ = try space.shell("\(Self.run) --as-of 2026-03-18")
    #expect(
      try Self.decide(space, [("2026-03-19", Branch.customers("c1 50 3"))]) == [
        "c1,A,-1,tiered-visit@2026-03-19 level 1 due 2026-03-26 district_manager,"
      ])
  }

  @Test("a run before the last is refused, and leaves everything as it was")
  func earlier() throws {
    let space = try Self.space()
    _ = try Self.decide(space, Array(Self.days.prefix(2)))
    let before = try Data(contentsOf: space.folder.appendingPathComponent("s.sqlite"))
    let run = try space.shell("\(Self.run) --as-of 2026-03-17 -o out.csv")
    #expect(run.status == 4)
    #expect(
      run.errors.contains(
        "s.sqlite: it holds a run as of 2026-03-18, later than 2026-03-17; a run can be repeated or followed"))
    #expect(space.text(of: "out.csv") == nil)
    #expect(try Data(contentsOf: space.folder.appendingPathComponent("s.sqlite")) == before)
  }

  @Test(
    "what is no file of states, or a damaged one, is refused before anything is decided",
    arguments: ["no database at all, but long enough to be told from one; ", "damaged", "foreign"])
  func damaged(content: String) throws {
    let space = try Self.space()
    let url = space.folder.appendingPathComponent("s.sqlite")
    switch content {
    case "damaged":
      _ = try Self.decide(space, Array(Self.days.prefix(2)))
      var data = try Data(contentsOf: url)
      for index in 4096..<data.count { data[index] = UInt8(truncatingIfNeeded: index &* 31) }
      try data.write(to: url)
    case "foreign":
      _ = try space.shell(
        "sqlite3 s.sqlite 'create table t(x)' || python3 -c \"import sqlite3;sqlite3.connect('s.sqlite').execute('create table t(x)')\""
      )
    default: try space.write(String(repeating: content, count: 40), to: "s.sqlite")
    }
    let before = try Data(contentsOf: url)
    try space.write(Branch.customers("c1 50 3"), to: "in.csv")
    let run = try space.shell("\(Self.run) --as-of 2026-03-20 -o out.csv")
    #expect(run.status == 4)
    #expect(run.errors.contains("s.sqlite: no file of states, or damaged ("), "\(run.errors)")
    #expect(space.text(of: "out.csv") == nil)
    #expect(try Data(contentsOf: url) == before)
    #expect(try space.shell("$RULES state log c1 --state s.sqlite").status == 4)
  }

  @Test("while a run goes on, another with the same file is refused")
  func concurrent() throws {
    let space = try Self.space()
    _ = try Self.decide(space, Array(Self.days.prefix(1)))
    // The first waits for its input, which the second, by failing, lets go on.
    let run = try space.shell(
      """
      mkfifo pipe
      $RULES evaluate policy.yaml pipe --input-format csv --state s.sqlite --as-of 2026-03-18 -o first.csv &
      exec 3> pipe; printf 'id,sales,failed\\nc1,50,3\\n' >&3; sleep 1
      $RULES evaluate policy.yaml in.csv --state s.sqlite --as-of 2026-03-18 -o second.csv; echo "second: $?"
      exec 3>&-; wait $!; echo "first: $?"
      """)
    #expect(run.output == "second: 4\nfirst: 0\n", "\(run.errors)")
    #expect(run.errors.contains("s.sqlite: another run has it; wait until that has ended"))
    #expect(space.names.contains("first.csv") && !space.names.contains("second.csv"))
  }

  @Test("a run that is killed leaves what was there before", arguments: [0.05, 0.2, 0.4, 0.7])
  func killed(after seconds: Double) throws {
    let space = try Self.space()
    let rows = (0..<60_000).map { "c\($0),\($0 % 200),\($0 % 5)\n" }.joined()
    try space.write("id,sales,failed\n" + rows, to: "in.csv")
    _ = try space.shell("\(Self.run) --as-of 2026-03-17 -o first.csv")
    let clean = try space.shell("cp s.sqlite copy.sqlite; $RULES state log c4 --state s.sqlite").output
    let killed = try space.shell(
      "\(Self.run) --as-of 2026-03-25 -o second.csv & sleep \(seconds); kill -9 $!; wait $!; echo $?")
    let log = try space.shell("$RULES state log c4 --state s.sqlite").output
    // It had the time to end, or it left no trace.
    let hasEnded = killed.output == "0\n"
    #expect(hasEnded ? log.hasPrefix(clean) && log != clean : log == clean || log.hasPrefix(clean))
    if hasEnded || log != clean { #expect(space.text(of: "second.csv") != nil) }
    let again = try space.shell("\(Self.run) --as-of 2026-03-25 -o third.csv")
    #expect(again.status == 0, "\(again.errors)")
    _ = try space.shell("mv copy.sqlite s.sqlite; \(Self.run) --as-of 2026-03-25 -o fourth.csv")
    #expect(space.text(of: "third.csv") == space.text(of: "fourth.csv"))
  }

  @Test("rejected customers keep their state; a failed run leaves it as it was")
  func rejected() throws {
    let space = try Self.space()
    _ = try Self.decide(space, Array(Self.days.prefix(1)))
    try space.write("id,sales,failed\nc1,x,3\n", to: "in.csv")
    #expect(try space.shell("\(Self.run) --as-of 2026-03-18 --allow-rejects").status == 0)
    #expect(try space.shell("\(Self.run) --as-of 2026-03-19 -o nowhere/out.csv").status == 4)
    #expect(try space.shell("\(Self.run) --as-of 2026-03-19 > /dev/full").status == 4)
    #expect(
      try Self.decide(space, [("2026-03-18", Branch.customers("c1 150 3"))]) == [
        "c1,A,0,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,"
      ])
  }

  @Test("another version of a policy, or another policy, goes on from the same file as far as it has the same names")
  func otherPolicy() throws {
    let space = try Self.space()
    _ = try Self.decide(space, Array(Self.days.prefix(1)))
    let other = Branch.policy.replacing("tiers: [A, B, C]", with: "tiers: [S, B, C]").replacing(
      "{A: 100", with: "{S: 100"
    )
    .replacing("previous.value == 'A' && value != 'A'", with: "previous.value == 'S' && value != 'S'")
    .replacing("version: \"1\"", with: "version: \"2\"")
    try space.write(other, to: "policy.yaml")
    #expect(
      try Self.decide(space, [("2026-03-18", Branch.customers("c1 50 3"))]) == [
        "c1,B,0,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,"
      ])
    #expect(
      try space.shell("$RULES state log c1 --state s.sqlite").output.hasSuffix(
        """
        2026-03-18 · branch@2
          value: A → B
          flag tiered-visit@2026-03-17 stands: level 1 due 2026-03-24 district_manager
        now
          value: B, since 2026-03-18
          state: problem, since 2026-03-17
          flag tiered-visit@2026-03-17 stands: level 1 due 2026-03-24 district_manager

        """))
  }

  @Test("the number of threads changes nothing that is kept")
  func jobs() throws {
    let rows = (0..<30_000).map { "c\($0),\($0 % 200),\($0 % 5)\n" }.joined()
    let space = try Workspace(["policy.yaml": Branch.policy, "in.csv": "id,sales,failed\n" + rows])
    let files = try [1, 4].map { jobs in
      _ = try space.shell(
        "$RULES evaluate policy.yaml in.csv --state \(jobs).sqlite --as-of 2026-03-17 --jobs \(jobs) -o out.csv")
      return try Data(contentsOf: space.folder.appendingPathComponent("\(jobs).sqlite"))
    }
    #expect(files[0] == files[1])
  }
}
