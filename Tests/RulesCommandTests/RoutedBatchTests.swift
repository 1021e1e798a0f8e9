import Testing

@Suite("Customers of several policies, and of none, in one batch")
struct RoutedBatchTests {
  private static func policy(_ name: String, governs: String, factor: Int) -> String {
    """
    policy: \(name)
    version: "1"
    governs: {region: [\(governs)]}
    facts:
      id: {type: string, key: true}
      region: {type: string}
      x: {type: integer, missing: unknown}
    outputs:
      y: {type: integer, value: x * \(factor)}

    """
  }

  @Test("each row says what is said of its own customer, whoever is rejected before it", arguments: [1, 3])
  func places(jobs: Int) throws {
    let rows = (0..<5_000).map { row in
      "c\(row),\(row == 5 || row % 997 == 0 ? "nowhere" : row % 3 == 0 ? "b" : "a"),\(row % 11 == 0 ? "" : "\(row)")"
    }
    let space = try Workspace([
      "set/a.yaml": Self.policy("first", governs: "a", factor: 2),
      "set/b.yaml": Self.policy("second", governs: "b", factor: 3),
      "in.csv": "id,region,x\n" + rows.joined(separator: "\n") + "\n",
    ])
    let run = try space.rules(
      "evaluate", "set", "in.csv", "--jobs", "\(jobs)", "--allow-rejects", "--as-of", "2026-11-01", "--columns",
      "id,y,policy,missing")
    #expect(run.status == 0)
    let expected = (0..<5_000).compactMap { row -> String? in
      if row == 5 || row % 997 == 0 { return nil }
      let (name, factor) = row % 3 == 0 ? ("second", 3) : ("first", 2)
      return row % 11 == 0 ? "c\(row),,\(name)@1,x" : "c\(row),\(row * factor),\(name)@1,"
    }
    #expect(run.output == (["id,y,policy,missing"] + expected).joined(separator: "\n") + "\n")
  }

  @Test("one policy that does not govern everybody")
  func oneGoverning() throws {
    let rows = (0..<400).map { "c\($0),\($0 == 5 ? "b" : "a"),\($0)" }
    let space = try Workspace([
      "policy.yaml": Self.policy("only", governs: "a", factor: 2),
      "in.csv": "id,region,x\n" + rows.joined(separator: "\n") + "\n",
    ])
    let run = try space.rules(
      "evaluate", "policy.yaml", "in.csv", "--allow-rejects", "--as-of", "2026-11-01", "--columns", "id,y")
    let expected = (0..<400).filter { $0 != 5 }.map { "c\($0),\($0 * 2)" }
    #expect(run.output == (["id,y"] + expected).joined(separator: "\n") + "\n")
  }

  @Test("facts that no column gives are those of policies that decided somebody; of all, where none did")
  func absentFacts() throws {
    let space = try Workspace([
      "set/a.yaml": Self.policy("first", governs: "a", factor: 2),
      "set/b.yaml": Self.policy("second", governs: "b", factor: 3).replacing("x", with: "z"),
      "a.csv": "id,region\nc1,a\n", "b.csv": "id,region,x\nc1,b,1\n", "none.csv": "id,region\nc1,c\n",
      "a.jsonl": "{\"id\":\"c1\",\"region\":\"a\"}\n",
    ])
    let told = try ["a.csv", "b.csv", "a.jsonl", "none.csv"].map { input in
      let run = try space.shell("$RULES evaluate set \(input) --as-of 2026-11-01")
      return run.errors.prefix(upTo: run.errors.firstRange(of: "rows\n")?.lowerBound ?? run.errors.endIndex)
    }
    #expect(
      told == [
        "rules: a.csv: no column for x: unknown for every customer\n",
        "rules: b.csv: no column for z: unknown for every customer\n",
        "rules: a.jsonl: no row gives x: unknown for every customer\n",
        """
        rules: none.csv: no column for 2 facts:
          x: unknown for every customer
          z: unknown for every customer
        rules: none.csv:2: c1: no policy governs a customer with region = "c" [not-governed]

        """,
      ])
    let explained = try space.shell("$RULES explain set a.csv --id c1 --as-of 2026-11-01")
    #expect(explained.errors == "rules: a.csv: no column for x: unknown for every customer\n")
  }
}
