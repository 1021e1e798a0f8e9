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

  @Test("what is in order is said in a line")
  func success() throws {
    let space = try Workspace.withPolicy()
    let run = try space.rules("check", "policy.yaml", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output == "[]\n")
    #expect(run.errors == "rules: no faults: 1 policy in force, 6 rules\n")
  }
}
