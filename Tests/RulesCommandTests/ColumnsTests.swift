import Foundation
import Testing

@Suite("rules evaluate --columns")
struct ColumnsTests {
  static let customers = #"""
    id,coop,overdue,name,note
    c1,90,0,"Zhang, San","a ""b"""
    c2,,70,李四,

    """#

  private func evaluate(_ arguments: String, _ files: [String: String] = [:]) throws -> Workspace.Run {
    let space = try Workspace.withPolicy(["in.csv": Self.customers].merging(files) { $1 })
    return try space.shell("$RULES evaluate policy.yaml \(arguments) --as-of 2026-03-01")
  }

  @Test(
    "chooses and orders what is written",
    arguments: [
      ("id,grade", "id,grade\nc1,good\nc2,general\n"),
      ("flags,visits,per,id", "flags,visits,per,id\n,1,month,c1\nchase,4,month,c2\n"),
      ("id，mode", "id,mode\nc1,general\nc2,deeper\n"), ("' id , policy'", "id,policy\nc1,shop@1\nc2,shop@1\n"),
      ("flags", "flags\n\"\"\nchase\n"),
      ("missing,reasons", "missing,reasons\n,strong;by-grade\ncoop,grade.else;by-grade;late;extra\n"),
      ("name,id,note", "name,id,note\n\"Zhang, San\",c1,\"a \"\"b\"\"\"\n李四,c2,\n"),
      ("overdue,priority,coop", "overdue,priority,coop\n0,2,90\n70,2,\n"),
    ])
  func choice(_ columns: String, _ output: String) throws {
    let run = try evaluate("in.csv --columns \(columns)")
    #expect(run.output == output, "\(run.errors)")
    #expect(run.status == 0)
  }

  @Test("as JSON Lines, one flat object for each customer")
  func lines() throws {
    let run = try evaluate("in.csv --format jsonl --columns id,visits,priority,flags,missing,grade,note")
    #expect(
      run.output == #"""
        {"id":"c1","visits":1,"priority":2,"flags":[],"missing":[],"grade":"good","note":"a \"b\""}
        {"id":"c2","visits":4,"priority":2,"flags":["chase"],"missing":["coop"],"grade":"general","note":null}

        """#)
  }

  @Test(
    "names with commas, quotes and spaces stand in quotes",
    arguments: [
      (#"'id,"a,b"'"#, "id,\"a,b\"\nc1,1\n"), (#"'" x" , id'"#, "\" x\",id\n2,c1\n"),
      (#"'"grade",id'"#, "grade,id\ngood,c1\n"),
      (#"'"say ""so""","",q"q'"#, "\"say \"\"so\"\"\",,\"q\"\"q\"\n3,4,5\n"),
      (#"id --columns grade --columns '"a,b"'"#, "id,grade,\"a,b\"\nc1,good,1\n"),
    ])
  func quoted(_ columns: String, _ output: String) throws {
    let odd = "id,coop,overdue,\"a,b\",\" x\",\"say \"\"so\"\"\",,q\"q\nc1,90,0,1,2,3,4,5\n"
    let run = try evaluate("odd.csv --columns \(columns)", ["odd.csv": odd])
    #expect(run.output == output, "\(run.errors)")
    #expect(run.status == 0)
  }

  @Test("a trace can be chosen where there is one")
  func trace() throws {
    let run = try evaluate("in.csv --columns id,trace --trace")
    #expect(run.output.hasPrefix("id,trace\nc1,by-grade 1/month; grade.weak: not matched (coop=90);"))
  }

  @Test("a part of decisions goes before a column of the input of that name; each input is looked into for itself")
  func names() throws {
    let run = try evaluate(
      "a.csv b.csv --columns id,grade,place",
      ["a.csv": "id,coop,overdue,grade,place\nc1,90,0,x,P\n", "b.csv": "place,overdue,coop,id\n\"Q \",0,90,c2\n"])
    #expect(run.output == "id,grade,place\nc1,good,P\nc2,good,\"Q \"\n")
  }

  @Test("the name of a fact that is no column proposes the column in which it stands")
  func namesOfFacts() throws {
    let policy = Workspace.policy.replacing("missing: unknown,", with: "missing: unknown, column: 配合度,")
    let space = try Workspace(["policy.yaml": policy, "in.csv": "客户编号,配合度,overdue\nc1,2,3\n"])
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--as-of", "2026-03-01", "--columns", "id,coop")
    #expect(
      run.errors.hasPrefix("rules: --columns: neither decisions nor in.csv have 'coop'; did you mean '配合度'?\n"))
  }

  @Test(
    "names that nothing has are refused, with what there is",
    arguments: [
      (
        "in.csv --columns id,grad",
        """
        rules: --columns: neither decisions nor in.csv have 'grad'; did you mean 'grade'?
          of a decision: id, grade, visits, per, mode, flags, priority, reasons, missing, policy
          of the input: coop, overdue, name, note

        """
      ),
      (
        "in.jsonl --columns id,note",
        """
        rules: --columns: neither decisions nor in.jsonl have 'note'
          of a decision: id, grade, visits, per, mode, flags, priority, reasons, missing, policy
          columns of the input can be written where it is CSV only

        """
      ), ("in.csv --columns id,trace", "rules: --columns: 'trace' is there with --trace only\n"),
      ("twice.csv --columns x", "rules: --columns: twice.csv has two columns 'x'; which one is meant cannot be told\n"),
    ])
  func unknown(_ arguments: String, _ message: String) throws {
    let run = try evaluate(
      arguments, ["in.jsonl": #"{"id":"c1","overdue":1,"coop":1}"#, "twice.csv": "id,coop,overdue,x,x\nc1,1,1,1,1\n"])
    #expect(run.status == 2)
    #expect(run.errors == message)
    #expect(run.output.isEmpty)
  }

  @Test(
    "what cannot be meant says why",
    arguments: [
      ("--columns id,,grade", "write names separated by commas, such as visits,per,flags"),
      ("--columns ''", "write names separated by commas"), ("--columns id,grade,id", "'id' is named twice"),
      ("--columns id --columns grade,id", "--columns: 'id' is named twice"),
      ("--columns id,grade --trace", "--columns leaves out the trace; write --columns id,grade,trace\n"),
      (
        #"--columns 'id,"it''s, so"' --trace"#.replacing("''", with: #"'\''"#),
        #"write --columns 'id,"it'\''s, so",trace'"#
      ),
      (#"--columns 'id,"a,b'"#, "the quote before 'a,b' is never closed"),
      (#"--columns '"a"b,id'"#, "a comma belongs behind \"a\"; a quote in quotes is written twice"),
      ("--jobs 0", "--jobs takes a number from 1 to 256"),
    ])
  func malformed(_ option: String, _ message: String) throws {
    let run = try evaluate("in.csv \(option)")
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }
}
