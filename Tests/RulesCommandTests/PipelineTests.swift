import Decisions
import Expressions
import Foundation
import Policies
import Records
import SourceText
import Testing

@testable import RulesCommand

/// What a run leaves behind, whichever way its rows were decided.
private struct Outcome: Equatable {
  var output = ""
  var rejects: [String] = []
  var rows = 0
}

/// A policy set and the inputs of a run.
private struct Job {
  let policies: PolicySet
  let inputs: [String]
  let format: RecordFormat
  let encoding: String
  var writes = RecordFormat.csv
  var columns: String?

  private var form: DecisionForm {
    get throws {
      DecisionForm(
        policies, format: writes, hasTrace: false, choice: try columns.map { try ColumnChoice(argument: $0) })
    }
  }

  private func decoder() throws -> TextDecoder {
    guard let decoder = TextDecoder(encoding: encoding) else { throw CocoaError(.fileReadUnknownStringEncoding) }
    return decoder
  }

  /// The run in blocks.
  func run(jobs: Int, blockSize: Int, in space: Workspace) throws -> Outcome {
    let path = { (name: String) in space.folder.appendingPathComponent(name).path }
    let sink = try RunSink(
      try OutputFile.named(path("out")), header: try form.header, RejectLog(file: try OutputFile.named(path("no.csv"))))
    var run = EvaluationRun(policies, try form, to: sink, jobs: jobs)
    for input in inputs {
      let bytes = InputBytes(try InputFile(input), try decoder())
      try run.evaluate(BlockInput(bytes, format, blockSize: blockSize))
    }
    _ = try run.finish()
    let rejects = try #require(space.text(of: "no.csv"))
    return Outcome(output: space.text(of: "out") ?? "", rejects: [rejects], rows: run.tally.rows)
  }

  /// The same by the row evaluator, row by row.
  func runByRows() throws -> Outcome {
    var bytes = try form.header
    var rejects = CSVWriter()
    rejects.record(["input", "line", "key", "code", "subject", "reason", "record"])
    var outcome = Outcome()
    for input in inputs { try runByRows(input, &bytes, &rejects, &outcome.rows) }
    outcome.output = String(decoding: bytes, as: UTF8.self)
    outcome.rejects = [String(decoding: rejects.bytes, as: UTF8.self)]
    return outcome
  }

  private func runByRows(_ input: String, _ bytes: inout [UInt8], _ rejects: inout CSVWriter, _ count: inout Int) throws
  {
    var rows = RowReader(file: try InputFile(input), decoder: try decoder(), format: format, keys: JSONKeys(policies))
    var bound: BoundPolicySet?
    var carried = InputColumns.none
    while let step = try rows.next() {
      switch step {
      case .columns(let names):
        bound = try policies.bound(to: names, of: &rows)
        carried = try form.inputColumns(in: names, of: input)
        if !carried.indexes.isEmpty { rows.isColumnRead = [] }
      case .unreadable(let row):
        count += 1
        rejects.record([input, "\(row.line)", "", row.code, row.subject, row.reason, row.rawText])
      case .row:
        count += 1
        guard let bound else { continue }
        let values = rows.values
        switch bound.decide(values) {
        case .success(let decision):
          let layout = try form.layout(for: DecisionShape(decision), carried)
          bytes += layout.row(decision) { if case .text(let text) = values[$0] { text } else { nil } }
        case .failure(let rejection):
          rejects.record([
            input, "\(rows.line)", bound.key(of: values) ?? "", rejection.code, rejection.subject, rejection.message,
            rows.rawText,
          ])
        }
      }
    }
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

  /// Holds the run in blocks of several sizes, on several threads, against the run row by row.
  private func expectSame(_ job: Job, in space: Workspace, sizes: [Int]) throws {
    let expected = try job.runByRows()
    for blockSize in sizes {
      for jobs in [1, 2, 7] {
        #expect(
          try job.run(jobs: jobs, blockSize: blockSize, in: space) == expected, "\(jobs) jobs, \(blockSize) bytes")
      }
    }
  }

  @Test("decide the shipped customers as row by row", arguments: ["csv", "jsonl"], ["csv", "jsonl"])
  func shipped(reads: String, writes: String) throws {
    let space = try Workspace()
    let job = Job(
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
        let job = Job(
          policies: try policies(space.folder.appendingPathComponent("policy.yaml").path), inputs: inputs, format: .csv,
          encoding: encoding, writes: writes, columns: columns)
        try expectSame(job, in: space, sizes: [1, 7, 64, 4096])
      }
    }
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
      let job = Job(
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
