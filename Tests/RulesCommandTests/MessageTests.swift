import Testing

/// What the command says of arguments and files that make no sense, to the letter.
@Suite("The command says where, what is wrong, and what to write instead")
struct MessageTests {
  private static let policy = """
    policy: p
    version: "1"
    facts:
      id: {type: string, key: true}
      area: {type: string, missing: unknown}
    events:
      visits: {key: id, time: on, fields: {id: {type: string}, on: {type: date}}}
      orders: {key: id, time: on, fields: {id: {type: string}, on: {type: date}}}
    measures: {n: {of: visits, count: true}}
    classify:
      size: {tiers: [a, b], first: [{id: many, when: n > 9, then: a}], else: b, hold: {demote_after: 2}}
    cadence: {obligations: [{id: all, visits: 1/month}]}

    """

  private static func space() throws -> Workspace {
    let space = try Workspace([
      "p.yaml": policy, "in.csv": "id,area\nc1,x\n", "in.txt": "id,area\n", "v.csv": "id,on\nc1,2026-01-01\nc1,x\n",
      "ex.csv": "id,visits,until,by,why\n", "keys.csv": "id,visits,until,by,why\n,1/month,2026-12-31,a,b\n",
      "twice.csv": "id,visits,until,by,why,why\n", "empty.csv": "", "odd.csv": "\"id,visits\n",
      "peers.yaml": policy + "population: {place: {rank: n}}\n",
    ])
    _ = try space.shell("ln -s v.csv link.csv")
    return space
  }

  private static let arguments: [(line: String, message: String)] = [
    ("evaluate p.yaml", "Missing expected argument '<inputs> ...'"),
    ("evaluate p.yaml in.csv --asof 2026-11-01", "Unknown option '--asof'. Did you mean '--as-of'?"),
    ("evaluate --asof 2026-11-01 p.yaml in.csv", "Unknown option '--asof'. Did you mean '--as-of'?"),
    ("snapshot p.yaml in.csv --asof 2026-11-01", "Unknown option '--asof'. Did you mean '--as-of'?"),
    ("explain p.yaml in.csv --id c1 --asof 2026-11-01", "Unknown option '--asof'. Did you mean '--as-of'?"),
    ("evaluate p.yaml in.csv --encoding klingon", "the system knows no encoding `klingon`"),
    ("evaluate p.yaml in.csv --jobs 0", "--jobs takes a number from 1 to 256"),
    ("snapshot p.yaml in.csv --jobs 257", "--jobs takes a number from 1 to 256"),
    (
      "evaluate p.yaml in.csv --as-of 2026-02-30",
      "The value '2026-02-30' is invalid for '--as-of <YYYY-MM-DD>': there is no such day"
    ),
    (
      "evaluate p.yaml in.csv --as-of today",
      "The value 'today' is invalid for '--as-of <YYYY-MM-DD>': write a day such as 2026-01-31"
    ),
    (
      "evaluate p.yaml in.csv --allow-rejects 200%",
      "The value '200%' is invalid for '--allow-rejects <N|N%>': write a number of rows, such as 50, or a share of them from 0% to 100%, such as 0.5%"
    ),
    (
      "evaluate p.yaml in.csv --events v.csv",
      "The value 'v.csv' is invalid for '--events <name=file>': write the name of the events and their file, such as visits=visits.csv"
    ),
    (
      "evaluate p.yaml in.csv --previous a.csv --state s.sqlite",
      "--previous and --state both say what was decided last; keep one of them"
    ),
    ("evaluate p.yaml in.csv --previous -", "--previous takes a file, not standard input"),
    ("evaluate p.yaml in.csv --workload w.txt", "w.txt: neither .csv nor .jsonl"),
  ]

  @Test("arguments that make no sense", arguments: arguments)
  func argument(line: String, message: String) throws {
    let run = try Self.space().shell("$RULES \(line)")
    #expect(run.status == 2)
    #expect(run.errors.split(separator: "\n").first == "Error: \(message)")
  }

  private static let files: [(line: String, status: Int32, message: String)] = [
    ("evaluate nope.yaml in.csv", 4, "nope.yaml: cannot be opened: No such file or directory"),
    ("evaluate p.yaml in.csv --snapshot x", 2, "--snapshot x: the policy does not compare customers"),
    ("snapshot p.yaml in.csv", 2, "p.yaml: the policy does not compare customers"),
    (
      "evaluate p.yaml in.csv --events visit=v.csv", 2,
      "--events visit: no policy declares events 'visit'; did you mean 'visits'?"
    ),
    (
      "evaluate p.yaml in.csv -o ex.csv --exceptions ex.csv", 2,
      "ex.csv: this is the input ex.csv; write somewhere else"
    ),
    ("evaluate p.yaml - -", 2, "standard input can be read only once"),
    ("evaluate p.yaml - --events visits=-", 2, "standard input can be read only once"),
    ("explain p.yaml - --id c1 --events visits=-", 2, "standard input can be read only once"),
    ("snapshot peers.yaml - --events visits=-", 2, "standard input can be read only once"),
    ("evaluate p.yaml in.txt", 2, "in.txt: neither .csv nor .jsonl; say which it is with --input-format"),
    (
      "evaluate p.yaml in.csv ./in.csv", 2,
      "./in.csv: this is in.csv again; its customers would count twice"
    ),
    ("snapshot peers.yaml in.csv in.csv", 2, "in.csv: given twice; its customers would count twice"),
    (
      "evaluate p.yaml in.csv --events visits=v.csv --events visits=link.csv", 2,
      "--events visits=link.csv: this is v.csv again; its events would count twice"
    ),
    (
      "explain p.yaml in.csv --id c1 --events visits=v.csv --events visits=v.csv", 2,
      "--events visits=v.csv: given twice; its events would count twice"
    ),
    ("evaluate p.yaml in.csv --rejects -", 2, "standard output: two outputs cannot go to the same file"),
    ("evaluate p.yaml in.csv --exceptions none.csv", 4, "none.csv: cannot be opened: No such file or directory"),
    ("evaluate p.yaml in.csv --exceptions empty.csv", 4, "empty.csv: empty; the first line must name the columns"),
    ("evaluate p.yaml in.csv --exceptions keys.csv", 4, "keys.csv:2: id: name the customer"),
    ("evaluate p.yaml in.csv --exceptions twice.csv", 4, "twice.csv:1: several columns give 'why'"),
    (
      "evaluate p.yaml in.csv --exceptions odd.csv", 4,
      "odd.csv:1: the header cannot be read: field 1 opens a quote that is never closed"
    ),
    ("state log c1 --state none.sqlite", 4, "none.sqlite: cannot be opened: No such file or directory"),
    (
      "state log c1 --state in.csv", 4,
      "in.csv: no file of states, or damaged (file is not a database); put back a copy, or begin anew with another file"
    ),
  ]

  @Test("files that are none, or not what they should be", arguments: files)
  func file(line: String, status: Int32, message: String) throws {
    let run = try Self.space().shell(line.hasPrefix("state") ? "$RULES \(line)" : "$RULES \(line) --as-of 2026-02-01")
    #expect(run.status == status)
    #expect(run.errors == "rules: \(message)\n")
  }

  @Test(
    "what a run is not given is told with the option that gives it; nothing is said of rejected events but how many")
  func notGiven() throws {
    let space = try Self.space()
    let run = try space.shell("$RULES evaluate p.yaml in.csv --as-of 2026-02-01 --events orders=v.csv")
    #expect(
      run.errors.hasPrefix(
        """
        rules: nothing is measured of events 'orders'
        rules: in.csv: no column for 2 facts:
          what is measured of 'visits': unknown for every customer; --events visits=FILE gives it
          what was decided last: unknown for every customer; --previous or --state gives it

        """), "\(run.errors)")
    let told = try space.shell(
      "$RULES explain p.yaml in.csv --id c1 --as-of 2026-02-01 --events visits=v.csv --previous empty.csv")
    #expect(told.errors == "rules: 1 event was rejected in 'visits'; evaluate says why\n")
  }
}
