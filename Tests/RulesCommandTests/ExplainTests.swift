import Testing

@Suite("rules explain")
struct ExplainTests {
  private func explain(_ id: String, _ more: String...) throws -> Workspace.Run {
    let space = try Workspace.withPolicy(["in.csv": Workspace.customers])
    let options = more.joined(separator: " ")
    return try space.shell("$RULES explain policy.yaml in.csv --as-of 2026-03-01 --id \(id) \(options)")
  }

  @Test("tells a customer's decision in English")
  func english() throws {
    let run = try explain("c2")
    #expect(run.status == 0)
    #expect(
      run.output == """
        Customer c2
        decided by shop@1 (Shop visits), as of 2026-03-01

        Classes
          Grade (grade): general
            rule: grade.else, policy.yaml:15
            facts: Cooperation (coop) = not known
            could not be answered: weak, strong

        Visits: 4 visits per month
          by-grade asks for at least 2 visits per month, deeper visit: policy.yaml:18, Grade (grade) = general
          start: 2 visits per month, the strongest (by-grade)
          → late: times 1.5 → 3 visits per month: policy.yaml:24, overdue = 70
          → extra: +1 per month → 4 visits per month: policy.yaml:25, overdue = 70
          deeper visit, asked for by by-grade

        Flags
          chase: severity high, owner manager, due 2026-03-08
            rule: policy.yaml:28
            facts: overdue = 70

        Outputs
          priority: 2
            facts: Grade (grade) = general

        Missing facts
          Cooperation (coop)

        """)
  }

  @Test("tells it in Chinese, with the policy's labels")
  func chinese() throws {
    let run = try explain("c3", "--lang zh")
    #expect(
      run.output == """
        客户 c3
        依据政策 shop@1（门店拜访），基准日 2026-03-01

        分类
          客户分类（grade）：问题（problem）
            规则：weak，policy.yaml:13，出处 004
            依据：配合度（coop） = 10

        拜访：每月 6 次
          by-grade要求至少每月 4 次，深度走访：policy.yaml:18，客户分类（grade） = 问题（problem）
          起点：每月 4 次，其中要求最高（by-grade）
          → late：乘以 1.5 → 每月 6 次：policy.yaml:24，overdue = 31
          深度走访，由by-grade要求

        其他结果
          priority：1
            依据：客户分类（grade） = 问题（problem）

        缺失的信息
          规则所需的信息齐全

        """)
  }

  @Test("tells it to tools")
  func json() throws {
    let run = try explain("c1", "--format json")
    #expect(
      run.output.hasPrefix(#"{"id":"c1","policy":"shop@1","as_of":"2026-03-01","tiers":{"grade":{"tier":"good","#))
    #expect(
      run.output.contains(
        #""trace":[{"of":"grade","rule":"weak","verdict":"not matched","read":{"coop":90},"at":"policy.yaml:13:"#))
    #expect(run.output.hasSuffix("}\n"))
  }

  @Test("says why there is nothing to tell")
  func nothing() throws {
    #expect(try explain("c9").errors == "rules: in.csv: no customer `c9`\n")
    let space = try Workspace.withPolicy(["in.csv": "id,coop,overdue\nc1,90,x\n"])
    let run = try space.rules("explain", "policy.yaml", "in.csv", "--id", "c1", "--as-of", "2026-03-01")
    #expect(run.status == 3)
    #expect(run.errors.hasPrefix("rules: in.csv:2: c1: overdue: "))
  }
}
