import Batches
import Expressions
import Foundation
import Policies
import PolicyFiles
import SourceText
import Testing

@testable import RulesCommand

@Suite("Rows that are decided at a time")
struct RowPortionTests {
  @Test(
    "are a batch, or as many as their traces come to some bytes",
    arguments: [
      (false, 1, 1 << 30, BatchSize.rows), (true, 1, 1 << 30, 1), (true, 1, 1 << 18, 4), (true, 8, 80, BatchSize.rows),
    ])
  func rows(isTraced: Bool, count: Int, bytes: Int, expected: Int) {
    var portion = RowPortion(isTraced: isTraced)
    #expect(portion.rows == (isTraced ? 1 : BatchSize.rows))
    portion.learn(rows: count, bytes: bytes)
    #expect(portion.rows == expected)
  }
}

@Suite("Blocks on many threads")
struct PipelineTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func policies(_ path: String) throws -> PolicySet {
    let day = try #require(CalendarDate("2026-03-01"))
    return try #require(PolicySet.load([path], from: .fileSystem, asOf: day).value)
  }

  /// The key of a row below that cannot be read and yet may have one: what looks like one first.
  private static func key(of row: UnreadableRow) -> String {
    guard row.code == "invalid-encoding" || row.code == "nested-value" else { return "" }
    return row.rawText.firstMatch(of: /c[0-9]+/).map { String($0.output) } ?? ""
  }

  /// Holds the run in blocks of several sizes, on several threads, against the run row by row.
  private func expectSame(_ job: EvaluationJob, in space: Workspace, sizes: [Int]) throws {
    var job = job
    job.keyOfUnreadable = Self.key
    let expected = try job.runByRows()
    for blockSize in sizes {
      for (jobs, most) in [(1, DecisionTask.usualMostOutput), (2, 0), (7, 100)] {
        let found = try job.run(jobs: jobs, blockSize: blockSize, mostOutput: most, in: space)
        let difference = found.difference(from: expected)
        #expect(difference == nil, "\(jobs) jobs, \(blockSize) bytes")
      }
    }
  }

  @Test("decide the shipped customers as row by row", arguments: ["csv", "jsonl"], ["csv", "jsonl"])
  func shipped(reads: String, writes: String) throws {
    let space = try Workspace()
    let job = EvaluationJob(
      policies: try policies(Self.package.appendingPathComponent("rules").path),
      inputs: [Self.package.appendingPathComponent("examples/customers.\(reads)").path],
      format: try #require(RecordFormat(rawValue: reads)), encoding: "utf-8",
      writes: try #require(RecordFormat(rawValue: writes)))
    try expectSame(job, in: space, sizes: [300, 10_000, BlockInput.usualBlockSize])
  }

  /// Rows with all that CSV may hold, good and bad.
  static let nasty = #"""
    note,客户编号,coop,overdue
    plain,c1,90,0
    "a, ""b""",c2,,70
    "over
    lines
    ",c3,10,31

     spaced ,"c,4",50,
    x,"c""5",200,1
    x,c6,9O,1
    short,row
    "open,c7,1,1
    "a"b,c8,1,1
    张三 "半",客户9,55.5,2
    -1+2,   ,5,5
    ,\#u{3000}c10,5,5
    é,c11,"7",61

    """#

  @Test(
    "whatever a CSV holds, each row ends where it ends row by row",
    arguments: ["\n", "\r\n", "\r"],
    [nil, "id,note,visits", "note", "flags", "note,id"] as [String?])
  func nastyRows(lineBreak: String, columns: String?) throws {
    for encoding in ["utf-8", "gb18030"] {
      for writes in RecordFormat.allCases {
        let space = try Workspace.withPolicy()
        let text = Self.nasty.replacing("\n", with: lineBreak)
        var bytes = Data(text.utf8)
        if encoding == "gb18030" {
          try space.write(text, to: "utf8.csv")
          let made = try space.shell("iconv -f utf-8 -t gb18030 utf8.csv > in.csv")
          try #require(made.status == 0)
          bytes = try Data(contentsOf: space.folder.appendingPathComponent("in.csv"))
        }
        // A byte that is text in neither encoding.
        bytes += Data([0xFF]) + Data(",c12,1,1\(lineBreak)last,c13,1,1".utf8)
        try space.write(bytes, to: "in.csv")
        try space.write("coop,note,overdue,id\n90,z,1,d1\n", to: "more.csv")
        let inputs = ["in.csv", "more.csv"].map { space.folder.appendingPathComponent($0).path }
        let job = EvaluationJob(
          policies: try policies(space.folder.appendingPathComponent("policy.yaml").path), inputs: inputs, format: .csv,
          encoding: encoding, writes: writes, columns: columns)
        try expectSame(job, in: space, sizes: [1, 7, 64, 4096])
      }
    }
  }

  @Test("a quote that is never closed is told with its field", arguments: [RecordFormat.csv, .jsonl])
  func openQuote(writes: RecordFormat) throws {
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\nc1,90,0\nc2,\"9,0\nc3,10,31\n"])
    let job = EvaluationJob(
      policies: try policies(space.folder.appendingPathComponent("policy.yaml").path),
      inputs: [space.folder.appendingPathComponent("in.csv").path], format: .csv, encoding: "utf-8", writes: writes)
    let rejects = String(decoding: try job.run(jobs: 2, blockSize: 4096, in: space).rejects, as: UTF8.self)
    #expect(rejects.contains("unclosed-quote,,field 2 opens a quote that is never closed,"))
    try expectSame(job, in: space, sizes: [1, 7, 4096])
  }

  @Test("JSON that is regular and JSON that is not end up as row by row")
  func nastyLines() throws {
    let lines = """
      {"id":"c1","coop":90,"overdue":0}
      {"id":"c2","coop":1e1,"overdue":0,"more":[1]}
      {"id":"c3","客户编号":"c3","overdue":0}

      {"id":"c4","coop":[1],"overdue":0}
      {"id":"c\\u0035\\n","coop":"x","overdue":0}
      {"id":6,"overdue":"31","coop":null}
      no json
      {"id":"a\\"b","overdue":61}
      {"\\u0069d":"c7","\\u5ba2\\u6237\\u7f16\\u53f7":null,"overdue":61}
      {"\\u5ba2\\u6237\\u7f16\\u53f7":"\\u5f20","remarks":[{"by":"a","on":[1,2]},"\\u4e09"],"overdue":5,"coop":10}
      {"id":"c8","remarks":[1,],"overdue":5}
      {"id":"c9","remarks":{"a":[]},"overdue":{}}
      {"id":"c10","\\u0069d":"c11","overdue":5}

      """
    let space = try Workspace.withPolicy(["in.jsonl": lines])
    for writes in RecordFormat.allCases {
      let job = EvaluationJob(
        policies: try policies(space.folder.appendingPathComponent("policy.yaml").path),
        inputs: [space.folder.appendingPathComponent("in.jsonl").path], format: .jsonl, encoding: "utf-8",
        writes: writes)
      try expectSame(job, in: space, sizes: [1, 50, 4096])
    }
  }

  @Test("many rows on many threads come in order, with a summary that does not depend on their number")
  func manyRows() throws {
    let rows = (0..<60_000).map { "c\($0),\($0 % 101),\($0 % 97 == 0 ? "x" : "\($0 % 90)")\n" }.joined()
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\n" + rows])
    let runs = try [1, 2, 7].map { jobs in
      let run = try space.rules(
        "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--jobs", "\(jobs)", "--rejects", "no.csv")
      return [run.output, run.errors, space.text(of: "no.csv") ?? "", "\(run.status)"]
    }
    #expect(runs[0][3] == "3")
    #expect(runs[1] == runs[0])
    #expect(runs[2] == runs[0])
  }

  @Test("failures are the same on two threads")
  func failures() throws {
    let rows = (0..<200_000).map { "c\($0),90,0\n" }.joined()
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\n" + rows])
    let full = try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-03-01 --jobs 2 > /dev/full")
    #expect(full.status == 4)
    #expect(full.errors == "rules: standard output: cannot be written: No space left on device\n")
    let closed = try space.shell(
      "$RULES evaluate policy.yaml in.csv --as-of 2026-03-01 --jobs 2 | head -n 1; exit ${PIPESTATUS[0]}")
    #expect(closed.status == 4)
    #expect(closed.errors.isEmpty)
    let piped = try space.shell("cat in.csv | $RULES evaluate policy.yaml - --as-of 2026-03-01 --jobs 2 | md5sum")
    let plain = try space.shell("$RULES evaluate policy.yaml in.csv --as-of 2026-03-01 --jobs 1 | md5sum")
    #expect(piped.output == plain.output)
  }

  @Test("a reader that has seen enough ends a run that waits for more input")
  func closedPipeWhileWaiting() throws {
    let rows = (0..<100_000).map { "c\($0),90,0\n" }.joined()
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\n" + rows])
    let run = try space.shell(
      """
      mkfifo pipe; timeout 30 bash -c 'exec 3> pipe; cat in.csv >&3; read -t 60 < <(sleep 60)' & feeder=$!
      timeout 20 $RULES evaluate policy.yaml - --as-of 2026-03-01 --jobs 2 < pipe | head -n 1; echo ${PIPESTATUS[0]}
      kill $feeder
      """)
    #expect(run.output.hasSuffix("\n4\n"), "\(run.output)")
  }

  @Test("an interrupted run on two threads leaves nothing half written")
  func interruption() throws {
    let space = try Workspace.withPolicy(["out.csv": "old"])
    let run = try space.shell(
      """
      mkfifo pipe; $RULES evaluate policy.yaml - -o out.csv --rejects no.csv --jobs 2 < pipe & run=$!
      exec 3> pipe; printf 'id,coop,overdue\\nc1,90,0\\n' >&3
      for _ in $(seq 100); do [ -n "$(ls -A | grep '^\\.no')" ] && break; sleep 0.05; done
      kill -TERM $run; wait $run
      """)
    #expect(run.status == 128 + 15)
    #expect(space.names == ["out.csv", "pipe", "policy.yaml"])
    #expect(space.text(of: "out.csv") == "old")
  }
}
