import Foundation
import Testing

@Suite("What inputs are like")
struct InputTests {
  private func evaluate(_ files: [String: String], _ more: String = "") throws -> Workspace.Run {
    let space = try Workspace.withPolicy(files)
    let inputs = files.keys.sorted().joined(separator: " ")
    return try space.shell("$RULES evaluate policy.yaml \(inputs) --as-of 2026-03-01 \(more)")
  }

  @Test(
    "facts without a column are named, with what follows and what was probably meant",
    arguments: [
      ("id,overdue\nc1,1\n", "rules: in.csv: no column for coop: unknown for every customer\n"),
      (
        "id,overdue,co op\nc1,1,5\n",
        "rules: in.csv: no column for coop (did you mean 'co op', which has spaces in it?): unknown for every customer\n"
      ),
      (
        "id,overdue,Coop\nc1,1,5\n",
        "rules: in.csv: no column for coop (did you mean 'Coop'?): unknown for every customer\n"
      ),
    ])
  func absentColumns(_ text: String, _ message: String) throws {
    let run = try evaluate(["in.csv": text])
    #expect(run.errors.hasPrefix(message))
    #expect(run.status == 0)
  }

  @Test("several facts without a column are listed, each with its header and its default")
  func absentDefaults() throws {
    let policy = Workspace.policy.replacing(
      "overdue: {type: integer}", with: "overdue: {type: integer, missing: {default: 0}}"
    )
    .replacing("missing: unknown,", with: "missing: unknown, column: 配合度,")
    let space = try Workspace(["policy.yaml": policy, "in.csv": "客户编号,配合 度\nc1,2\n"])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01")
    #expect(
      run.errors.hasPrefix(
        """
        rules: in.csv: no column for 2 facts:
          coop (header 配合度; did you mean '配合 度', which has spaces in it?): unknown for every customer
          overdue: default 0 for every customer

        """))
  }

  @Test(
    "JSON Lines that are read as CSV are recognized",
    arguments: [
      "{\"id\":\"c1\",\"coop\":90}\n", "{\"id\":\"c1\"}\n", " {\"id\": 1, \"coop\": 90}\n", "\u{FEFF}{\"id\":\"c1\"}\n",
    ])
  func jsonLinesAsCSV(_ text: String) throws {
    let run = try evaluate(["in.csv": text])
    #expect(run.status == 4)
    #expect(
      run.errors.contains("it begins with a brace, as JSON Lines do; try --input-format jsonl\n"), "\(run.errors)")
  }

  @Test(
    "CSV that is read as JSON Lines is recognized, and no other input",
    arguments: [("id,coop,overdue\nc1,90,0\n", true), ("{\"id\":\"c1\",\"overdue\":0}\nx\n", false), ("\n", false)])
  func csvAsJSONLines(_ text: String, _ isRecognized: Bool) throws {
    let run = try evaluate(["in.jsonl": text])
    let hint = "rules: in.jsonl: no line is a JSON object; if these are rows of CSV, use --input-format csv\n"
    #expect(run.errors.contains(hint) == isRecognized, "\(run.errors)")
  }

  @Test("facts that no JSON object gives are named when all was read")
  func absentKeys() throws {
    let run = try evaluate(["in.jsonl": #"{"id":"c1","overdue":1,"cop":5}"# + "\n" + #"{"id":"c2","overdue":1,"x":5}"#])
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix("rules: in.jsonl: no row gives coop (did you mean 'cop'?): unknown for every customer\n"))
    let sound = try evaluate(["in.jsonl": #"{"id":"c1","overdue":1}"# + "\n" + #"{"id":"c2","overdue":1,"coop":5}"#])
    #expect(sound.errors.hasPrefix("rows\n"))
  }

  @Test("a fact under its header and its name is refused: as a column of a CSV, and in a JSON object")
  func givenTwice() throws {
    let table = try evaluate(["in.csv": "客户编号,id,coop,overdue\nc1,c2,90,1\n"])
    #expect(table.status == 4)
    #expect(table.errors == "rules: in.csv: the fact id has two columns, '客户编号' and 'id'; only one can be right\n")
    let lines = """
      {"客户编号":"c1","id":"c2","coop":1,"overdue":1}
      {"客户编号":"c3","id":null,"coop":1,"overdue":1}
      {"id":"c4","coop":1,"overdue":1}
      """
    let run = try evaluate(["in.jsonl": lines])
    #expect(run.status == 3)
    #expect(run.output.split(separator: "\n").map { $0.prefix(2) } == ["id", "c3", "c4"])
    #expect(
      run.errors.hasPrefix(
        "rules: in.jsonl:1: `id` and `客户编号` give the same fact; give it once [given-twice]\n"))
  }

  @Test(
    "a header that cannot be used says why",
    arguments: [
      ("id;coop;overdue\n", "the header is a single field; columns have to be separated by commas, not by semicolons"),
      ("id\tcoop\toverdue\n", "the header is a single field; columns have to be separated by commas, not by tabs"),
      (" id ,coop,overdue\n", "no column '客户编号' (or 'id') for the fact id; did you mean ' id '?"),
      (
        " 客户编号,coop,overdue\n",
        "no column '客户编号' (or 'id') for the fact id; the header ' 客户编号' has spaces in it, which count"
      ),
    ])
  func headers(_ text: String, _ message: String) throws {
    let run = try evaluate(["in.csv": text])
    #expect(run.status == 4)
    #expect(run.errors.hasPrefix("rules: in.csv: \(message)\n"))
  }

  @Test("bytes that are no UTF-8 bring the encoding to mind")
  func encodings() throws {
    let space = try Workspace.withPolicy()
    let gbk: [UInt8] = [0xBF, 0xCD, 0xBB, 0xA7]
    try space.write(Data(gbk + Array(",coop,overdue\n".utf8)), to: "header.csv")
    try space.write(Data(Array("id,coop,overdue\n".utf8) + gbk + Array(",90,1\n".utf8)), to: "row.csv")
    let text = try #require("id,coop,overdue\nc1,90,1\n".data(using: .utf16))
    try space.write(text, to: "wide.csv")
    let run = { try space.rules("evaluate", "policy.yaml", $0, "--as-of", "2026-03-01").errors }
    #expect(
      try run("header.csv")
        == "rules: header.csv:1: the header cannot be read: field 1 holds bytes that are no text in the input's encoding; try --encoding gb18030\n"
    )
    #expect(
      try run("row.csv").hasPrefix("rules: row.csv: 1 row holds bytes that are no UTF-8; try --encoding gb18030\n"))
    #expect(try run("wide.csv").hasSuffix("; try --encoding utf-16\n"))
  }

  @Test(
    "arguments that cannot be meant say why",
    arguments: [
      ("--as-of 2026-02-30", "'2026-02-30' is invalid for '--as-of <YYYY-MM-DD>': there is no such day"),
      ("--as-of 30.1.2026", "'30.1.2026' is invalid for '--as-of <YYYY-MM-DD>': write a day such as 2026-01-31"),
    ])
  func days(_ option: String, _ message: String) throws {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers])
    let run = try space.shell("$RULES evaluate policy.yaml in.csv \(option)")
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
  }

  @Test(
    "too many rejects name the limit and the count",
    arguments: [
      ("", "2 rows were rejected; --allow-rejects lets a run succeed all the same"),
      ("--allow-rejects 1", "2 of 3 rows were rejected, more than the 1 that --allow-rejects allows"),
      ("--allow-rejects 12.5%", "2 of 3 rows were rejected, more than the 12.5% that --allow-rejects allows"),
    ])
  func tooManyRejects(_ option: String, _ message: String) throws {
    let run = try evaluate(["in.csv": "id,coop,overdue\nc1,x,1\nc2,y,1\nc3,9,1\n"], option)
    #expect(run.status == 3)
    #expect(run.errors.hasSuffix("rules: \(message)\n"))
  }

  @Test("numbers of JSON that name a customer keep their spelling")
  func spelledNumbers() throws {
    let numbers = ["12345678901234567890", "1.10", "1e3", "-0", "42", "9007199254740993"]
    let lines = numbers.map { #"{"id":\#($0),"coop":90.0,"overdue":0}"# }.joined(separator: "\n")
    let space = try Workspace.withPolicy(["in.jsonl": lines])
    let run = try space.rules("evaluate", "policy.yaml", "in.jsonl", "--as-of", "2026-03-01")
    let keys = run.output.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(keys.map(String.init) == numbers)
  }

  @Test("an input is opened once, so that it may be a named pipe")
  func namedPipes() throws {
    let space = try Workspace.withPolicy(["one.csv": Workspace.customers, "two.csv": Workspace.customers])
    let run = try space.shell(
      """
      mkfifo a.csv b.csv; timeout 20 cat one.csv > a.csv & timeout 20 cat two.csv > b.csv &
      timeout 20 $RULES evaluate policy.yaml a.csv b.csv --as-of 2026-03-01
      """)
    #expect(run.status == 0, "\(run.errors)")
    let rows = Workspace.decisions.split(separator: "\n")
    #expect(run.output.split(separator: "\n") == rows + rows.dropFirst())
  }

  @Test("a policy's warnings are shown, and the customers decided all the same")
  func warnings() throws {
    let policy = Workspace.policy.replacing("facts:", with: "params: {idle: 1}\nfacts:")
    let space = try Workspace(["policy.yaml": policy, "in.csv": Workspace.customers])
    let run = try space.rules("evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01")
    #expect(run.status == 0)
    #expect(run.output == Workspace.decisions)
    #expect(run.errors.contains("policy.yaml:4:16: warning: "))
  }

  @Test(
    "a row with bytes that are no text keeps its key in the rejects, unless they are the key's",
    arguments: [
      (
        "in.csv", "note,客户编号,coop,overdue\n~,c1,1,1\n\"~\",\"c\"\"2\",1,1\nx,c~,1,1\n~,c4,1\n",
        ["2,c1", "3,\"c\"\"2\"", "4,", "5,"]
      ),
      (
        "in.jsonl", #"{"id":"c1","overdue":1,"x":"~"}|{"客户编号":"c~","overdue":1}|{"id":2,~}|{"x":"~","id":4,"id":4}|"#,
        ["1,c1", "2,", "3,", "4,"]
      ),
    ])
  func keysBesideBadText(_ name: String, _ text: String, _ told: [String]) throws {
    let space = try Workspace.withPolicy()
    let bytes = text.utf8.map { $0 == UInt8(ascii: "~") ? 0xFF : $0 == UInt8(ascii: "|") ? 0x0A : $0 }
    try space.write(Data(bytes), to: name)
    let run = try space.rules("evaluate", "policy.yaml", name, "--as-of", "2026-03-01", "--rejects", "no.csv")
    let rejects = (space.text(of: "no.csv") ?? "").split(separator: "\n").dropFirst()
    #expect(rejects.map { $0.hasPrefix("\(name),") } == told.map { _ in true }, "\(run.errors)")
    #expect(zip(rejects, told).allSatisfy { $0.hasPrefix("\(name),\($1),invalid-encoding,") }, "\(rejects)")
  }
}
