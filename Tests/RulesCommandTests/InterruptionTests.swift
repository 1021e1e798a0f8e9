import Foundation
import Testing

@Suite("Runs that are interrupted or watched")
struct InterruptionTests {
  private static let policy = """
    policy: p
    version: "1"
    facts: {id: {type: string, key: true}, sales: number}
    events: {visits: {key: id, time: day}}
    measures: {visits_made: {of: visits, count: true}, row: {of: visits, streak: "true"}}
    population: {place: {rank: sales}}
    outputs: {o: {value: visits_made}, p: {value: place}}

    """

  /// Waits in the pass that reads from a pipe which stays open, and interrupts it there.
  @Test(
    "whichever pass Ctrl-C meets, no temporary file and no half output is left",
    arguments: [
      // Events that may have to be read again, those that need not, customers who are compared, and those who are only decided.
      ("evaluate policy.yaml in.csv --events visits=pipe --unknown-events u.csv", "id,day\\nc1,2026-03-01\\n"),
      ("evaluate plain.yaml in.csv --events visits=pipe", "id,day\\nc1,2026-03-01\\n"),
      ("evaluate policy.yaml pipe", "id,sales\\nc1,1\\n"),
      ("evaluate policy.yaml pipe --state s.sqlite", "id,sales\\nc1,1\\n"),
      ("evaluate plain.yaml pipe --state s.sqlite", "id,sales\\nc1,1\\n"),
    ])
  func interruption(_ command: String, _ text: String) throws {
    let plain = Self.policy.split(separator: "\n").filter { !$0.contains("population") }.joined(separator: "\n")
      .replacing(", row: {of: visits, streak: \"true\"}", with: "").replacing(", p: {value: place}", with: "")
    let space = try Workspace([
      "policy.yaml": Self.policy, "plain.yaml": plain + "\n", "in.csv": "id,sales\nc1,1\n", "out.csv": "old",
      "temporary/.keep": "",
    ])
    let run = try space.shell(
      """
      set -m; mkfifo pipe
      TMPDIR=$PWD/temporary $RULES \(command) --input-format csv -o out.csv --rejects no.csv --as-of 2026-03-18 < /dev/null &
      run=$!; exec 3> pipe; printf '\(text)' >&3
      for _ in $(seq 100); do [ -n "$(ls -A | grep '^\\.no')" ] && break; sleep 0.05; done
      sleep 0.3; kill -INT $run; wait $run
      """)
    #expect(run.status == 128 + 2, "\(run.errors)")
    #expect(space.text(of: "out.csv") == "old")
    let left = space.names.filter { !$0.hasPrefix("s.sqlite") }
    #expect(left == ["in.csv", "out.csv", "pipe", "plain.yaml", "policy.yaml", "temporary"])
    let temporary = try FileManager.default.contentsOfDirectory(
      atPath: space.folder.appendingPathComponent("temporary").path)
    #expect(temporary == [".keep"])
  }

  @Test("a folder for temporary files that is not there is said to be the fault")
  func noTemporaryFolder() throws {
    let space = try Workspace(["policy.yaml": Self.policy, "in.csv": "id,sales\nc1,1\n", "v.csv": "id,day\n"])
    let run = try space.shell(
      "TMPDIR=/nowhere $RULES evaluate policy.yaml - --events visits=v.csv --as-of 2026-03-18 < in.csv")
    #expect(run.errors == "rules: /nowhere: no temporary file can be created there: No such file or directory\n")
    #expect(run.status == 4)
  }

  @Test("a terminal sees how far each pass has come, and nothing of it is left at the end")
  func progress() throws {
    let customers = (0..<70_000).map { "c\($0),\($0 % 977)\n" }.joined()
    let events = (0..<70_000).map { "c\($0),2026-03-\(10 + $0 % 9)\n" }.joined()
    let space = try Workspace([
      "policy.yaml": Self.policy, "in.csv": "id,sales\n" + customers,
      "v.csv": "id,day\n" + events + "nobody,2026-03-01\n",
    ])
    let run = try space.shell(
      """
      script -qec "$RULES evaluate policy.yaml in.csv --events visits=v.csv --unknown-events u.csv -o out.csv --as-of 2026-03-18" \
      /dev/null < /dev/null
      """)
    let lines = run.output.components(separatedBy: "\r\u{1B}[K")
    let kinds = lines.compactMap { line in line.firstMatch(of: /^[0-9,]+ ([a-z ]+)$/).map { String($0.output.1) } }
    #expect(kinds == ["visits read", "customers compared", "rows", "visits read again"])
    #expect(run.status == 0)
  }
}
