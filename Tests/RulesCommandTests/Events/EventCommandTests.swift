import Foundation
import Testing

@Suite("rules evaluate --events")
struct EventCommandTests {
  static let policy = """
    policy: visits
    version: "1"
    facts:
      id: {type: string, key: true, column: 客户编号}
    events:
      visits:
        key: id
        time: visited_on
        fields: {mode: {type: enum, values: [general, deep]}, cooperated: bool, minutes: {type: number, column: 分钟}}
      orders: {key: id, time: day}
    measures:
      failed: {of: visits, streak: "mode == 'deep' && !cooperated"}
      minutes: {of: visits, sum: minutes, within: 30d}
      last_visit: {of: visits, last: visited_on}
      orders: {of: orders, count: true}
    classify:
      state: {first: [{id: thrice, when: failed >= 3, then: tiered}], else: plain, tiers: [tiered, plain]}
    outputs:
      streak: {value: failed}
      total: {value: minutes}
      last: {value: last_visit}
      ordered: {value: orders}

    """
  static let header = "id,visited_on,mode,cooperated,分钟\n"
  static let visits = """
    c1,2026-03-03,deep,no,10
    c1,2026-03-10,deep,no,20.5
    c2,2026-03-03,deep,no,
    c1,2026-03-17,deep,no,30
    c2,2026-03-10,deep,yes,1
    c2,2026-03-17,deep,no,2
    c9,2026-03-17,deep,no,2
    c2,2026-03-19,deep,no,2

    """
  static let customers = "客户编号\nc1\nc2\nc3\n"
  static let decided = """
    id,state,streak,total,last
    c1,tiered,3,60.5,2026-03-17
    c2,plain,1,3,2026-03-17
    c3,plain,0,0,

    """
  private static let columns = ["--columns", "id,state,streak,total,last", "--as-of", "2026-03-18"]

  private func space(_ files: [String: String] = [:]) throws -> Workspace {
    let own = ["policy.yaml": Self.policy, "in.csv": Self.customers, "visits.csv": Self.header + Self.visits]
    return try Workspace(own.merging(files) { $1 })
  }

  private func run(_ space: Workspace, _ arguments: String..., input: String = "") throws -> Workspace.Run {
    let all = ["evaluate", "policy.yaml", "in.csv"] + arguments + Self.columns
    let process = try space.start(all, input: Data(input.utf8))
    process.waitUntilExit()
    return Workspace.Run(
      status: process.terminationStatus, output: space.text(of: "stream-out") ?? "",
      errors: space.text(of: "stream-err") ?? "")
  }

  @Test("decides by what events come to, and tells what became of them")
  func csv() throws {
    let run = try run(try space(), "--events", "visits=visits.csv")
    #expect(run.output == Self.decided)
    #expect(run.status == 0)
    let section = run.errors.components(separatedBy: "\n\n").last
    #expect(
      section == """
        events: visits
          in                    8  100.0%
          counted               7   87.5%
          after the as-of date  1   12.5%
          rejected              0    0.0%
          of unknown customers  1   12.5%
          unknown customers     1

        """)
  }

  @Test("a table without a file is said to be absent, and its measures may be columns")
  func absentTable() throws {
    let run = try run(try space(["in.csv": "客户编号,failed\nc1,4\n"]), "--events", "visits=visits.csv")
    #expect(run.errors.contains("in.csv: no column for "))
    #expect(run.errors.contains("orders"))
    let given = try space(["in.csv": "客户编号,failed,minutes,last_visit\nc1,4,7,2026-01-01\n"])
    #expect(try self.run(given).output == "id,state,streak,total,last\nc1,tiered,4,7,2026-01-01\n")
  }

  @Test("JSON Lines, files in their order, and standard input are read alike")
  func forms() throws {
    let lines = Self.visits.split(separator: "\n").enumerated().map { index, line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      // Some rows need the exact parser.
      let id = index.isMultiple(of: 2) ? "id" : "\\u0069d"
      let minutes = cells[4].isEmpty ? "null" : cells[4]
      return "{\"\(id)\":\"\(cells[0])\",\"visited_on\":\"\(cells[1])\",\"mode\":\"\(cells[2])\","
        + "\"cooperated\":\"\(cells[3])\",\"minutes\":\(minutes)}\n"
    }
    let space = try space(["visits.jsonl": lines.joined(), "more.csv": Self.header + "c3,2026-03-01,deep,no,5\n"])
    #expect(try run(space, "--events", "visits=visits.jsonl").output == Self.decided)
    #expect(try run(space, "--events", "visits=-", input: Self.header + Self.visits).output == Self.decided)
    let both = try run(space, "--events", "visits=visits.csv", "--events", "visits=more.csv")
    #expect(both.output == Self.decided.replacing("c3,plain,0,0,", with: "c3,plain,1,5,2026-03-01"))
    #expect(space.names.allSatisfy { !$0.hasPrefix("rules-events") })
  }

  @Test("the customers may be JSON Lines, and what is measured is no key of theirs")
  func jsonCustomers() throws {
    let space = try space([
      "c.jsonl": "{\"id\":\"c1\",\"failed\":[0]}\n{\"\\u0069d\":\"c2\",\"minutes\":900}\n{\"id\":\"c3\"}\n"
    ])
    let run = try space.rules(
      "evaluate", "policy.yaml", "c.jsonl", "--events", "visits=visits.csv", "--columns", "id,state,streak,total,last",
      "--as-of", "2026-03-18")
    #expect(run.output == Self.decided)
  }

  @Test("the order of a file does not matter to streaks, one pass or two")
  func orders() throws {
    let lines = Self.visits.split(separator: "\n").reversed().map { $0 + "\n" }.joined()
    let space = try space(["back.csv": Self.header + lines])
    #expect(try run(space, "--events", "visits=back.csv").output == Self.decided)
    #expect(try run(space, "--events", "visits=-", input: Self.header + lines).output == Self.decided)
  }

  @Test("rejected events are told with their lines, and fail the run unless they are allowed")
  func rejects() throws {
    let faulty =
      Self.header + Self.visits
      + "c1,2026-02-30,deep,no,1\nc1,2026-02-01\n,2026-02-01,deep,no,1\nc3,2026-01-01,deep,no,1e20\n"
    let space = try space(["visits.csv": faulty])
    let run = try run(space, "--events", "visits=visits.csv", "--rejects", "r.csv")
    #expect(run.output == Self.decided)
    #expect(run.status == 3)
    #expect(run.errors.contains("rules: 4 events were rejected in 'visits'; --allow-rejects lets a run succeed"))
    #expect(
      space.text(of: "r.csv") == """
        input,line,key,code,subject,reason,record
        visits.csv,10,c1,bad-value,visited_on,"visited_on: ""2026-02-30"" is not a date such as 2026-01-31","c1,2026-02-30,deep,no,1"
        visits.csv,11,,wrong-field-count,,"the header has 5 fields, this record has 2; is a comma not quoted?","c1,2026-02-01"
        visits.csv,12,,missing-fact,id,id: missing,",2026-02-01,deep,no,1"
        visits.csv,13,c3,amount-too-large,minutes,"measure 'minutes' would count 1e+20, which is too large for an amount; amounts are below 1e18","c3,2026-01-01,deep,no,1e20"

        """)
    #expect(try self.run(space, "--events", "visits=visits.csv", "--allow-rejects").status == 0)
    #expect(try self.run(space, "--events", "visits=visits.csv", "--allow-rejects", "4").status == 0)
    #expect(try self.run(space, "--events", "visits=visits.csv", "--allow-rejects", "10%").status == 3)
  }

  @Test(
    "hostile rows are rejected, and the others are counted",
    arguments: [
      (
        "visits.csv", Data("id,visited_on\n\u{0},2026-03-01\nc1,2026-03-01\nc1,\"2026-03-02\nc1,2026-02-03\n".utf8),
        ["unclosed-quote"]
      ),
      (
        "visits.csv", Data("id,visited_on\nc1,2026-03-01\n".utf8) + Data([0xFF, 0xFE]) + Data(",2026-03-02\n".utf8),
        ["invalid-encoding"]
      ),
      (
        "visits.jsonl",
        Data("{\"id\":\"c1\",\"visited_on\":\"2026-03-01\"}\n{\"id\":[1]}\n{\n[]\n{\"id\":\"c1\"}\n".utf8),
        ["nested-value", "bad-json", "bad-json", "missing-fact"]
      ),
      (
        "visits.jsonl",
        Data(
          "{\"id\":\"c1\",\"\\u0069d\":\"c1\",\"visited_on\":\"2026-03-01\"}\n{\"id\":\"c1\",\"visited_on\":\"2026-03-01\"}"
            .utf8),
        ["duplicate-key"]
      ),
    ] as [(String, Data, [String])])
  func hostile(_ name: String, _ bytes: Data, _ codes: [String]) throws {
    let space = try space()
    try space.write(bytes, to: name)
    let run = try run(space, "--events", "visits=\(name)", "--rejects", "r.csv", "--allow-rejects")
    #expect(run.status == 0)
    #expect(run.output == "id,state,streak,total,last\nc1,plain,0,0,2026-03-01\nc2,plain,0,0,\nc3,plain,0,0,\n")
    let rejects = (space.text(of: "r.csv") ?? "").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rejects.filter { $0.count > 3 }.map { String($0[3]) }.filter { $0.contains("-") } == codes)
  }

  @Test("events of unknown customers are written out")
  func unknown() throws {
    let space = try space()
    let expected = "events,input,line,key,record\nvisits,visits.csv,8,c9,\"c9,2026-03-17,deep,no,2\"\n"
    _ = try run(space, "--events", "visits=visits.csv", "--unknown-events", "u.csv")
    #expect(space.text(of: "u.csv") == expected)
    _ = try run(
      space, "--events", "visits=-", "--unknown-events", "u.csv", "--jobs", "3", input: Self.header + Self.visits)
    #expect(space.text(of: "u.csv") == expected.replacing("visits.csv", with: "-"))
  }

  @Test(
    "what makes no sense ends the run",
    arguments: [
      (
        ["--events", "vists=visits.csv"], 2,
        "rules: --events vists: no policy declares events 'vists'; did you mean 'visits'?\n"
      ),
      (["--events", "visits=none.csv"], 4, "rules: none.csv: cannot be opened: No such file or directory\n"),
      (
        ["--events", "visits=visits.csv", "--unknown-events", "visits.csv"], 2,
        "rules: visits.csv: this is the input visits.csv; write somewhere else\n"
      ),
      (["--events", "visits=bare.csv"], 4, "rules: bare.csv: no column for the fact id\n"),
      (["--events", "visits=empty.csv"], 4, "rules: empty.csv: empty; the first line must name the columns\n"),
    ] as [([String], Int32, String)])
  func failures(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let space = try space(["bare.csv": "visited_on\n2026-01-01\n", "empty.csv": ""])
    let process = try space.start(["evaluate", "policy.yaml", "in.csv"] + arguments + Self.columns, input: Data())
    process.waitUntilExit()
    #expect(process.terminationStatus == status)
    #expect(space.text(of: "stream-err")?.hasPrefix(message) == true, "\(space.text(of: "stream-err") ?? "")")
  }

  @Test("explain goes by events, too")
  func explain() throws {
    let run = try space().rules(
      "explain", "policy.yaml", "in.csv", "--id", "c1", "--events", "visits=visits.csv", "--as-of", "2026-03-18")
    #expect(run.output.contains("facts: failed = 3"))
    #expect(run.status == 0)
  }

  @Test("the bytes are the same for any number of jobs")
  func jobs() throws {
    var text = Self.header
    var state: UInt64 = 7
    func next(_ count: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % count
    }
    for _ in 0..<120_000 {
      let day = next(100) == 0 ? "x" : "2026-0\(1 + next(3))-\(10 + next(19))"
      text +=
        "c\(next(3_000)),\(day),\(next(2) == 0 ? "deep" : "general"),\(next(3) == 0 ? "yes" : "no"),\(next(9_999))\n"
    }
    let customers = (0..<2_000).map { "c\($0)\n" }.joined()
    let space = try space(["visits.csv": text, "in.csv": "客户编号\n" + customers])
    var seen: Set<[String?]> = []
    for jobs in ["1", "3"] {
      let run = try run(
        space, "--events", "visits=visits.csv", "--jobs", jobs, "--rejects", "r.csv", "--unknown-events", "u.csv")
      seen.insert([run.output, run.errors, space.text(of: "r.csv"), space.text(of: "u.csv")])
    }
    #expect(seen.count == 1)
  }
}
