import Foundation
import Testing

@Suite("Tables that several policies measure, each in its way")
struct SharedTableTests {
  /// A policy for the customers of one region, with its own measure `m` of visits.
  private static func policy(
    _ name: String, _ measure: String, key: String = "id: {type: string, key: true}", time: String = "day",
    fields: String = "minutes: number"
  ) -> String {
    """
    policy: \(name)
    version: "1"
    governs: {region: \(name)}
    facts: {\(key), region: string}
    events: {visits: {key: id, time: \(time), fields: {\(fields)}}}
    measures: {m: {of: visits, \(measure)}}
    outputs: {o: {value: m}}

    """
  }

  private static let set = ["set/n.yaml": policy("n", "count: true"), "set/s.yaml": policy("s", "sum: minutes")]
  private static let customers = "id,region\na,n\nb,s\n"

  private func run(_ files: [String: String], _ more: String = "--events visits=v.csv") throws -> (
    Workspace, Workspace.Run
  ) {
    let space = try Workspace(Self.set.merging(files) { $1 })
    let run = try space.shell(
      """
      \(more.contains("pipe") ? "mkfifo pipe; timeout 20 cat v.csv > pipe &" : "")
      timeout 60 $RULES evaluate set in.csv \(more) --columns id,o --as-of 2026-03-18 --rejects r.csv -o out.csv
      """)
    return (space, run)
  }

  /// The summary's last section.
  private func section(_ run: Workspace.Run) -> String? {
    run.errors.components(separatedBy: "\n\n").last?.components(separatedBy: "rules: ").first
  }

  @Test("a file is read once for all of them, so that it may be a pipe")
  func once() throws {
    let (space, run) = try run(
      ["in.csv": Self.customers, "v.csv": "id,day,minutes\na,2026-03-01,1\nb,2026-03-01,2\n"],
      "--input-format csv --events visits=pipe")
    #expect(space.text(of: "out.csv") == "id,o\na,1\nb,2\n")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("an event that one refuses is rejected once, and counted by the others")
  func rejects() throws {
    let visits = "id,day,minutes\na,2026-03-01,1e18\nb,2026-03-01,2\nb,2026-03-02,1e18\nb,x,3\nz,2026-03-02,1e18\n"
    let (space, run) = try run(
      ["in.csv": Self.customers, "v.csv": visits], "--events visits=v.csv --unknown-events u.csv")
    #expect(space.text(of: "out.csv") == "id,o\na,1\nb,2\n")
    #expect(
      section(run) == """
        events: visits
          in                    5  100.0%
          counted               1   20.0%
          after the as-of date  0    0.0%
          rejected              4   80.0%

        """)
    let tooLarge = "\"measure 'm' would count 1e+18, which is too large for an amount; amounts are below 1e18\""
    #expect(
      space.text(of: "r.csv") == """
        input,line,key,code,subject,reason,record
        v.csv,2,a,amount-too-large,m,\(tooLarge),"a,2026-03-01,1e18"
        v.csv,4,b,amount-too-large,m,\(tooLarge),"b,2026-03-02,1e18"
        v.csv,5,b,bad-value,day,"day: ""x"" is not a date such as 2026-01-31","b,x,3"
        v.csv,6,z,amount-too-large,m,\(tooLarge),"z,2026-03-02,1e18"

        """)
    #expect(space.text(of: "u.csv") == "events,input,line,key,record\n")
    #expect(
      run.errors.hasSuffix(
        "rules: 4 events were rejected in 'visits'; --allow-rejects lets a run succeed all the same\n"))
    #expect(run.status == 3)
  }

  @Test("an event of a customer whom none knows is counted once and written once, whichever of them counts it")
  func unknown() throws {
    let policies = [
      "set/n.yaml": Self.policy("n", "count: true"), "set/s.yaml": Self.policy("s", "count: true", time: "booked"),
    ]
    // Of one policy, the fourth is to come; of the other, the fifth.
    let visits = """
      id,day,booked,minutes
      a,2026-03-01,2026-03-01,
      a customer with a long name,2026-03-01,2026-03-01,
      z,2026-03-01,2026-03-01,
      z,2026-04-01,2026-03-01,
      y,2026-03-01,2026-04-01,
      a customer whom nobody knows,2026-04-01,2026-03-01,
      a customer whom nobody knows,2026-03-01,2026-03-01,
      x,2026-04-01,2026-04-01,

      """
    let files = policies.merging(["in.csv": Self.customers + "a customer with a long name,s\n", "v.csv": visits]) { $1 }
    for jobs in ["1", "3"] {
      let (space, run) = try run(files, "--events visits=v.csv --unknown-events u.csv --jobs \(jobs)")
      #expect(space.text(of: "out.csv") == "id,o\na,1\nb,0\na customer with a long name,1\n")
      #expect(
        section(run) == """
          events: visits
            in                    8  100.0%
            counted               7   87.5%
            after the as-of date  1   12.5%
            rejected              0    0.0%
            of unknown customers  5   62.5%
            unknown customers     3

          """)
      #expect(
        space.text(of: "u.csv") == """
          events,input,line,key,record
          visits,v.csv,4,z,"z,2026-03-01,2026-03-01,"
          visits,v.csv,5,z,"z,2026-04-01,2026-03-01,"
          visits,v.csv,6,y,"y,2026-03-01,2026-04-01,"
          visits,v.csv,7,a customer whom nobody knows,"a customer whom nobody knows,2026-04-01,2026-03-01,"
          visits,v.csv,8,a customer whom nobody knows,"a customer whom nobody knows,2026-03-01,2026-03-01,"

          """)
      #expect(run.status == 0)
    }
  }

  @Test("a streak that is broken late is counted again for those that ask for it, and the others stay as they are")
  func lateBreaks() throws {
    let policies = [
      "set/n.yaml": Self.policy("n", "count: true"), "set/s.yaml": Self.policy("s", "streak: minutes > 5"),
    ]
    let visits = "id,day,minutes\nb,2026-03-09,9\nb,2026-03-03,9\nb,2026-03-05,1\na,2026-03-05,1\n"
    let (space, _) = try run(policies.merging(["in.csv": Self.customers, "v.csv": visits]) { $1 })
    #expect(space.text(of: "out.csv") == "id,o\na,1\nb,1\n")
  }

  @Test("columns that several lack are said to be absent once, and keys may stand under either name")
  func columns() throws {
    let policies = [
      "set/n.yaml": Self.policy("n", "sum: minutes", fields: "minutes: {type: number, column: 分钟}"),
      "set/s.yaml": Self.policy("s", "sum: minutes", fields: "minutes: number"),
    ]
    let files = policies.merging([
      "in.csv": Self.customers, "v.csv": "id,day\na,2026-03-01\n",
      "v.jsonl":
        "{\"id\":\"a\",\"day\":\"2026-03-01\",\"分钟\":3}\n{\"id\":\"b\",\"day\":\"2026-03-01\",\"minutes\":4}\n",
    ]) { $1 }
    let (_, bare) = try run(files)
    #expect(
      bare.errors.hasPrefix(
        """
        rules: v.csv: no column for 2 facts:
          minutes (header 分钟): unknown for every event
          minutes: unknown for every event

        """), "\(bare.errors)")
    let (space, _) = try run(files, "--events visits=v.jsonl")
    #expect(space.text(of: "out.csv") == "id,o\na,3\nb,4\n")
  }
}
