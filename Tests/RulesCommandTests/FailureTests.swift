import Decisions
import Expressions
import Foundation
import Policies
import PolicyFiles
import Records
import SourceText
import Testing

@testable import RulesCommand

@Suite("Failing well")
struct FailureTests {
  static let faulty = Workspace.policy.replacing("coop < 40", with: "coop < ")

  @Test(
    "each kind of failure has its status",
    arguments: [
      ("evaluate policy.yaml in.csv", 0), ("evaluate faulty.yaml in.csv", 1), ("evaluate", 2), ("frobnicate", 2),
      ("evaluate policy.yaml", 2), ("evaluate policy.yaml in.csv --as-of 2026-02-30", 2),
      ("evaluate policy.yaml in.csv --encoding klingon", 2), ("evaluate policy.yaml in.txt", 2),
      ("evaluate policy.yaml in.csv --format xml", 2), ("evaluate policy.yaml - -", 2),
      ("evaluate policy.yaml in.csv -o in.csv", 2), ("evaluate policy.yaml in.csv -o policy.yaml", 2),
      ("evaluate policy.yaml in.csv --rejects ./in.csv", 2),
      ("evaluate policy.yaml in.csv -o x.csv --rejects x.csv", 2),
      ("evaluate policy.yaml in.csv -o new.csv --rejects ./folder/../new.csv", 2),
      ("evaluate policy.yaml in.csv -o link/new.csv --rejects folder/new.csv", 2),
      ("evaluate set in.csv -o set/policy.yaml", 2), ("evaluate set in.csv --rejects set/../set/unused.yml", 2),
      ("evaluate set/policy.yaml in.csv -o base.yaml", 2), ("evaluate set in.csv -o set/new.csv", 0),
      ("evaluate policy.yaml in.csv --rejects -", 2), ("evaluate policy.yaml in.csv -o - --rejects -", 2),
      ("evaluate nowhere in.csv", 4), ("evaluate policy.yaml nowhere.csv", 4),
      ("evaluate policy.yaml in.csv -o nowhere/out.csv", 4), ("evaluate policy.yaml in.csv -o folder", 4),
      ("evaluate policy.yaml in.csv > /dev/full", 4), ("evaluate policy.yaml empty.csv", 4),
      ("evaluate policy.yaml headless.csv", 4), ("evaluate policy.yaml folder --input-format csv", 4),
      ("evaluate policy.yaml in.csv -o /dev/null", 0), ("evaluate policy.yaml in.txt --input-format csv", 0),
      ("--version", 0), ("--help", 0), ("help evaluate", 0), ("check policy.yaml", 0), ("check faulty.yaml", 1),
      ("check nowhere", 4), ("check", 2), ("explain policy.yaml in.csv --id c1", 0),
      ("explain policy.yaml in.csv --id c9", 4), ("explain policy.yaml bad.csv --id c1", 3),
      ("explain policy.yaml in.csv", 2), ("explain faulty.yaml in.csv --id c1", 1),
      ("explain policy.yaml in.csv --id c1 --lang fr", 2),
    ] as [(String, Int32)])
  func statuses(_ arguments: String, _ status: Int32) throws {
    let space = try Workspace.withPolicy([
      "in.csv": Workspace.customers, "in.txt": Workspace.customers, "faulty.yaml": Self.faulty, "empty.csv": "",
      "headless.csv": "c1,90,0\n", "bad.csv": "id,coop,overdue\nc1,90,x\n", "folder/x": "",
      "base.yaml": Workspace.policy, "set/policy.yaml": Self.overlay, "set/unused.yml": Self.unused,
    ])
    try FileManager.default.createSymbolicLink(
      at: space.folder.appendingPathComponent("link"), withDestinationURL: space.folder.appendingPathComponent("folder")
    )
    let policies = space.texts(of: Self.policies)
    let run = try space.shell("$RULES \(arguments)")
    #expect(run.status == status, "\(run.errors)")
    #expect(status == 0 || !run.errors.isEmpty)
    #expect(!run.errors.contains("Failure("))
    #expect(space.text(of: "in.csv") == Workspace.customers)
    #expect(space.texts(of: Self.policies) == policies)
    #expect(status == 0 || space.text(of: "new.csv") == nil)
  }

  static let policies = ["policy.yaml", "base.yaml", "set/policy.yaml", "set/unused.yml"]

  static let overlay = "policy: shop-south\nversion: \"1\"\nextends: ../base\n"

  /// A base that nothing extends.
  static let unused = Workspace.policy.replacing("policy: shop", with: "policy: former")
    .replacing("version: \"1\"", with: "version: \"0\"\ngoverns: none")

  @Test("a run that is killed leaves nothing in the temporary folder")
  func killed() throws {
    let run = try Workspace.withPolicy(["in.csv": Workspace.customers]).shell(
      """
      mkdir tmp; (cat in.csv; sleep 2) | TMPDIR=tmp $RULES evaluate policy.yaml - --state s.sqlite --as-of 2026-03-01 &
      until [ -e s.sqlite ]; do sleep 0.05; done; sleep 0.2; kill -9 $!; wait $!; ls -A tmp
      """)
    #expect(run.output.isEmpty)
  }

  @Test("a run that loses a row ends with nothing published")
  func lostRow() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers])
    let path = { (name: String) in space.folder.appendingPathComponent(name).path }
    let day = try #require(CalendarDate("2026-03-01"))
    let policies = try #require(PolicySet.load([path("policy.yaml")], from: .fileSystem, asOf: day).value)
    let form = DecisionForm(policies, format: .csv, hasTrace: false)
    let sink = try RunSink(
      try OutputFile.named(path("out.csv")), header: form.header,
      RejectLog(file: try OutputFile.named(path("no.csv"))))
    guard let decoder = TextDecoder(encoding: "utf-8") else {
      Issue.record("UTF-8 is always known")
      return
    }
    var run = InputDecider(policies, form, to: sink, jobs: 1)
    try run.evaluate(BlockInput(InputBytes(try InputFile(path("in.csv")), decoder), .csv))
    let lost = BlockResult(keptRejects: 0)
    lost.rows = 1
    try sink.take(lost)
    do {
      _ = try run.finish()
      Issue.record("4 rows were read and 3 written")
    } catch let failure as Failure {
      #expect(failure.status == .inputOutput)
      #expect(failure.message == "4 rows were read, but 3 decided and 0 rejected; nothing is kept of this run")
    }
    #expect(space.names == ["in.csv", "policy.yaml"])
  }

  @Test("a failed run leaves the old output as it was, and nothing else")
  func oldOutputStays() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers, "out.csv": "old", "late.csv": "id\nc1\n"])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "late.csv", "-o", "out.csv", "--rejects", "no.csv")
    #expect(run.status == 4)
    #expect(run.errors.contains("late.csv: no column for the fact overdue"))
    #expect(space.text(of: "out.csv") == "old")
    #expect(space.names == ["in.csv", "late.csv", "out.csv", "policy.yaml"])
  }

  @Test("an interrupted run leaves nothing half written")
  func interruption() throws {
    let space = try Workspace.withPolicy(["out.csv": "old"])
    let run = try space.shell(
      """
      mkfifo pipe; $RULES evaluate policy.yaml - -o out.csv --rejects no.csv < pipe & run=$!
      exec 3> pipe; printf 'id,coop,overdue\\nc1,90,0\\n' >&3
      for _ in $(seq 100); do [ -n "$(ls -A | grep '^\\.no')" ] && break; sleep 0.05; done
      ls -A | grep -c '^\\.'; kill -TERM $run; wait $run
      """)
    #expect(run.status == 128 + 15)
    #expect(run.output == "2\n")
    #expect(space.text(of: "out.csv") == "old")
    #expect(space.names == ["out.csv", "pipe", "policy.yaml"])
  }

  @Test("a reader that has seen enough ends the run quietly")
  func closedPipe() throws {
    let rows = (0..<200_000).map { "c\($0),90,0\n" }.joined()
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\n" + rows])
    let run = try space.shell(
      "$RULES evaluate policy.yaml in.csv --as-of 2026-03-01 | head -n 1; exit ${PIPESTATUS[0]}")
    #expect(run.status == 4)
    #expect(run.output.hasPrefix("id,grade"))
    #expect(run.errors.isEmpty)
  }

  @Test("an output keeps its permissions, and a link stays a link")
  func links() throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers, "real.csv": "old"])
    let run = try space.shell(
      """
      chmod 600 real.csv; ln -s real.csv link.csv; umask 022
      $RULES evaluate policy.yaml in.csv -o link.csv --rejects no.csv 2> /dev/null
      readlink link.csv; ls -l real.csv no.csv | cut -c 1-10
      """)
    #expect(run.output == "real.csv\n-rw-r--r--\n-rw-------\n")
    #expect(space.text(of: "real.csv") == Workspace.decisions)
  }
}
