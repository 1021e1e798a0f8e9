import Foundation
import Testing

@testable import RulesCommand

@Suite("Decisions go on from those of the last run")
struct PreviousFileTests {
  /// Runs day after day, each by what the one before wrote in that format; the decisions of each.
  static func chain(
    _ format: String, _ days: [(day: String, customers: String)], options: String = ""
  ) throws -> [String] {
    let space = try Workspace(["policy.yaml": Branch.policy, "0.\(format)": ""])
    return try days.enumerated().map { index, day in
      try space.write(day.customers, to: "in.csv")
      let (before, after) = ("\(index).\(format)", "\(index + 1).\(format)")
      let run = try space.shell(
        "$RULES evaluate policy.yaml in.csv --as-of \(day.day) --previous \(before) -o \(after) \(options)")
      return space.text(of: after) ?? "\(run.status): \(run.errors)"
    }
  }

  static let days = [
    ("2026-03-17", Branch.customers("c1 150 3", "c2 150 0")), ("2026-03-18", Branch.customers("c1 50 3", "c2 50 0")),
    ("2026-03-25", Branch.customers("c1 150 3", "c2 50 0")), ("2026-03-26", Branch.customers("c1 150 0", "c2 50 0")),
    ("2026-04-02", Branch.customers("c1 150 4")), ("2026-04-03", Branch.customers("c1 150 -", "c2 50 0", "c3 5 0")),
  ]

  @Test("tiers are held; a flag is raised, stands, goes on to the next owner, ends, and is raised anew")
  func table() throws {
    let columns = "--columns id,value,value.since,value.pending,state,flags,flag_states,flags_cleared"
    let decided = try Self.chain("csv", Self.days, options: columns).map { $0.split(separator: "\n").dropFirst() }
    #expect(
      decided == [
        [
          "c1,A,2026-03-17,0,problem,tiered-visit,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
          "c2,A,2026-03-17,0,good,,,",
        ],
        [
          "c1,A,2026-03-17,-1,problem,tiered-visit,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
          "c2,A,2026-03-17,-1,good,,,",
        ],
        [
          "c1,A,2026-03-17,0,problem,tiered-visit,tiered-visit@2026-03-17 level 2 due 2026-03-31 regional_manager,",
          "c2,B,2026-03-25,0,good,down,down@2026-03-25 level 1,",
        ],
        ["c1,A,2026-03-17,0,good,,,tiered-visit@2026-03-17", "c2,B,2026-03-25,0,good,,,down@2026-03-25"],
        ["c1,A,2026-03-17,0,problem,tiered-visit,tiered-visit@2026-04-02 level 1 due 2026-04-09 district_manager,"],
        // What is unknown ends no flag; one who was left out for a run begins anew.
        [
          "c1,A,2026-03-17,0,problem,tiered-visit,tiered-visit@2026-04-02 level 1 due 2026-04-09 district_manager,",
          "c2,B,2026-04-03,0,good,,,", "c3,C,2026-04-03,0,good,,,",
        ],
      ])
  }

  @Test(
    "JSON Lines say the same, whole or by columns",
    arguments: ["", "--columns id,value,value.since,value.pending,state,flag_states"])
  func lines(options: String) throws {
    let names = "--columns id,value,value.since,value.pending,flag_states"
    let expected = try Self.chain("csv", Self.days, options: names)
    let space = try Workspace(["policy.yaml": Branch.policy, "0.jsonl": ""])
    for (index, day) in Self.days.enumerated() {
      try space.write(day.1, to: "in.csv")
      let before = "--as-of \(day.0) --previous \(index).jsonl"
      _ = try space.shell("$RULES evaluate policy.yaml in.csv \(before) -o \(index + 1).jsonl \(options)")
      let run = try space.shell("$RULES evaluate policy.yaml in.csv \(before) \(names)")
      #expect(run.output == expected[index])
    }
  }

  @Test("in JSON a flag says since when it is up, and how far it went")
  func json() throws {
    let decided = try Self.chain("jsonl", Array(Self.days.prefix(3)))
    let flag = { (line: String) in
      line.split(separator: "\n").first.flatMap { line in
        line.firstRange(of: "\"flags\":").flatMap { start in
          line[start.upperBound...].firstRange(of: ",\"outputs\"").map {
            String(line[start.upperBound..<$0.lowerBound])
          }
        }
      }
    }
    #expect(
      decided.map(flag) == [
        #"[{"id":"tiered-visit","severity":"high","owner":"district_manager","due":"2026-03-24","instance":"tiered-visit@2026-03-17","since":"2026-03-17","level":1,"new":true}],"flags_cleared":[]"#,
        #"[{"id":"tiered-visit","severity":"high","owner":"district_manager","due":"2026-03-24","instance":"tiered-visit@2026-03-17","since":"2026-03-17","level":1,"new":false}],"flags_cleared":[]"#,
        #"[{"id":"tiered-visit","severity":"critical","owner":"regional_manager","due":"2026-03-31","instance":"tiered-visit@2026-03-17","since":"2026-03-17","level":2,"new":false}],"flags_cleared":[]"#,
      ])
  }

  @Test("rows of the last run that cannot be understood are rejected, and their customers new")
  func badRows() throws {
    let previous = """
      id,value,value.since,value.pending,flag_states
      c1,A,2026-01-01,-1,tiered-visit@2026-01-01
      c2,A,2026-01-41,-1,
      c3,A,2026-01-01,-1,tiered-visit
      c4,A
      c5,Z,2026-01-01,0,gone@2026-01-01 level 3
      c6,A,2026-01-01,x,

      """
    let space = try Workspace([
      "policy.yaml": Branch.policy, "last.csv": previous,
      "in.csv": Branch.customers("c1 50 3", "c2 50 3", "c3 50 3", "c4 50 3", "c5 50 3", "c6 50 3"),
    ])
    let options = "--as-of 2026-02-01 --previous last.csv --columns id,value,value.since,flag_states"
    let run = try space.shell("$RULES evaluate policy.yaml in.csv \(options) --rejects rejects.csv")
    #expect(run.status == 3)
    let new = "tiered-visit@2026-02-01 level 1 due 2026-02-08 district_manager"
    #expect(
      run.output == """
        id,value,value.since,flag_states
        c1,B,2026-02-01,tiered-visit@2026-01-01 level 2 due 2026-01-15 regional_manager;down@2026-02-01 level 1
        c2,B,2026-02-01,\(new)
        c3,B,2026-02-01,\(new)
        c4,B,2026-02-01,\(new)
        c5,B,2026-02-01,\(new)
        c6,B,2026-02-01,\(new)

        """)
    #expect(
      space.text(of: "rejects.csv")?.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).prefix(5).joined(separator: ",")
      } == [
        "last.csv,3,c2,bad-previous,value.since", "last.csv,4,c3,bad-previous,flag_states",
        "last.csv,5,,wrong-field-count,", "last.csv,7,c6,bad-previous,value.pending",
      ])
    #expect(try space.shell("$RULES evaluate policy.yaml in.csv \(options) --allow-rejects 4").status == 0)
  }

  private static let lateFiles = [
    ("last.csv", "", "2026-03-18", "decisions as of 2026-03-18, the day of this run, which would count it twice"),
    ("last.csv", "", "2026-03-17", "decisions as of 2026-03-18, later than this run's 2026-03-17"),
    ("last.jsonl", "", "2026-03-18", "decisions as of 2026-03-18, the day of this run, which would count it twice"),
    ("last.jsonl", "", "2026-03-01", "decisions as of 2026-03-18, later than this run's 2026-03-01"),
    (
      "last.csv", "--columns id,value,as_of", "2026-03-01",
      "decisions as of 2026-03-18, later than this run's 2026-03-01"
    ),
    // Without their day, what began last tells it.
    (
      "last.csv", "--columns id,value,value.since,value.pending", "2026-03-16",
      "decisions as of 2026-03-17, later than this run's 2026-03-16"
    ),
    (
      "last.csv", "--columns id,value,flag_states", "2026-03-17",
      "decisions as of 2026-03-17, the day of this run, which would count it twice"
    ),
  ]

  @Test("decisions that were not made before the run's day are refused", arguments: lateFiles)
  func tooLate(file: String, options: String, day: String, message: String) throws {
    let space = try Workspace(["policy.yaml": Branch.policy, "in.csv": Branch.customers("c1 150 3")])
    let run = "$RULES evaluate policy.yaml in.csv"
    _ = try space.shell("\(run) --as-of 2026-03-17 --previous /dev/null -o first.csv")
    _ = try space.shell("\(run) --as-of 2026-03-18 --previous first.csv -o \(file) \(options)")
    let refused = try space.shell("\(run) --as-of \(day) --previous \(file) -o out.csv")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("\nrules: \(file): \(message); "), "\(refused.errors)")
    #expect(space.text(of: "out.csv") == nil)
  }

  @Test("a run that is repeated with the same file writes the same bytes, and says its day")
  func repeated() throws {
    let space = try Workspace(["policy.yaml": Branch.policy, "in.csv": Branch.customers("c1 150 3")])
    let run = "$RULES evaluate policy.yaml in.csv"
    _ = try space.shell("\(run) --as-of 2026-03-17 --previous /dev/null -o first.csv")
    try space.write(Branch.customers("c1 50 3"), to: "in.csv")
    let outputs = try (0..<2).map { _ in try space.shell("\(run) --as-of 2026-03-18 --previous first.csv").output }
    #expect(outputs[0] == outputs[1])
    #expect(
      outputs[0] == """
        id,value,value.computed,state,visits,per,mode,flags,flag_states,flags_cleared,value.since,value.pending,reasons,missing,policy,as_of
        c1,A,B,problem,,,,tiered-visit,tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,,2026-03-17,-1,value.hold;value.B;p,,branch@1,2026-03-18

        """)
  }

  @Test("what a file of last decisions lacks is said")
  func lacking() throws {
    let space = try Workspace([
      "policy.yaml": Branch.policy, "in.csv": Branch.customers("c1 50 3"), "last.csv": "id,value\nc1,A\n",
      "nobody.csv": "value\nA\n",
    ])
    let run = try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-02-01 --previous last.csv")
    #expect(
      run.errors.contains(
        "last.csv: no columns 'value.since', 'value.pending', 'flag_states'; what was decided there is not known"))
    #expect(run.status == 0)
    let failed = try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-02-01 --previous nobody.csv")
    #expect(failed.status == 4 && failed.errors.contains("nobody.csv: no column 'id'"))
    let both = try space.shell("$RULES evaluate policy.yaml in.csv --previous last.csv --state x.sqlite")
    #expect(both.status == 2)
    #expect(both.errors.contains("--previous and --state both say what was decided last; keep one of them"))
    #expect(try space.shell("$RULES evaluate policy.yaml in.csv --previous -").status == 2)
    #expect(try space.shell("$RULES evaluate policy.yaml in.csv --previous none.csv").status == 4)
    #expect(try space.shell("$RULES evaluate policy.yaml in.csv --previous last.csv -o last.csv").status == 2)
  }

  @Test("a flag that the policy has no more is gone, and so is a tier")
  func vanished() throws {
    let overlay = "policy: north\nversion: \"1\"\nextends: policy\nflags:\n  - {id: tiered-visit, off: true}\n"
    let space = try Workspace([
      "policy.yaml": Branch.policy, "north.yaml": overlay, "in.csv": Branch.customers("c1 50 3"),
      "last.csv": "id,value,value.since,value.pending,flag_states\nc1,A,2026-01-01,0,tiered-visit@2026-01-01 level 1\n",
    ])
    let run = try space.shell(
      "$RULES evaluate north.yaml in.csv --as-of 2026-02-01 --previous last.csv --columns id,value,flag_states,flags_cleared"
    )
    #expect(run.output == "id,value,flag_states,flags_cleared\nc1,A,,\n", "\(run.errors)")
  }

  @Test("the number of threads changes nothing")
  func jobs() throws {
    let rows = (0..<30_000).map { "c\($0),\($0 % 200),\($0 % 5)" }.joined(separator: "\n")
    let later = (0..<30_000).map { "c\($0),\($0 % 130),\($0 % 4)" }.joined(separator: "\n")
    let space = try Workspace([
      "policy.yaml": Branch.policy, "a.csv": "id,sales,failed\n\(rows)\n", "b.csv": "id,sales,failed\n\(later)\n",
    ])
    _ = try space.shell("$RULES evaluate policy.yaml a.csv --as-of 2026-02-01 --previous /dev/null -o last.csv")
    let runs = try [1, 3].map {
      try space.shell("$RULES evaluate policy.yaml b.csv --as-of 2026-02-10 --previous last.csv --jobs \($0)").output
    }
    #expect(runs[0] == runs[1] && runs[0].utf8.count > 1_000_000)
  }
}
