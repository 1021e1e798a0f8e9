import Testing

/// Retailers and stores worked by hand, as the policies for tobacco and for modern trade decide them through the command.
@Suite("The shipped policies decide retailers and stores worked by hand")
struct ShippedStoresTests {
  private static func rows(_ space: Workspace, _ policy: String, _ arguments: String) throws -> [String] {
    try ShippedCasesTests.rows(space, policy, arguments)
  }

  // MARK: The tiered visit

  /// Visits of a problem retailer, by day: deep ones, general ones (`g` behind the day), deeper ones (`d`); a `+` where it
  /// cooperated. The states of its tiered visit after runs as of days, and what was cleared.
  private static func tieredVisits(_ visits: String, runs days: [String]) throws -> [String] {
    let table = visits.split(separator: " ").map { visit in
      let mode = visit.contains("g") ? "一般走访" : visit.contains("d") ? "较深度走访" : "深度走访"
      return "C1,\(visit.prefix(10)),\(mode),\(visit.hasSuffix("+") ? "是" : "否")\n"
    }
    let space = try Workspace([
      "in.csv": "客户编号,业务线,省份,业态,配合度\nC1,tobacco,江西,convenience,20\n",
      "visits.csv": "客户编号,拜访日期,走访方式,配合\n" + table.joined(),
    ])
    return try days.map { day in
      try Self.rows(
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

  @Test("deep visits alone make the row; cooperation at a general visit ends nothing, at a deeper one it does")
  func visitsBetween() throws {
    let raised = "tiered-visit@2026-03-17 level 1 due 2026-03-24 district_manager,"
    for visits in [
      "2026-03-03 2026-03-05g 2026-03-10 2026-03-12g+ 2026-03-17",
      "2026-03-03 2026-03-10 2026-03-12d 2026-03-17",
    ] {
      #expect(try Self.tieredVisits(visits, runs: ["2026-03-17"]) == [raised])
    }
    #expect(try Self.tieredVisits("2026-03-03 2026-03-10 2026-03-12d+ 2026-03-17", runs: ["2026-03-17"]) == [","])
    let told = try Self.tieredVisits(
      "2026-03-03 2026-03-10 2026-03-17 2026-03-18g+ 2026-03-19d+", runs: ["2026-03-17", "2026-03-18", "2026-03-19"])
    #expect(told == [raised, raised, ",tiered-visit@2026-03-17"])
  }

  @Test("a retailer that missed its target is reported upwards as well")
  func reportedUpwards() throws {
    let space = try Workspace([
      "in.csv": """
      客户编号,业务线,省份,业态,配合度,未达目标
      C1,tobacco,江西,convenience,80,是
      C2,tobacco,江西,convenience,20,否

      """
    ])
    #expect(
      try Self.rows(
        space, "tobacco/policy.yaml",
        "in.csv --as-of 2026-03-01 --columns customer_id,flags,after_visit.record,after_visit.failure_goes_to")
        == ["C1,tiered-visit-target,case,level_above", "C2,,case,next_plan"])
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

  @Test("evaluation by county and by manager: who has closed counts, and nothing is told of nothing")
  func closedRetailers() throws {
    let space = try Workspace([
      "in.csv": """
      客户编号,业务线,省份,县区,客户经理编号,业态,近12月销售额,销量同比,上年同期销售额
      C1,tobacco,江西,甲,M1,convenience,110,10,
      C2,tobacco,江西,甲,M2,convenience,0,-100,100
      C3,tobacco,江西,甲,M3,convenience,40,,0
      C4,tobacco,江西,乙,M4,convenience,0,5,
      C5,tobacco,江西,丙,M5,convenience,0,-100,
      C6,tobacco,江西,甲,M1,convenience,,,70

      """
    ])
    #expect(
      try Self.rows(
        space, "tobacco/policy.yaml", "in.csv --as-of 2026-03-01 --columns customer_id,county_change,manager_change")
        == ["C1,-25,10", "C2,-25,-100", "C3,-25,", "C4,,", "C5,,", "C6,,"])
  }

  // MARK: Stores

  /// Stores of modern trade, and what was ordered and settled.
  private static let stores = [
    "in.csv": """
    客户编号,业务线,省份,业态,客户经理编号,满意度,近12月销售额,结算方式
    K1,modern_trade,福建,chain,M1,80,100,赊销
    K2,modern_trade,福建,chain,M1,80,100,赊销
    K3,modern_trade,福建,chain,M1,80,100,代销实结
    K4,modern_trade,福建,chain,M1,80,100,代销实结

    """,
    "orders.csv": """
    客户编号,下单日期,承诺到货日期,到货日期,订货金额,到货金额
    K1,2025-10-01,2025-10-05,2025-10-05,100,100
    K2,2026-02-10,2026-02-14,2026-02-14,100,100
    K2,2026-02-25,2026-03-05,,100,
    K3,2026-02-10,2026-02-20,2026-03-04,100,100
    K4,2026-02-10,2026-02-14,2026-02-14,100,89

    """,
    "settlements.csv": """
    客户编号,应结日期,应结金额,实结日期
    K2,2025-12-05,50,2026-02-20
    K3,2026-01-05,50,2026-03-10

    """,
  ]

  /// K1 has ordered nothing for long, K2 waits for an order that is not due, K3's order and money came after the day, and K4
  /// got 89 of 100.
  @Test("a store that orders no more is told of; what is not due does not count, nor what happens after the as-of date")
  func stores() throws {
    let run =
      "in.csv --events orders=orders.csv --events settlements=settlements.csv --columns customer_id,retention,flags"
    #expect(
      try Self.rows(Workspace(Self.stores), "modern-trade", run + " --as-of 2026-03-01") == [
        "K1,at_risk,retention", "K2,wavering,", "K3,wavering,late-orders;low-fill-rate;settlement-overdue",
        "K4,wavering,low-fill-rate",
      ])
    #expect(
      try Self.rows(Workspace(Self.stores), "modern-trade", run + " --as-of 2026-03-10") == [
        "K1,at_risk,retention", "K2,wavering,late-orders;low-fill-rate", "K3,wavering,late-orders",
        "K4,wavering,low-fill-rate",
      ])
  }
}
