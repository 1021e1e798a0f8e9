import Foundation
import Testing

@Suite("The workload")
struct WorkloadTests {
  static let policy = """
    policy: cap
    version: "1"
    calendar: {seasons: {peak: {from: 11-15, until: 02-10}}}
    facts:
      id: {type: string, key: true}
      rep: {type: string, missing: unknown, column: 客户经理}
      county: {type: string, missing: unknown}
      class: {type: enum, values: [a, b, c]}
    cadence:
      obligations:
        - {id: x, by: class, visits: {a: 1/month, b: 2/month, c: 4/month}, floor: true}
    capacity:
      rep: rep
      areas: [county]
      day: {visiting: 420, private: 60}
      shifts: [{id: peak, when: in_season('peak'), from: private, to: visiting, minutes: 60}]
      visit: 30
      days: 21
      owner: area_manager

    """

  private static let header = "id,客户经理,county,class\n"

  /// 150 customers of R1 that ask for 300 visits.
  private static let worked =
    header + (0..<150).map { "C\($0),R1,K\($0 % 2),\($0 < 60 ? "a" : $0 < 120 ? "b" : "c")\n" }.joined()

  private static let columns =
    "month,kind,fact,name,customers,visits,floor_visits,minutes,floor_minutes,available,load,minutes_short,visits_short,state,flag,owner\n"

  private static func space(_ files: [String: String] = [:]) throws -> Workspace {
    try Workspace(files.merging(["policy.yaml": policy, "in.csv": worked]) { own, _ in own })
  }

  @Test("says that 294 visits find time of 300, and stretches none of them")
  func workedCase() throws {
    let space = try Self.space()
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-06-10", "--workload", "w.csv", "--columns", "visits,per")
    #expect(run.status == 0)
    #expect(
      Dictionary(grouping: run.output.split(separator: "\n"), by: { $0 }).mapValues(\.count)
        == ["visits,per": 1, "1,month": 60, "2,month": 60, "4,month": 30])
    #expect(
      space.text(of: "w.csv") == Self.columns + """
        2026-06,rep,,R1,150,300,300,9000,9000,8820,102.0,180,6,floors-broken,floors-broken,area_manager
        2026-06,area,county,K0,75,150,150,4500,4500,4410,102.0,90,3,floors-broken,,
        2026-06,area,county,K1,75,150,150,4500,4500,4410,102.0,90,3,floors-broken,,
        2026-06,total,,,150,300,300,9000,9000,8820,102.0,180,6,floors-broken,,

        """)
    #expect(
      run.errors.contains(
        """
        workload of 2026-06
          minutes asked for             9,000  102.0%
          minutes available             8,820
          visits short                      6
          representatives that fit          0
          representatives over              0
          representatives below floors      1
          customers of nobody               0

        visits short by representative
          R1                                6  102.0%

        """))
  }

  @Test("in the peak, private time makes room")
  func peak() throws {
    let space = try Self.space()
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-12-10", "--workload", "w.csv")
    #expect(run.status == 0)
    #expect(
      space.text(of: "w.csv")?.split(separator: "\n").dropFirst().first
        == "2026-12,rep,,R1,150,300,300,9000,9000,10080,89.3,0,0,fits,,")
    #expect(!run.errors.contains("visits short by representative"))
  }

  private static let names = ["id", "rep", "county", "class"]

  /// Nine thousand customers, of whom a quarter is rejected.
  private static let many: [[String]] = (0..<9_000).map { row in
    let rep = row % 7 == 0 ? "" : "代表\(row * 31 % 40)"
    let county = row % 11 == 0 ? "" : "县\(row % 5)"
    return ["C\(row)", rep, county, ["a", "b", "c", "x"][row % 4]]
  }

  /// A row as JSON; the class b has an escape, which the exact parser reads.
  private static func line(_ row: [String]) -> String {
    let members = zip(names, row).map { name, value in
      let text = value == "b" ? #"\u0062"# : value
      return "\"\(name)\":\"\(text)\""
    }
    return "{" + members.joined(separator: ",") + "}\n"
  }

  @Test("is the same for any number of jobs, from both formats, and with traces")
  func jobs() throws {
    let csv = Self.many.map { $0.joined(separator: ",") + "\n" }.joined()
    let space = try Self.space(["in.csv": Self.header + csv, "in.jsonl": Self.many.map(Self.line).joined()])
    var files: [String] = []
    for arguments in ["in.csv --jobs 1", "in.csv --jobs 3", "in.jsonl --jobs 2", "in.csv --trace --jobs 2"] {
      let run = try space.shell(
        "$RULES evaluate policy.yaml \(arguments) --as-of 2026-06-10 --workload w.csv -o out.csv")
      #expect(run.status == 3)
      files.append(try #require(space.text(of: "w.csv")))
    }
    #expect(files[0].split(separator: "\n").count == 1 + 31 + 6 + 1)
    #expect(files[0].contains("2026-06,total,,,6750,"))
    #expect(Set(files).count == 1)
  }

  @Test("as JSON Lines holds the same")
  func lines() throws {
    let space = try Self.space(["in.csv": Self.header + "1,R1,,a\n2,,K1,b\n"])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-06-10", "--workload", "w.jsonl")
    #expect(run.status == 0)
    #expect(
      space.text(of: "w.jsonl") == """
        {"month":"2026-06","kind":"rep","fact":null,"name":"","customers":1,"visits":2,"floor_visits":2,"minutes":60,"floor_minutes":60,"available":0,"load":null,"minutes_short":60,"visits_short":2,"state":"floors-broken","flag":"floors-broken","owner":"area_manager"}
        {"month":"2026-06","kind":"rep","fact":null,"name":"R1","customers":1,"visits":1,"floor_visits":1,"minutes":30,"floor_minutes":30,"available":8820,"load":0.3,"minutes_short":0,"visits_short":0,"state":"fits","flag":null,"owner":null}
        {"month":"2026-06","kind":"area","fact":"county","name":"","customers":1,"visits":1,"floor_visits":1,"minutes":30,"floor_minutes":30,"available":8820,"load":0.3,"minutes_short":0,"visits_short":0,"state":"fits","flag":null,"owner":null}
        {"month":"2026-06","kind":"area","fact":"county","name":"K1","customers":1,"visits":2,"floor_visits":2,"minutes":60,"floor_minutes":60,"available":0,"load":null,"minutes_short":60,"visits_short":2,"state":"floors-broken","flag":null,"owner":null}
        {"month":"2026-06","kind":"total","fact":null,"name":null,"customers":2,"visits":3,"floor_visits":3,"minutes":90,"floor_minutes":90,"available":8820,"load":1.0,"minutes_short":0,"visits_short":0,"state":"fits","flag":null,"owner":null}

        """)
  }

  // MARK: The representatives' own days

  private static let representatives: [(name: String, text: String)] = [
    ("reps.csv", "rep,days,leave,minutes_per_day\nR1,,1,\nR7,10,,300\n"),
    ("reps.csv", "leave,客户经理\n1,R1\n11,R7\n"),
    ("reps.jsonl", "{\"rep\":\"R1\",\"leave\":1}\n{\"rep\":\"R7\",\"days\":10.0,\"minutes_per_day\":\"300\"}\n"),
  ]

  @Test("goes by the representatives' own days", arguments: representatives)
  func ownDays(name: String, text: String) throws {
    let space = try Self.space([name: text, "in.csv": Self.header + "1,R1,K1,a\n2,R2,K1,a\n3,,K1,a\n"])
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-06-10", "--workload", "w.csv", "--reps", name)
    #expect(run.status == 0)
    let lines = space.text(of: "w.csv")?.split(separator: "\n").dropFirst().map(String.init) ?? []
    let available = lines.map { line -> String in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return "\(fields[1]) \(fields[3]) \(fields[9])"
    }
    let own = text.contains("300") ? 3000 : 4200
    #expect(
      available == ["rep  0", "rep R1 8400", "rep R2 8820", "rep R7 \(own)", "area K1 17220", "total  \(17220 + own)"])
    #expect(run.errors.contains("rules: \(name): nothing is said of 1 representative of customers: R2\n"))
    #expect(run.errors.contains("rules: \(name): 1 representative has no customers: R7\n"))
  }

  @Test("tells all faults of a file of representatives, and does not start")
  func faults() throws {
    let text = """
      name,rep,days,leave,minutes_per_day
      x,R1,3,3,
      x,R2,10x,,4000
      x,R1,1,,
      ,,3,,
      x,R4,,,
      x,R5,,25,
      x,R6,-1,,
      "x
      """
    let space = try Self.space(["reps.csv": text])
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-06-10", "--reps", "reps.csv", "-o", "out.csv")
    #expect(run.status == 4)
    #expect(space.text(of: "out.csv") == nil)
    #expect(
      run.errors == """
        rules: reps.csv: not looked at: 'name'
        rules: reps.csv:2: both days and leave are given, and one says the other; keep one of them
        rules: reps.csv:3: days: '10x' is no number from 0 to 31
        rules: reps.csv:3: minutes_per_day: '4000' is no number from 0 to 1440
        rules: reps.csv:4: 'R1' stands in line 2 already; keep one of the two
        rules: reps.csv:5: rep: name the representative
        rules: reps.csv:6: give days, leave or minutes_per_day
        rules: reps.csv:7: leave: 25 days off, and the month has 21 working days
        rules: reps.csv:8: days: '-1' is no number from 0 to 31
        rules: reps.csv:9: field 1 opens a quote that is never closed

        """)
  }

  private static let refusals: [(arguments: String, status: Int32, message: String)] = [
    ("--reps none.csv", 4, "none.csv"),
    ("--reps empty.csv", 4, "empty.csv: empty; the first line must name the columns"),
    ("--reps other.csv", 4, "other.csv:1: there is no column 'rep'"),
    ("--reps twice.csv", 4, "twice.csv:1: several columns give 'rep'"),
    ("--workload w.txt", 2, "w.txt: neither .csv nor .jsonl"),
    ("--workload in.csv", 2, "in.csv: this is the input in.csv; write somewhere else"),
    ("--workload reps.csv --reps reps.csv", 2, "reps.csv: this is the input reps.csv; write somewhere else"),
    ("--workload out.csv", 2, "out.csv: two outputs cannot go to the same file"),
  ]

  @Test("refuses what makes no sense", arguments: refusals)
  func refusal(arguments: String, status: Int32, message: String) throws {
    let space = try Self.space([
      "empty.csv": "", "other.csv": "name,days\n", "twice.csv": "rep,客户经理\n", "reps.csv": "rep,days\n",
    ])
    let run = try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-06-10 -o out.csv \(arguments)")
    #expect(run.status == status)
    #expect(run.errors.contains(message))
    #expect(space.text(of: "out.csv") == nil)
  }

  @Test(
    "is not asked for where no policy says how much time there is", arguments: ["--workload w.csv", "--reps reps.csv"])
  func noCapacity(arguments: String) throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers, "reps.csv": "rep,days\n"])
    let run = try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-06-10 \(arguments)")
    #expect(run.status == 2)
    #expect(run.errors == "rules: \(arguments): no policy says how much time there is, under `capacity:`\n")
  }

  @Test("of a run that fails leaves no file")
  func failure() throws {
    let space = try Self.space()
    let run = try space.shell(
      "$RULES evaluate policy.yaml in.csv no.csv --as-of 2026-06-10 --workload w.csv > /dev/full")
    #expect(run.status == 4)
    #expect(space.names == ["in.csv", "policy.yaml"])
  }

  @Test("shows the ten who can keep least of it")
  func worst() throws {
    let rows = (1...12).flatMap { rep in (0..<(rep == 12 ? 1 : 290 + rep)).map { "\(rep)-\($0),R\(rep),K,a\n" } }
    let reps = "rep,days\nR12,0\n"
    let space = try Self.space(["in.csv": Self.header + rows.joined(), "reps.csv": reps])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-06-10", "--reps", "reps.csv")
    let section = run.errors.components(separatedBy: "visits short by representative\n").last ?? ""
    let lines = section.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      lines == [
        "R12 1", "R11 7 102.4%", "R10 6 102.0%", "R9 5 101.7%", "R8 4 101.4%", "R7 3 101.0%", "R6 2 100.7%",
        "R5 1 100.3%",
      ])
  }

  @Test("tells where policies disagree about somebody's time")
  func disagreement() throws {
    let region = """
      policy: region
      version: "2"
      extends: policy.yaml
      governs: {county: [K1]}
      capacity: {day: {visiting: 400}}

      """
    let space = try Self.space(["set/policy.yaml": Self.policy, "set/region.yaml": region])
    let run = try space.rules("evaluate", "set", "in.csv", "--as-of", "2026-06-10", "--workload", "w.csv")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "rules: R1: the policies give different minutes for the month: region@2 8400, cap@1 8820; the least counts\n"))
    #expect(space.text(of: "w.csv")?.contains("2026-06,rep,,R1,150,300,300,9000,9000,8400,107.1,600,20,") == true)
  }
}
