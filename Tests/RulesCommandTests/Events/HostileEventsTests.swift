import Foundation
import Testing

@Suite("Files of events that are not as they should be")
struct HostileEventsTests {
  private static let policy = """
    policy: p
    version: "1"
    facts: {id: {type: string, key: true}}
    events: {visits: {key: id, time: day, fields: {mode: string}}, orders: {key: id, time: day}}
    measures: {visits_made: {of: visits, count: true}, orders_made: {of: orders, count: true}}
    outputs: {o: {value: visits_made}}

    """

  private func space(_ files: [String: Data] = [:]) throws -> Workspace {
    let space = try Workspace(["policy.yaml": Self.policy, "in.csv": "id\nc1\nc2\n"])
    for (name, bytes) in files { try space.write(bytes, to: name) }
    return space
  }

  private func run(_ space: Workspace, _ more: String) throws -> Workspace.Run {
    try space.shell(
      "timeout 60 $RULES evaluate policy.yaml in.csv \(more) --columns id,o --as-of 2026-03-18 --rejects r.csv")
  }

  /// What a summary says behind the lines about a run's own findings.
  private func findings(_ run: Workspace.Run) -> String {
    run.errors.components(separatedBy: "rows\n  in").first ?? ""
  }

  private static let absentOrders =
    "rules: in.csv: no column for what is measured of 'orders': unknown for every customer; --events orders=FILE gives it\n"

  @Test(
    "the readable events count, the others are told with line, customer and reason",
    arguments: [
      ("v.csv", "id,day,mode\n", ["0", "0"], "", ""),
      ("v.csv", "id,day,more,mode\nc1,2026-03-01,x,\n", ["1", "0"], "", ""),
      ("v.csv", "\u{FEFF}id,day,mode\r\nc1,2026-03-01,\r\n\r\nc1,2026-03-02,\r\n", ["2", "0"], "", ""),
      (
        "v.csv", "id,day\nc1,2026-03-01\nc1,01.03.2026\n", ["1", "0"],
        "rules: v.csv: no column for mode: unknown for every event\n",
        "v.csv,3,c1,bad-value,day,\"day: \"\"01.03.2026\"\" is not a date such as 2026-01-31\",\"c1,01.03.2026\"\n"
      ),
      (
        "v.csv", "id,day,mode\nc1,2026-03-01,\nc2,2026-03-01,\"a\nc2,2026-03-02,b\n", ["1", "1"], "",
        "v.csv,3,,unclosed-quote,,field 3 opens a quote that is never closed,\"c2,2026-03-01,\"\"a\"\n"
      ),
      (
        "v.csv", "id,day,mode\nc1\u{0},2026-03-01,\nc1,2026-03-01,\u{0}\n", ["1", "0"], "", ""
      ),
      (
        "v.csv", "id,day,mode\nc1,2026-03-01,~\nc~,2026-03-01,x\nc2,2026-03-01,x\n", ["0", "1"],
        "rules: v.csv: 2 rows hold bytes that are no UTF-8; try --encoding gb18030\n",
        """
        v.csv,2,c1,invalid-encoding,,field 3 holds bytes that are no text in the input's encoding,"c1,2026-03-01,\u{FFFD}"
        v.csv,3,,invalid-encoding,,field 1 holds bytes that are no text in the input's encoding,"c\u{FFFD},2026-03-01,x"

        """
      ),
      (
        "v.jsonl",
        #"{"id":"c1","day":"2026-03-01","mode":"~"}|{"id":"c~","day":"2026-03-01"}|{"\u0069d":"c2","day":"soon"}|{"id":"c2","day":["x"]}|"#,
        ["0", "0"],
        """
        rules: v.jsonl: 2 rows hold bytes that are no UTF-8; try --encoding gb18030
        rules: v.jsonl: no row gives mode: unknown for every event

        """,
        #"""
        v.jsonl,1,c1,invalid-encoding,,the line holds bytes that are no text in the input's encoding,"{""id"":""c1"",""day"":""2026-03-01"",""mode"":""�""}"
        v.jsonl,2,,invalid-encoding,,the line holds bytes that are no text in the input's encoding,"{""id"":""c�"",""day"":""2026-03-01""}"
        v.jsonl,3,c2,bad-value,day,"day: ""soon"" is not a date such as 2026-01-31","{""\u0069d"":""c2"",""day"":""soon""}"
        v.jsonl,4,c2,nested-value,day,`day` is an array or object; a fact is a single value,"{""id"":""c2"",""day"":[""x""]}"

        """#
      ),
    ] as [(String, String, [String], String, String)])
  func rows(_ name: String, _ text: String, _ counts: [String], _ said: String, _ rejects: String) throws {
    let bytes = text.utf8.map { $0 == UInt8(ascii: "~") ? 0xFF : $0 == UInt8(ascii: "|") ? 0x0A : $0 }
    let space = try space([name: Data(bytes)])
    let run = try run(space, "--events visits=\(name) --allow-rejects")
    #expect(run.output == "id,o\nc1,\(counts[0])\nc2,\(counts[1])\n")
    #expect(findings(run) == said + Self.absentOrders)
    #expect(space.text(of: "r.csv") == "input,line,key,code,subject,reason,record\n" + rejects)
    #expect(run.status == 0)
  }

  @Test(
    "a file that cannot be used ends the run",
    arguments: [
      ("--events visits=empty.csv", 4, "rules: empty.csv: empty; the first line must name the columns\n"),
      ("--events visits=bare.csv", 4, "rules: bare.csv: no column for the fact id\n"),
      ("--events visits=timeless.csv", 4, "rules: timeless.csv: no column for the fact day; did you mean 'Day'?\n"),
      ("--events visits=twice.csv", 4, "rules: twice.csv: the column 'id' of the fact id occurs more than once\n"),
      ("--events visits=none.csv", 4, "rules: none.csv: cannot be opened: No such file or directory\n"),
      (
        "--events visits=v.csv --events visits=v.csv", 2,
        "rules: --events visits=v.csv: given twice; its events would count twice\n"
      ),
      (
        "--events visits=v.csv --events visits=./v.csv", 2,
        "rules: --events visits=./v.csv: this is v.csv again; its events would count twice\n"
      ),
      (
        "--events visit=v.csv", 2, "rules: --events visit: no policy declares events 'visit'; did you mean 'visits'?\n"
      ),
    ] as [(String, Int32, String)])
  func failures(_ options: String, _ status: Int32, _ message: String) throws {
    let space = try space([
      "v.csv": Data("id,day,mode\nc1,2026-03-01,\n".utf8), "empty.csv": Data(), "bare.csv": Data("day\n".utf8),
      "timeless.csv": Data("id,Day\n".utf8), "twice.csv": Data("id,day,id\n".utf8),
    ])
    let run = try run(space, options)
    #expect(run.errors == message)
    #expect(run.output.isEmpty)
    #expect(run.status == status)
    #expect(space.text(of: "r.csv") == nil)
  }

  @Test("standard input is read once, be it for customers or for events")
  func standardInput() throws {
    let space = try space()
    for inputs in ["- --events visits=-", "in.csv --events visits=- --events orders=-"] {
      let run = try space.shell("$RULES evaluate policy.yaml \(inputs) < in.csv")
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("rules: standard input can be read only once\n"), "\(run.errors)")
    }
  }

  @Test("one file may hold the events of two tables, and a table may have two files")
  func sameFile() throws {
    let space = try space([
      "v.csv": Data("id,day,mode\nc1,2026-03-01,\nc9,2026-03-01,\n".utf8),
      "w.csv": Data("mode,day,id\nx,2026-03-01,c1\n".utf8),
    ])
    let run = try run(
      space, "--events visits=v.csv --events orders=v.csv --events visits=w.csv --unknown-events u.csv")
    #expect(run.output == "id,o\nc1,2\nc2,0\n")
    #expect(
      space.text(of: "u.csv")
        == "events,input,line,key,record\nvisits,v.csv,3,c9,\"c9,2026-03-01,\"\norders,v.csv,3,c9,\"c9,2026-03-01,\"\n")
    #expect(run.status == 0)
  }

  @Test("what is found is said of the file in which it was found")
  func findings() throws {
    let space = try space([
      "a.jsonl": Data("{\"id\":\"c1\",\"day\":\"2026-03-01\",\"mode\":\"x\"}\n".utf8), "b.jsonl": Data(),
      "c.jsonl": Data("id,day\n".utf8), "d.jsonl": Data("{\"id\":\"c1\",\"day\":\"2026-03-01\"}\n".utf8),
    ])
    let files = ["a", "b", "c", "d"].map { "--events visits=\($0).jsonl" }.joined(separator: " ")
    let run = try run(space, "\(files) --allow-rejects")
    #expect(
      findings(run) == """
        rules: c.jsonl: no line is a JSON object; if these are rows of CSV, use --input-format csv
        rules: d.jsonl: no row gives mode: unknown for every event

        """ + Self.absentOrders)
  }

  @Test("events in another encoding are read like customers in it")
  func encodings() throws {
    let space = try space()
    let made = try space.shell(
      """
      printf 'id\\n张三\\n' | iconv -f utf-8 -t gb18030 > in.csv
      printf 'id,day,mode\\n张三,2026-03-01,走访\\n李四,2026-03-01,走访\\n' | iconv -f utf-8 -t gb18030 > v.csv
      """)
    try #require(made.status == 0)
    let run = try run(space, "--events visits=v.csv --encoding gb18030 --unknown-events u.csv")
    #expect(run.output == "id,o\n张三,1\n")
    #expect(space.text(of: "u.csv") == "events,input,line,key,record\nvisits,v.csv,3,李四,\"李四,2026-03-01,走访\"\n")
  }

  @Test("an event that is longer than a record may be is rejected, and those behind it count")
  func longRecord() throws {
    let long = String(repeating: "x", count: 17 << 20)
    let space = try space([
      "v.csv": Data("id,day,mode\nc1,2026-03-01,\(long)\nc2,2026-03-01,\n".utf8),
      "v.jsonl": Data(
        "{\"id\":\"c1\",\"day\":\"2026-03-01\",\"mode\":\"\(long)\"}\n{\"id\":\"c2\",\"day\":\"2026-03-01\"}\n".utf8),
    ])
    for name in ["v.csv", "v.jsonl"] {
      let run = try run(space, "--events visits=\(name) --allow-rejects")
      #expect(run.output == "id,o\nc1,0\nc2,1\n")
      let first = (space.text(of: "r.csv") ?? "").split(separator: "\n").dropFirst().first?.prefix(72)
      let line = name == "v.csv" ? 2 : 1
      #expect(first?.hasPrefix("\(name),\(line),,record-too-long,,the record is longer than 16777216 bytes,") == true)
    }
  }

  @Test("a customer whose row is rejected is in the input, as long as the row says who it is")
  func rejectedCustomers() throws {
    let bytes = Data("id,note\nc1,\"a\nb\"\nc2,".utf8) + Data([0xFF]) + Data("\nc3,1,1\nc5,x\n".utf8)
    let space = try space([
      "in.csv": bytes,
      "v.csv": Data("id,day,mode\nc1,2026-03-01,\nc2,2026-03-01,\nc3,2026-03-01,\nc4,2026-03-01,\n".utf8),
    ])
    let run = try run(space, "--events visits=v.csv --unknown-events u.csv --allow-rejects")
    #expect(
      space.text(of: "u.csv") == """
        events,input,line,key,record
        visits,v.csv,4,c3,"c3,2026-03-01,"
        visits,v.csv,5,c4,"c4,2026-03-01,"

        """)
    #expect(run.errors.contains("  of unknown customers  2   50.0%\n  unknown customers     2\n"), "\(run.errors)")
  }
}
