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
