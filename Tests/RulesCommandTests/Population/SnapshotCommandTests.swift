import Foundation
import Testing

/// `rules evaluate` among peers, and with a snapshot.
struct SnapshotCommandTests {
  private static let policy = """
    policy: shops
    version: "1"
    facts:
      customer_id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, missing: unknown}
    classify:
      value:
        share: {of: sales, within: region, cuts: {A: 80%, B: 95%}, else: C, zero: D}

    """
  private static let customers = """
    customer_id,region,sales
    a1,n,50
    a2,n,20
    a3,n,10
    a4,n,8
    a5,n,x
    a6,n,5
    a7,s,1
    "a8",n,7
    a9,,3

    """
  private static let tiers = "customer_id,value\na1,A\na2,A\na3,A\na4,B\na6,C\na7,A\na8,B\na9,\n"
  private static let options = ["--as-of", "2026-06-15", "--columns", "customer_id,value", "--allow-rejects"]

  private static func workspace() throws -> Workspace {
    try Workspace(["policy.yaml": policy, "customers.csv": customers])
  }

  private func evaluate(_ workspace: Workspace, _ words: String) throws -> Workspace.Run {
    try workspace.shell("\"$RULES\" evaluate policy.yaml \(words) \(Self.options.joined(separator: " "))")
  }

  @Test(
    "Customers are compared with all others of the run, wherever they come from",
    arguments: [
      "customers.csv", "customers.csv --jobs 1", "- < customers.csv", "--input-format csv <(cat customers.csv)",
      "first.csv second.csv", "second.jsonl first.csv",
    ])
  func inputs(words: String) throws {
    let workspace = try Self.workspace()
    let lines = Self.customers.split(separator: "\n").map(String.init)
    try workspace.write(lines[...4].joined(separator: "\n") + "\n", to: "first.csv")
    try workspace.write(([lines[0]] + lines[5...]).joined(separator: "\n") + "\n", to: "second.csv")
    let objects = [
      #"{"customer_id":"a5","region":"n","sales":"x"}"#, #"{"customer_id":"a6","region":"n","sales":5}"#,
      #"{"customer_id":"a7","region":"s","sales":1}"#, #"{"customer_id":"a\u0038","region":"n","sales":7}"#,
      #"{"customer_id":"a9","sales":3}"#,
    ]
    try workspace.write(objects.joined(separator: "\n") + "\n", to: "second.jsonl")
    let run = try evaluate(workspace, words)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").sorted() == Self.tiers.split(separator: "\n").sorted())
  }

  @Test("With a snapshot one customer is decided as if all others were there", arguments: ["", "--compact"])
  func alone(option: String) throws {
    let workspace = try Self.workspace()
    let taken = try workspace.shell(
      "\"$RULES\" snapshot policy.yaml customers.csv --as-of 2026-06-15 -o then.jsonl \(option)")
    #expect(taken.status == 0)
    #expect(taken.errors == "rules: 9 customers taken in\nrules: 1 of them cannot be decided and is nobody's peer\n")
    #expect(try evaluate(workspace, "customers.csv --snapshot then.jsonl").output == Self.tiers)
    try workspace.write("customer_id,region,sales\na4,n,8\nnew,n,11\n", to: "one.csv")
    #expect(try evaluate(workspace, "one.csv --snapshot then.jsonl").output == "customer_id,value\na4,B\nnew,A\n")
    #expect(try evaluate(workspace, "one.csv").output == "customer_id,value\na4,A\nnew,A\n")
  }

  @Test("Explaining goes by all customers, or by a snapshot")
  func explained() throws {
    let workspace = try Self.workspace()
    _ = try workspace.shell("\"$RULES\" snapshot policy.yaml customers.csv --as-of 2026-06-15 -o then.jsonl")
    let plain = try workspace.shell("\"$RULES\" explain policy.yaml customers.csv --id a4 --as-of 2026-06-15")
    #expect(plain.output.contains("value: B"), "\(plain.errors)")
    #expect(plain.output.contains("(value.share) = 80%"))
    let kept = try workspace.shell(
      "\"$RULES\" explain policy.yaml - --id a4 --as-of 2026-06-15 --snapshot then.jsonl < customers.csv")
    #expect(kept.output == plain.output)
  }

  @Test(
    "A snapshot that does not fit is refused",
    arguments: [
      (
        "true", "2026-06-16",
        "the snapshot was taken as of 2026-06-15, and this is as of 2026-06-16; take it again, or say --as-of 2026-06-15"
      ),
      (
        "echo '# new' >> policy.yaml", "2026-06-15",
        "the files of shops@1 are not those that the snapshot was taken with; take it again"
      ),
      (
        "sed -i s/50/51/ then.jsonl", "2026-06-15",
        "the snapshot is damaged: line 4 is not what was written; copy it or take it again"
      ),
    ])
  func refused(change: String, day: String, reason: String) throws {
    let workspace = try Self.workspace()
    _ = try workspace.shell("\"$RULES\" snapshot policy.yaml customers.csv --as-of 2026-06-15 -o then.jsonl; \(change)")
    let run = try workspace.shell(
      "\"$RULES\" evaluate policy.yaml customers.csv --snapshot then.jsonl --as-of \(day) -o out.csv")
    #expect(run.status == 4)
    #expect(run.errors == "rules: then.jsonl: \(reason)\n")
    #expect(workspace.text(of: "out.csv") == nil)
  }

  private static let active = """
    policy: active
    version: "1"
    facts: {customer_id: {type: string, key: true}}
    events:
      visits: {key: customer_id, time: day}
      orders: {key: customer_id, time: day}
    measures:
      visited: {of: visits, count: true}
      ordered: {of: orders, count: true}
    population: {place: {rank: visited, over: previous.value != 'C'}}
    classify:
      value: {tiers: [A, B, C], hold: {demote_after: 2}, first: [{id: most, when: place == 1, then: A}, {id: any, when: ordered > 0, then: B}], else: C}

    """

  private static func eventful() throws -> Workspace {
    try Workspace([
      "policy.yaml": active, "customers.csv": "customer_id\na1\na2\na3\n", "one.csv": "customer_id\na2\n",
      "visits.csv":
        "customer_id,day\na1,2026-06-01\na2,2026-06-01\na2,2026-06-02\na3,2026-06-01\na3,2026-06-02\na3,2026-06-03\n",
      "orders.csv": "customer_id,day\na1,2026-06-01\n",
      "last.csv": "customer_id,value,value.since,value.pending\na1,B,,\na2,A,,\na3,C,,\n",
    ])
  }

  @Test("A snapshot tells which events and last decisions it was taken with, as far as customers are compared by them")
  func basis() throws {
    let workspace = try Self.eventful()
    let taken = try workspace.shell(
      "$RULES snapshot policy.yaml customers.csv --as-of 2026-06-15 --previous last.csv --events visits=visits.csv --events orders=orders.csv"
    )
    #expect(
      taken.errors == """
        rules: customers are not compared by events 'orders', which are not read
        rules: 3 customers taken in

        """)
    let header = taken.output.prefix { $0 != "\n" }
    #expect(
      header.contains(
        #""rejected":0,"keeps":"values","events":[{"table":"visits","count":6}],"previous":3,"policies":["#))
    #expect(taken.output.contains(#""group":[],"values":[1,2],"counts":[1,1]}"#))
  }

  @Test("A snapshot counts the events of a table once, however many policies measure it in ways of their own")
  func sharedTable() throws {
    let policy = { (name: String, measure: String) in
      """
      policy: \(name)
      version: "1"
      governs: {region: \(name)}
      facts: {id: {type: string, key: true}, region: string}
      events: {visits: {key: id, time: day, fields: {minutes: number}}}
      measures: {m: {of: visits, \(measure)}}
      population: {place: {rank: m}}
      outputs: {o: {value: place}}

      """
    }
    let workspace = try Workspace([
      "set/n.yaml": policy("n", "count: true"), "set/s.yaml": policy("s", "sum: minutes"),
      "customers.csv": "id,region\na,n\nb,s\n",
      "visits.csv": "id,day,minutes\na,2026-06-01,1\nb,2026-06-01,2\nb,2026-06-02,3\n",
    ])
    let taken = try workspace.shell(
      "$RULES snapshot set customers.csv --as-of 2026-06-15 --events visits=visits.csv")
    #expect(taken.output.prefix { $0 != "\n" }.contains(#","events":[{"table":"visits","count":3}],"policies":["#))
  }

  @Test("What customers are not compared by is neither read nor told of")
  func independent() throws {
    let workspace = try Self.workspace()
    let taken = try workspace.shell(
      "$RULES snapshot policy.yaml customers.csv --as-of 2026-06-15 --state s.sqlite -o then.jsonl; ls s.sqlite")
    #expect(taken.errors.contains("s.sqlite"))
    try workspace.write("nothing that is read\n", to: "last.csv")
    let other = try workspace.shell(
      "$RULES snapshot policy.yaml customers.csv --as-of 2026-06-15 --previous last.csv -o then.jsonl")
    #expect(other.errors.hasPrefix("rules: customers are not compared by what was decided last, which is not read\n"))
    #expect(try evaluate(workspace, "customers.csv --snapshot then.jsonl").output == Self.tiers)
  }

  @Test(
    "A snapshot is refused where it knew other events or last decisions than the run, and taken where it knew the same",
    arguments: [
      ("--events visits=visits.csv --previous last.csv", "--events visits=visits.csv --previous last.csv", nil),
      (
        "--events visits=visits.csv --previous last.csv",
        "--events orders=orders.csv --events visits=visits.csv --state s.sqlite", nil
      ),
      ("", "--events orders=orders.csv", nil),
      (
        "--events visits=visits.csv", "--events orders=orders.csv",
        "the snapshot was taken with events 'visits', which customers are compared by and this run does not have; add --events visits=FILE"
      ),
      (
        "--events orders=orders.csv", "--events visits=visits.csv",
        "the snapshot was taken without events 'visits', which customers are compared by and this run has; take it again with --events visits=FILE"
      ),
      (
        "--previous last.csv", "",
        "the snapshot was taken with the last decisions, which customers are compared by and this run does not have; add --previous or --state"
      ),
      (
        "", "--state s.sqlite",
        "the snapshot was taken without the last decisions, which customers are compared by and this run has; take it again with --previous or --state"
      ),
    ] as [(String, String, String?)])
  func sameBasis(then: String, now: String, reason: String?) throws {
    let workspace = try Self.eventful()
    _ = try workspace.shell("$RULES snapshot policy.yaml customers.csv --as-of 2026-06-15 \(then) -o then.jsonl")
    let run = try workspace.shell(
      "$RULES evaluate policy.yaml one.csv --snapshot then.jsonl --as-of 2026-06-15 \(now) -o out.csv")
    #expect(run.status == (reason == nil ? 0 : 4), "\(run.errors)")
    if let reason { #expect(run.errors.hasSuffix("rules: then.jsonl: \(reason)\n"), "\(run.errors)") }
  }

  @Test("Shares that the customers' file gives are taken as they are")
  func given() throws {
    let workspace = try Self.workspace()
    try workspace.write("customer_id,sales,value.share\na1,1,0.9\na2,2,0.1\n", to: "given.csv")
    #expect(try evaluate(workspace, "given.csv").output == "customer_id,value\na1,B\na2,A\n")
  }

  @Test("A policy that compares nobody has no snapshot")
  func nothingCompared() throws {
    let workspace = try Workspace.withPolicy(["customers.csv": "customer_id\n"])
    let taken = try workspace.shell("\"$RULES\" snapshot policy.yaml customers.csv --as-of 2026-06-15")
    #expect(taken.status == 2)
    #expect(taken.errors == "rules: policy.yaml: the policy does not compare customers\n")
  }
}
