import Foundation
import Testing

/// The cases that were worked by hand, as the shipped policies decide them through the command.
@Suite("The shipped policies decide the cases worked by hand")
struct ShippedCasesTests {
  private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("rules").path

  /// The rows, without the header, that a line of `rules evaluate` writes.
  private static func rows(_ space: Workspace, _ policy: String, _ arguments: String) throws -> [String] {
    let run = try space.shell("$RULES evaluate \(rules)/\(policy) \(arguments)")
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").dropFirst().map(String.init)
  }

  // MARK: The tiered visit

  /// Deep visits of a problem retailer, by day; a `+` behind the day where it cooperated. The states of its tiered visit after runs
  /// as of days, and what was cleared.
  private static func tieredVisits(_ visits: String, runs days: [String]) throws -> [String] {
    let table = visits.split(separator: " ").map { day in
      "C1,\(day.prefix(10)),深度走访,\(day.hasSuffix("+") ? "是" : "否")\n"
    }
    let space = try Workspace([
      "in.csv": "客户编号,业务线,省份,业态,配合度\nC1,tobacco,江西,convenience,20\n",
      "visits.csv": "客户编号,拜访日期,走访方式,配合\n" + table.joined(),
    ])
    return try days.map { day in
      try rows(
        space, "tobacco/policy.yaml",
        "in.csv --events visits=visits.csv --as-of \(day) --state s.sqlite --columns flag_states,flags_cleared"
      ).joined()
    }
  }

  @Test("three deep visits without cooperation: raised, standing, next level, cleared, and raised anew")
  func tieredVisit() throws {
    let told = try Self.tieredVisits(
      "2026-03-03 2026-03-10 2026-03-17 2026-03-26+ 2026-04-02 2026-04-09 2026-04-16",
      runs: [
        "2026-03-03", "2026-03-10", "2026-03-17", "2026-03-18", "2026-03-25", "2026-03-26", "2026-04-09", "2026-04-16",
      ])
    #expect(
      told == [
        ",", ",", "tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
        "tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,",
        "tiered-visit@2026-03-17 level 2 due 2026-03-31 branch_manager,", ",tiered-visit@2026-03-17", ",",
        "tiered-visit@2026-04-16 level 1 due 2026-04-23 district_manager,",
      ])
  }

  @Test("had the second visit met cooperation, there is no tiered visit")
  func cooperated() throws {
    let told = try Self.tieredVisits(
      "2026-03-03 2026-03-10+ 2026-03-17", runs: ["2026-03-10", "2026-03-17", "2026-03-18"])
    #expect(told == [",", ",", ","])
  }

  @Test("evaluation by county and by manager: the change of sales, of those of whom it is known")
  func evaluation() throws {
    let space = try Workspace([
      "in.csv": """
      客户编号,业务线,省份,县区,客户经理编号,业态,近12月销售额,销量同比
      C1,tobacco,江西,甲,M1,convenience,110,10
      C2,tobacco,江西,甲,M2,convenience,50,-50
      C3,tobacco,江西,乙,M1,convenience,90,-10
      C4,tobacco,江西,乙,M1,convenience,,

      """
    ])
    #expect(
      try Self.rows(
        space, "tobacco/policy.yaml",
        "in.csv --as-of 2026-03-01 --columns customer_id,county_change,manager_change,effect")
        == ["C1,-20,0,growing", "C2,-20,-50,falling", "C3,-10,0,steady", "C4,,,"])
  }

  // MARK: The levers

  @Test("200 × 0.6 × 500 against 200 × 0.45 × 520: 22 per cent less, and the active rate is the lever")
  func lever() throws {
    let space = try Workspace([
      "in.csv": """
      客户编号,业务线,省份,覆盖客户数,上期覆盖客户数,活跃率,上期活跃率,平均成交金额,上期平均成交金额
      D1,distributor,福建,200,200,0.45,0.6,520,500
      D2,distributor,福建,150,200,0.6,0.6,500,500
      D3,distributor,福建,200,200,0.6,0.6,400,500
      D4,distributor,福建,200,200,0.6,0.6,500,500

      """
    ])
    #expect(
      try Self.rows(
        space, "distributor/policy.yaml",
        "in.csv --as-of 2026-03-01 --columns customer_id,achieved_sales,change_percent,weakest_lever,flags")
        == [
          "D1,46800,-22,active_rate,lever-weak", "D2,45000,-25,coverage,lever-weak",
          "D3,48000,-20,average_deal,lever-weak", "D4,60000,0,none,",
        ])
  }

  // MARK: The self-audit

  /// Each customer's visits as `day field=value`, and the flags of the self-audit that come of them, as of 2026-03-31.
  private static let audits: [(customer: String, visits: [String], flags: String)] = [
    // Monthly, last seen in January: February is broken. By telephone nobody waits.
    ("", ["2026-01-05"], "due-not-visited"), ("仅电话联络=是", ["2026-01-05"], ""),
    ("", ["2026-03-16"], ""), ("建档日期=2026-01-01", [], "due-not-visited"),
    ("仅电话联络=是", ["2026-03-16"], "phone-customer-visited"),
    ("", ["2026-03-10", "2026-03-12", "2026-03-16", "2026-03-18"], "over-visited"),
    ("", ["2026-03-16 停留分钟=90"], "stays-too-long"), ("", ["2026-03-12 计划内=否", "2026-03-16 计划内=否"], "without-plan"),
    ("", ["2026-03-12 拜访目的=", "2026-03-16 拜访目的="], "without-objective"),
    ("地址已确认=否", ["2026-03-16"], "address-unconfirmed"),
    ("", ["2026-03-12 见到负责人=否", "2026-03-16 见到负责人=否"], "responsible-not-met"),
    ("", ["2026-03-05", "2026-03-10 状态=未拜访"], "missed-not-made-up"),
    ("", ["2026-03-16 杂务分钟=15"], "other-work"),
    ("", ["2026-01-12", "2026-02-12", "2026-03-16"].map { $0 + " 有收获=否" }, "fruitless-visits"),
    ("", ["2026-01-12", "2026-02-12", "2026-03-16"].map { $0 + " 感到负担=是" }, "felt-as-a-burden"),
    // The other customer, A and far away, is seen by nobody.
    ("", ["2026-03-10", "2026-03-12", "2026-03-16"], "not-due-visited"),
  ]

  private static let usual: [(name: String, value: String)] = [
    ("状态", "已拜访"), ("计划内", "是"), ("拜访目的", "查销售"), ("见到负责人", "是"), ("有收获", "是"), ("停留分钟", "30"), ("杂务分钟", "0"),
    ("感到负担", "否"),
  ]

  private static func row(_ key: String, _ changes: some StringProtocol, _ usual: [(name: String, value: String)])
    -> String
  {
    let given = changes.split(separator: " ").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
    let fields = usual.map { name, value in given.first { $0[0] == name }.map { String($0[1]) } ?? value }
    return ([key] + fields).joined(separator: ",") + "\n"
  }

  @Test("each question of the self-audit finds what it asks for", arguments: audits)
  func selfAudit(customer: String, visits: [String], flags: String) throws {
    let facts = [
      ("业务线", "terminal"), ("省份", "福建"), ("客户经理编号", "R1"), ("近12月销售额", "4"), ("仅电话联络", "否"), ("地址已确认", "是"),
      ("建档日期", ""),
    ]
    let table = visits.map { visit in
      Self.row("T1,\(visit.prefix(10))", visit.dropFirst(10), Self.usual)
    }
    let space = try Workspace([
      // With the other customer's sales, this one is C: a visit a month.
      "in.csv": "客户编号," + facts.map(\.0).joined(separator: ",") + "\n" + Self.row("T1", customer, facts)
        + Self.row("T2", "近12月销售额=96", facts),
      "visits.csv": "客户编号,拜访日期," + Self.usual.map(\.name).joined(separator: ",") + "\n" + table.joined(),
    ])
    let told = try Self.rows(
      space, "field-work", "in.csv --events visits=visits.csv --as-of 2026-03-31 --columns grade,flags")
    #expect(told.first == "C,\(flags)")
  }

  // MARK: Nothing to divide by

  @Test("whoever is visited on demand for a time has no overdue visits any more", arguments: ["on_demand", "0/month"])
  func onDemand(visits: String) throws {
    let space = try Workspace([
      "in.csv": "客户编号,业务线,省份,客户经理编号,近12月销售额\nT1,terminal,福建,R1,4\nT2,terminal,福建,R1,96\n",
      "visits.csv": "客户编号,拜访日期\nT1,2026-01-05\n",
      "closed.csv": "客户编号,visits,until,by,why\nT1,\(visits),2026-08-31,李强,暑期歇业\n",
    ])
    let told = try ["2026-03-31", "2026-04-01 --exceptions closed.csv"].map { day in
      try Self.rows(
        space, "field-work",
        "in.csv --events visits=visits.csv --state s.sqlite --columns flags,flags_cleared --as-of \(day)"
      ).first
    }
    #expect(told == ["due-not-visited,", ",due-not-visited@2026-03-31"])
  }

  @Test("a flag for other work clears when there was no visit for long")
  func noMinutes() throws {
    let space = try Workspace([
      "in.csv": "客户编号,业务线,省份,近12月销售额,仅电话联络\nT1,terminal,福建,4,是\n",
      "visits.csv": "客户编号,拜访日期,停留分钟,杂务分钟\nT1,2026-01-05,30,20\n",
    ])
    let told = try ["2026-02-28", "2026-05-31"].map { day in
      try Self.rows(
        space, "field-work",
        "in.csv --events visits=visits.csv --state s.sqlite --columns flags,flags_cleared --as-of \(day)"
      ).joined()
    }
    #expect(told == ["other-work,", ",other-work@2026-02-28"])
  }

  @Test("a distributor that had nothing before, in a market without outlets, is decided: nothing falls")
  func newDistributor() throws {
    let space = try Workspace([
      "in.csv": """
      客户编号,业务线,省份,市场网点数,覆盖客户数,上期覆盖客户数,活跃率,上期活跃率,平均成交金额,上期平均成交金额
      D1,distributor,福建,0,0,0,0,0,0,0
      D2,distributor,福建,10,8,0,0.5,0,5,0

      """
    ])
    #expect(
      try Self.rows(
        space, "distributor/policy.yaml",
        "in.csv --as-of 2026-03-01 --columns customer_id,coverage,achieved_sales,change_percent,weakest_lever,flags")
        == ["D1,weak,0,0,none,", "D2,strong,20,0,none,"])
  }

  @Test("where a key account ordered nothing of late, nothing was left undelivered")
  func noOrders() throws {
    let space = try Workspace([
      "in.csv": "客户编号,业务线,省份,业态\nK1,modern_trade,福建,chain\n",
      "orders.csv": "客户编号,下单日期,承诺到货日期,到货日期,订货金额,到货金额\nK1,2025-01-05,2025-01-09,2025-01-09,100,50\n",
    ])
    let told = try Self.rows(
      space, "modern-trade/policy.yaml",
      "in.csv --events orders=orders.csv --as-of 2026-03-01 --columns customer_id,flags")
    #expect(told == ["K1,retention"])
  }
}
