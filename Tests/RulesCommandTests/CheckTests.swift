import Testing

@Suite("rules check")
struct CheckTests {
  static let faulty = """
    policy: shop
    version: "1"
    facts:
      id: {type: string, key: true}
      coop: {type: number, missing: unknown}
    classify:
      grade:
        tiers: [good, bad]
        first: [{id: weak, when: cooop < 40, then: bad}]
        else: goood

    """

  @Test("all faults of all files are shown with their places and what to write instead")
  func text() throws {
    let space = try Workspace(["set/a.yaml": Self.faulty, "b.yaml": "policy: [\n"])
    let run = try space.rules("check", "set", "b.yaml")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("set/a.yaml:9:30: error: "))
    #expect(run.errors.contains("coop"))
    #expect(run.errors.contains("set/a.yaml:10:11: error: "))
    #expect(run.errors.contains("b.yaml:"))
  }

  @Test("for editors there is JSON on standard output")
  func json() throws {
    let space = try Workspace(["a.yaml": Self.faulty])
    let run = try space.rules("check", "a.yaml", "--format", "json")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("[\n"))
    #expect(run.output.contains("\"file\":\"a.yaml\",\"line\":9,\"column\":30"))
    #expect(run.errors.isEmpty)
  }

  @Test("each path is a set of its own; what several share is told once")
  func severalSets() throws {
    let base = Workspace.policy.replacing("policy: shop", with: "policy: base")
    let overlay = "policy: shop\nversion: \"1\"\nextends: base\n"
    let space = try Workspace(["base.yaml": base, "a.yaml": overlay, "b.yaml": overlay])
    let run = try space.rules("check", "a.yaml", "b.yaml")
    #expect(run.status == 0, "two policies of one name in one set would be a fault")
    #expect(run.errors == "rules: no faults: 2 policies in force, 12 rules\n")
    try space.write(base.replacing("then: good", with: "then: goood"), to: "base.yaml")
    let faulty = try space.rules("check", "a.yaml", "b.yaml")
    #expect(faulty.status == 1)
    #expect(faulty.errors == (try space.rules("check", "a.yaml").errors))
    #expect(faulty.errors.split(separator: "\n").count { $0.contains("error:") } == 1)
  }

  @Test("the plan names each expression and how it is computed, and the tables that are looked up")
  func plan() throws {
    let rows = (1...20).map {
      "      - {id: r\($0), when: [\"region-\($0)\", \">= \($0)\"], then: \($0 % 2 == 0 ? "good" : "bad")}"
    }
    let policy = """
      policy: shop
      version: "1"
      facts:
        id: {type: string, key: true}
        region: {type: string}
        sales: {type: number, missing: unknown}
        orders: {type: integer}
      classify:
        grade:
          table:
            hit: first
            inputs: [region, sales]
            rows:
      \(rows.joined(separator: "\n"))
          else: bad
          tiers: [good, bad]
      flags:
        - {id: few, when: orders < 3 && region.startsWith('north'), severity: low}
        - {id: odd, when: "[orders, 3].exists(n, n > 7)", severity: low}

      """
    let space = try Workspace(["policy.yaml": policy])
    let run = try space.rules("check", "--plan", "policy.yaml")
    #expect(
      run.output == """
        shop@1: 4 expressions, 1 of them row by row in part
          columns        policy.yaml:12:16  region
          columns        policy.yaml:12:24  sales
          once per text  policy.yaml:37:21  orders < 3 && region.startsWith('north')
          row by row     policy.yaml:38:21  [orders, 3].exists(n, n > 7)
              policy.yaml:38:22: a macro that runs through a list
          table of grade: 20 rows, found by 2 values

        """)
    #expect(run.status == 0)
  }

  @Test("the plan names what is measured of events and among customers, and how")
  func measured() throws {
    let policy = """
      policy: shop
      version: "1"
      facts:
        id: {type: string, key: true}
        county: {type: string}
        sales: {type: number}
      events:
        visits: {key: id, time: on, fields: {id: {type: string}, on: {type: date}, deep: {type: bool}, spent: {type: number}}}
      measures:
        deep_visits: {of: visits, streak: deep, where: spent > 5}
        last_visit: {of: visits, last: on}
        growth: {of: visits, trend: spent, within: 30d}
      population:
        place: {rank: sales, within: [county], over: sales > 0}
        all_sales: {total: sales}

      """
    let space = try Workspace(["policy.yaml": policy])
    let run = try space.rules("check", "--plan", "policy.yaml", "--as-of", "2026-03-31")
    #expect(
      run.output.contains(
        """
        shop@1: 5 measures of events and of customers among their peers
          events 'visits'              policy.yaml:10:3  deep_visits: streak of deep where spent > 5
          events 'visits'              policy.yaml:11:3  last_visit: last of on
          events 'visits'              policy.yaml:12:3  growth: trend of spent from 2026-03-02 to 2026-03-31 against 2026-01-31 to 2026-03-01
          customers among their peers  policy.yaml:14:3  place: rank of sales within county over sales > 0
          customers among their peers  policy.yaml:15:3  all_sales: total of sales

        """), "\(run.output)")
  }

  @Test("a plan is no JSON: the two are asked for one after the other")
  func planAsJSON() throws {
    let space = try Workspace.withPolicy()
    let run = try space.rules("check", "--plan", "policy.yaml", "--format", "json")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.hasPrefix(
        "Error: the plan is a text; write `rules check --plan`, and `rules check --format json` for the faults\n"))
  }

  @Test(
    "a policy that is not in force is in order, and said to be idle",
    arguments: [
      ("{from: 2026-05-01}", "policy.yaml: nothing is in force on 2026-03-01, but from 2026-05-01 on"),
      (
        "{until: 2026-02-01}",
        "policy.yaml: nothing is in force on 2026-03-01; the last edition ended before 2026-02-01"
      ),
    ])
  func idle(_ period: String, _ message: String) throws {
    let policy = Workspace.policy.replacing("version: \"1\"", with: "version: \"1\"\neffective: \(period)")
    let space = try Workspace(["policy.yaml": policy])
    let run = try space.rules("check", "policy.yaml", "--as-of", "2026-03-01")
    #expect(run.status == 0)
    #expect(run.errors == "rules: \(message)\nrules: no faults\n")
  }

  @Test("what is in order is said in a line")
  func success() throws {
    let space = try Workspace.withPolicy()
    let run = try space.rules("check", "policy.yaml", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output == "[]\n")
    #expect(run.errors == "rules: no faults: 1 policy in force, 6 rules\n")
  }
}
